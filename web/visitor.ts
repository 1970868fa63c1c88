import { redirectDocument, type RouterContextProvider } from 'react-router';
import { mayDo, type Deed } from '#accounts';
import { requestContext, type Parley, type Visitor } from '#http';

interface Asked {
  request: Request;
  context: Readonly<RouterContextProvider>;
}

/** The house and whoever is signed in. Sends everybody else to the sign-in page, and back here after. */
export async function signedIn({ request, context }: Asked): Promise<{
  parley: Parley;
  visitor: Visitor;
}> {
  const { parley, visitor } = context.get(requestContext);
  const known = await visitor();
  if (known) return { parley, visitor: known };
  const { pathname, search } = new URL(request.url);
  const next = request.method === 'GET' ? `?next=${encodeURIComponent(pathname + search)}` : '';
  throw redirectDocument(`/sign-in${next}`);
}

/** The sentence for somebody who may not do this here; undefined for somebody who may. */
export function refusalOf(visitor: Visitor, deed: Deed): string | undefined {
  const answer = mayDo(visitor.account.role, deed);
  return answer.ok ? undefined : answer.why;
}
