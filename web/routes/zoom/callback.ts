import { redirect } from 'react-router';
import { requestContext } from '#http';
import type { Authorized } from '#zoom';
import { rememberAccount } from '../accounts/remember.ts';
import type { Route } from './+types/callback.ts';

/** Zoom sends the browser here. It goes on at once to an address without code and state in it. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const { parley, visitor } = context.get(requestContext);
  if (!parley.zoom) return redirect('/scheduling/conferencing');
  const { pathname, search, searchParams } = new URL(request.url);
  const known = await visitor();
  if (!known) return redirect(`/zoom/welcome?how=${howWithoutLogin(searchParams)}`);
  const callback = new URL(pathname + search, parley.config.appUrl);
  const answer = await parley.zoom.finishAuthorization(callback, known.loginId);
  const backTo = (accountId: string, said: string) =>
    redirect(`/scheduling/conferencing?said=${said}`, {
      headers: rememberAccount(accountId, parley.config),
    });
  if (!answer.ok)
    return answer.reason === 'waiting'
      ? backTo(answer.accountId, answer.reason)
      : redirect(wayOn(answer));
  const tie = await parley.conferencing.connect(answer.accountId, answer.grantId);
  return backTo(answer.accountId, answer.sameAgain ? 'same-again' : tie);
}

function howWithoutLogin(params: URLSearchParams): 'added' | 'declined' | 'signed-out' {
  if (!params.has('code')) return 'declined';
  return params.has('state') ? 'signed-out' : 'added';
}

function wayOn(answer: Extract<Authorized, { ok: false }>): string {
  // The browser sent it twice, as after a second press: the first one counts, and its outcome stands on the row.
  if (answer.reason === 'used') return '/scheduling/conferencing?said=used';
  const params = new URLSearchParams({ how: answer.reason });
  if ('accountId' in answer && answer.accountId) params.set('account', answer.accountId);
  if ('why' in answer) params.set('why', answer.why);
  if ('missing' in answer) params.set('missing', answer.missing.join(','));
  return `/zoom/ended?${params.toString()}`;
}
