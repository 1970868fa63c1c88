import { data, redirect } from 'react-router';
import { requestContext } from '#http';
import { CallPage } from '../../call/view/call-page.tsx';
import callStyles from '../../styles/call.css?url';
import { Lost } from '../booking/lost.tsx';
import { PRIVATE } from '../../private-headers.ts';
import type { Route } from './+types/guest.ts';
import { describeDoor } from './describe.ts';
import { isOwn, leadOn, tokenAt } from './own-address.ts';

export const links: Route.LinksFunction = () => [{ rel: 'stylesheet', href: callStyles }];

export const meta: Route.MetaFunction = () => [{ title: 'Your call' }];

export const headers: Route.HeadersFunction = () => PRIVATE;

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const { parley } = context.get(requestContext);
  const token = tokenAt(request, params.token);
  const at = token && (await parley.calls.guestAtTheDoor(token));
  if (!at) return data({ facts: undefined, ofCall: isOwn(params.token) }, { status: 404 });
  const backHref = `/b/${token}`;
  // The lasting page knows the place in Zoom or in words.
  if (at.door.is === 'elsewhere') throw redirect(backHref, 303);
  const on = leadOn(at, { request, given: params.token, config: parley.config });
  if (on) throw on;
  return data({ facts: describeDoor(at, backHref, parley.clock.now()) });
}

export default function GuestCall({ loaderData }: Route.ComponentProps) {
  const { facts } = loaderData;
  return facts ? <CallPage facts={facts} /> : <Lost ofCall={loaderData.ofCall} />;
}
