import { signedIn } from '../../visitor.ts';
import { PRIVATE } from '../../private-headers.ts';
import type { Route } from './+types/host-ticket.ts';
import { memberOf } from './member.ts';

export async function action({ request, params, context }: Route.ActionArgs) {
  const { parley, visitor } = await signedIn({ request, context });
  const answer = await parley.calls.hostTicket(memberOf(visitor), params.id);
  return Response.json(answer, { status: answer.ok ? 200 : 409, headers: PRIVATE });
}
