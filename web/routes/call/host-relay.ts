import { recordId } from '../../record-id.ts';
import { signedIn } from '../../visitor.ts';
import { PRIVATE } from '../../private-headers.ts';
import type { Route } from './+types/host-relay.ts';
import { memberOf } from './member.ts';

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const { parley, visitor } = await signedIn({ request, context });
  const at = await parley.calls.hostAtTheDoor(memberOf(visitor), recordId(params.id));
  return Response.json(at ? parley.calls.relayFor(at) : [], { headers: PRIVATE });
}
