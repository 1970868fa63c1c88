import { requestContext } from '#http';
import { PRIVATE } from '../../private-headers.ts';
import type { Route } from './+types/guest-relay.ts';

/** Where the relay is, for trying the network before the call. */
export async function loader({ params, context }: Route.LoaderArgs) {
  const { calls } = context.get(requestContext).parley;
  const at = await calls.guestAtTheDoor(params.token);
  return Response.json(at ? calls.relayFor(at) : [], { headers: PRIVATE });
}
