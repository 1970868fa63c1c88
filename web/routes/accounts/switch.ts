import { redirect } from 'react-router';
import { posted } from '../../posted.ts';
import { signedIn } from '../../visitor.ts';
import type { Route } from './+types/switch.ts';
import { rememberAccount } from './remember.ts';

export const loader = () => redirect('/sessions');

export async function action({ request, context }: Route.ActionArgs) {
  const { parley, visitor } = await signedIn({ request, context });
  const wanted = (await posted(request)).text('account');
  const account = visitor.accounts.find(({ id }) => id === wanted);
  if (!account) throw new Response('You are not a member of that account.', { status: 403 });
  return redirect('/sessions', { headers: rememberAccount(account.id, parley.config) });
}
