import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import type { Login } from '#auth';
import type { Parley, Visitor } from './parley.ts';

/** Names the account a person last worked in. Only a wish: it counts where they are a member. */
export const ACCOUNT_COOKIE = 'account';

/** Who is signed in. The answer is looked up when first wanted, and once. */
export function loginOf({ auth }: Parley, c: Context): () => Promise<Login | undefined> {
  return once(() => auth.login(c.req.raw.headers));
}

/** Who is asking, and for which account. */
export function visitorOf(
  parley: Parley,
  c: Context,
  whoIs = loginOf(parley, c),
): () => Promise<Visitor | undefined> {
  return once(async () => {
    const login = await whoIs();
    return login && (await lookUp(parley, c, login));
  });
}

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined;
  return () => (asked ??= ask());
}

async function lookUp(
  { accounts }: Parley,
  c: Context,
  login: Login,
): Promise<Visitor | undefined> {
  const all = await accounts.ofPerson(login.person.id);
  const wished = getCookie(c, ACCOUNT_COOKIE);
  const account = all.find(({ id }) => id === wished) ?? all[0];
  if (!account) return undefined;
  return { loginId: login.id, person: login.person, account, accounts: all };
}
