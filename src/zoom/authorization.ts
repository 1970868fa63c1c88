/** From "Connect" to Zoom's page of consent and back. */
import { begin, lastTry, noteDeclined, noteEnd, take, type Beginning } from './beginnings.ts';
import type { FirstTokens } from './oauth.ts';
import {
  askForUser,
  failed,
  noteSettled,
  settle,
  settleAll,
  type AuthorizationParts,
  type Settled,
} from './settling.ts';
import { keepUnsettled } from './unsettled.ts';
import type { Authorized, Zoom } from './zoom.ts';

export function createAuthorization(
  parts: AuthorizationParts,
): Pick<
  Zoom,
  'beginAuthorization' | 'finishAuthorization' | 'settleAuthorizations' | 'lastTry' | 'lookUpUser'
> {
  return {
    async beginAuthorization(accountId, loginId, insteadOf) {
      const { state, verifier } = await begin(parts, { accountId, loginId, insteadOf });
      return await parts.oauth.authorizeUrl(state, verifier);
    },
    finishAuthorization: (callback, loginId) => finish(parts, callback, loginId),
    settleAuthorizations: () => settleAll(parts),
    lastTry: (accountId) => lastTry(parts, accountId),
    async lookUpUser(grantId) {
      await parts.grants.noteUser(grantId, await askForUser(parts, grantId));
    },
  };
}

async function finish(
  parts: AuthorizationParts,
  callback: URL,
  loginId: string,
): Promise<Authorized> {
  const state = callback.searchParams.get('state');
  const begun = await take(parts, state, loginId);
  const accountId = typeof begun === 'string' ? undefined : begun.accountId;
  if (!callback.searchParams.get('code')) {
    // Zoom may say no without our state, and who comes back says it for what they began.
    if (state === null) await noteDeclined(parts, loginId);
    else if (accountId) await noteEnd(parts, state, 'declined');
    return { ok: false, reason: 'declined', accountId };
  }
  if (typeof begun === 'string') return { ok: false, reason: begun };
  const answer = await exchange(parts, callback, begun);
  await noteSettled(parts, state, answer);
  return answer;
}

/** What Zoom limits, it limits by the second. */
const A_MOMENT_MS = 1100;

async function exchange(
  parts: AuthorizationParts,
  callback: URL,
  { accountId, insteadOf, verifier }: Beginning,
): Promise<Settled> {
  const state = callback.searchParams.get('state') ?? '';
  let answer: FirstTokens;
  try {
    answer = await parts.oauth.exchange(callback, state, verifier);
  } catch (error) {
    return failed(parts, accountId, error);
  }
  const { at: cameAt, ...tokens } = answer;
  const refreshedAt = parts.clock.now();
  await keepUnsettled(parts, { state, accountId, insteadOf, tokens, cameAt, refreshedAt });
  await noteEnd(parts, state, 'waiting');
  const first = await settle(parts, state, accountId);
  if (first.ok || first.reason !== 'waiting') return first;
  await parts.pause(A_MOMENT_MS);
  return await settle(parts, state, accountId);
}
