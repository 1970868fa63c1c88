import { redirectDocument, type RouterContextProvider } from 'react-router';
import { mayDo, type Deed } from '#accounts';
import { requestContext, type Parley, type Visitor } from '#http';

interface Asked {
  request: Request;
  context: Readonly<RouterContextProvider>;
}

/** The house and whoever is signed in. Sends everybody else to sign in, and back here after; and whoever has no account, to make one. */
export async function signedIn({ request, context }: Asked): Promise<{
  parley: Parley;
  visitor: Visitor;
}> {
  const { parley, login, visitor } = context.get(requestContext);
  const known = await visitor();
  if (known) return { parley, visitor: known };
  if (await login()) throw redirectDocument('/accounts/first');
  const { pathname, search } = new URL(request.url);
  const next = request.method === 'GET' ? `?next=${encodeURIComponent(pathname + search)}` : '';
  throw redirectDocument(`/sign-in${next}`);
}

/** The sentence for somebody who may not do this here; undefined for somebody who may. */
export function refusalOf(visitor: Visitor, deed: Deed): string | undefined {
  const answer = mayDo(visitor.account.role, deed);
  return answer.ok ? undefined : answer.why;
}
