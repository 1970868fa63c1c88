import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import type { Parley, Visitor } from './parley.ts';

/** Names the account a person last worked in. Only a wish: it counts where they are a member. */
export const ACCOUNT_COOKIE = 'account';

/** Who is asking. The answer is looked up when first wanted, and once. */
export function visitorOf(parley: Parley, c: Context): () => Promise<Visitor | undefined> {
  let asked: Promise<Visitor | undefined> | undefined;
  return () => (asked ??= lookUp(parley, c));
}

async function lookUp({ auth, accounts }: Parley, c: Context): Promise<Visitor | undefined> {
  const login = await auth.login(c.req.raw.headers);
  if (!login) return undefined;
  const all = await accounts.ofPerson(login.person.id);
  const wished = getCookie(c, ACCOUNT_COOKIE);
  const account = all.find(({ id }) => id === wished) ?? all[0];
  if (!account) return undefined;
  return { loginId: login.id, person: login.person, account, accounts: all };
}
