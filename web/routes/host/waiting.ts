import { requestContext } from '#http';
import { PRIVATE } from '../../private-headers.ts';
import type { Route } from './+types/waiting.ts';

/** Who waits before the calls of all accounts one is a member of. Asked every few seconds by every host page. */
export async function loader({ context }: Route.LoaderArgs) {
  const { parley, visitor } = context.get(requestContext);
  const known = await visitor();
  const waiting = known ? parley.calls.waiting(known.accounts.map(({ id }) => id)) : [];
  return Response.json(waiting, { headers: PRIVATE });
}
