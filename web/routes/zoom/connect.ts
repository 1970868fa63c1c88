import { redirect } from 'react-router';
import { mayDo } from '#accounts';
import { posted } from '../../posted.ts';
import { signedIn } from '../../visitor.ts';
import type { Route } from './+types/connect.ts';

export const loader = () => redirect('/scheduling/conferencing');

/** Sends the browser to Zoom, on behalf of the open account or of the one the form names. */
export async function action({ request, context }: Route.ActionArgs) {
  const { parley, visitor } = await signedIn({ request, context });
  if (!parley.zoom) return redirect('/scheduling/conferencing');
  const wanted = (await posted(request)).text('account') || visitor.account.id;
  const account = visitor.accounts.find(({ id }) => id === wanted);
  if (!account) throw new Response('You are not a member of that account.', { status: 403 });
  const may = mayDo(account.role, 'change conferencing');
  if (!may.ok) throw new Response(may.why, { status: 403 });
  const there = await parley.zoom.beginAuthorization(account.id, visitor.loginId);
  return redirect(there.href);
}
