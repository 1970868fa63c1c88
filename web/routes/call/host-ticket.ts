import { recordId } from '../../record-id.ts';
import { signedIn } from '../../visitor.ts';
import type { Route } from './+types/host-ticket.ts';
import { memberOf } from './member.ts';
import { tellTicket } from './tell-ticket.ts';

export async function action({ request, params, context }: Route.ActionArgs) {
  const { parley, visitor } = await signedIn({ request, context });
  return tellTicket(await parley.calls.hostTicket(memberOf(visitor), recordId(params.id)));
}
