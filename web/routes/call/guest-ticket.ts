import { requestContext } from '#http';
import type { Route } from './+types/guest-ticket.ts';
import { tellTicket } from './tell-ticket.ts';

/** A ticket opens one socket. It is fetched by a post: links are looked at by mail programs. */
export async function action({ params, context }: Route.ActionArgs) {
  const { calls } = context.get(requestContext).parley;
  return tellTicket(await calls.guestTicket(params.token));
}
