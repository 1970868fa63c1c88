import { redirect } from 'react-router';
import { mayDo } from '#accounts';
import { requestContext } from '#http';
import { posted } from '../../posted.ts';
import type { Route } from './+types/connect.ts';

export const loader = () => redirect('/scheduling/conferencing');

/** Sends the browser to Zoom, on behalf of the open account or of the one the form names. */
export async function action({ request, context }: Route.ActionArgs) {
  const { parley, visitor: whoIs } = context.get(requestContext);
  const visitor = await whoIs();
  if (!visitor) return redirect('/zoom/welcome?how=signed-out');
  if (!parley.zoom) return redirect('/scheduling/conferencing');
  const { text } = await posted(request);
  const wanted = text('account') || visitor.account.id;
  const account = visitor.accounts.find(({ id }) => id === wanted);
  if (!account) throw new Response('You are not a member of that account.', { status: 403 });
  const may = mayDo(account.role, 'change conferencing');
  if (!may.ok) throw new Response(may.why, { status: 403 });
  const report = text('another')
    ? await parley.conferencing.connectionReport(account.id)
    : undefined;
  const there = await parley.zoom.beginAuthorization(account.id, visitor.loginId, report?.grantId);
  return redirect(there.href);
}
