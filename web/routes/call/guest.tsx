import { data, redirect } from 'react-router';
import { requestContext } from '#http';
import { CallPage } from '../../call/view/call-page.tsx';
import callStyles from '../../styles/call.css?url';
import { Lost } from '../booking/lost.tsx';
import { PRIVATE } from '../../private-headers.ts';
import type { Route } from './+types/guest.ts';
import { describeDoor } from './describe.ts';

export const links: Route.LinksFunction = () => [{ rel: 'stylesheet', href: callStyles }];

export const meta: Route.MetaFunction = () => [{ title: 'Your call' }];

export const headers: Route.HeadersFunction = () => PRIVATE;

export async function loader({ params, context }: Route.LoaderArgs) {
  const { parley } = context.get(requestContext);
  const at = await parley.calls.guestAtTheDoor(params.token);
  if (!at) return data({ facts: undefined }, { status: 404 });
  const backHref = `/b/${params.token}`;
  // The lasting page knows the place in Zoom or in words.
  if (at.door.is === 'elsewhere') throw redirect(backHref, 303);
  return data({ facts: describeDoor(at, backHref, parley.clock.now()) });
}

export default function GuestCall({ loaderData: { facts } }: Route.ComponentProps) {
  return facts ? <CallPage facts={facts} /> : <Lost />;
}
