import { requestContext } from '#http';
import { PRIVATE } from '../../private-headers.ts';
import type { Route } from './+types/guest-ticket.ts';

/** A ticket opens one socket. It is fetched by a post: links are looked at by mail programs. */
export async function action({ params, context }: Route.ActionArgs) {
  const { calls } = context.get(requestContext).parley;
  const answer = await calls.guestTicket(params.token);
  return Response.json(answer, { status: answer.ok ? 200 : 409, headers: PRIVATE });
}
