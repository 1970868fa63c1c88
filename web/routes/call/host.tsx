import { data, redirect } from 'react-router';
import { CallPage } from '../../call/view/call-page.tsx';
import callStyles from '../../styles/call.css?url';
import { recordId } from '../../record-id.ts';
import { signedIn } from '../../visitor.ts';
import { PRIVATE } from '../../private-headers.ts';
import type { Route } from './+types/host.ts';
import { describeDoor } from './describe.ts';
import { memberOf } from './member.ts';

export const links: Route.LinksFunction = () => [{ rel: 'stylesheet', href: callStyles }];

export const meta: Route.MetaFunction = () => [{ title: 'Your call' }];

export const headers: Route.HeadersFunction = () => PRIVATE;

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const { parley, visitor } = await signedIn({ request, context });
  const at = await parley.calls.hostAtTheDoor(memberOf(visitor), recordId(params.id));
  if (!at) throw new Response('There is no such session in this account.', { status: 404 });
  const backHref = `/sessions/${params.id}`;
  if (at.door.is === 'elsewhere') throw redirect(backHref, 303);
  return data({ facts: describeDoor(at, backHref, parley.clock.now()) });
}

export default function HostCall({ loaderData: { facts } }: Route.ComponentProps) {
  return <CallPage facts={facts} />;
}
