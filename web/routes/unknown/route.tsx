import { data } from 'react-router';
import { Trouble } from '../../ui/trouble.tsx';
import type { Route } from './+types/route.ts';

export const handle = { static: true };

export const meta: Route.MetaFunction = () => [{ title: 'Nothing here · Parley' }];

export const loader = () => data(null, 404);

export default function Unknown() {
  return <Trouble kind="unknown" />;
}
