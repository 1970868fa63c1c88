import { Failure, type Clock, type Ids, type Log } from '#base';
import type { Db } from '#db';
import { z } from 'zod';
import { begin, lastTry, noteDeclined, noteEnd, take, type Beginning } from './beginnings.ts';
import type { Client } from './client.ts';
import type { ZoomUser } from './grant-row.ts';
import type { Grants } from './grants.ts';
import type { Oauth, Tokens } from './oauth.ts';
import { isBusiness, planShape } from './plans.ts';
import { missingPermissions } from './scopes.ts';
import type { Seal } from './seal.ts';
import type { Authorized, Zoom } from './zoom.ts';

interface AuthorizationParts {
  db: Db;
  clock: Clock;
  ids: Ids;
  log: Log;
  seal: Seal;
  oauth: Oauth;
  grants: Grants;
  client: Client;
  /** Asked until Zoom has named the user's region. */
  apiUrl: string;
}

export function createAuthorization(
  parts: AuthorizationParts,
): Pick<Zoom, 'beginAuthorization' | 'finishAuthorization' | 'lastTry' | 'lookUpUser'> {
  return {
    async beginAuthorization(accountId, loginId, insteadOf) {
      const { state, verifier } = await begin(parts, { accountId, loginId, insteadOf });
      return await parts.oauth.authorizeUrl(state, verifier);
    },
    finishAuthorization: (callback, loginId) => finish(parts, callback, loginId),
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
  if (answer.ok) await noteEnd(parts, state, 'connected');
  else if (answer.reason === 'failed') await noteEnd(parts, state, 'failed');
  else await noteEnd(parts, state, 'missing-permissions', answer.missing);
  return answer;
}

type Exchanged = Extract<Authorized, { ok: true } | { reason: 'missing-permissions' | 'failed' }>;

async function exchange(
  parts: AuthorizationParts,
  callback: URL,
  begun: Beginning,
): Promise<Exchanged> {
  const { accountId } = begun;
  try {
    const state = callback.searchParams.get('state') ?? '';
    const tokens = await parts.oauth.exchange(callback, state, begun.verifier);
    return await takeTokens(parts, begun, tokens);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    parts.log.warn(
      { account: accountId, failure: error.message },
      'an authorization at Zoom failed',
    );
    return { ok: false, reason: 'failed', accountId, why: whyOf(error) };
  }
}

async function takeTokens(
  parts: AuthorizationParts,
  { accountId, insteadOf }: Beginning,
  tokens: Tokens,
): Promise<Exchanged> {
  const missing = missingPermissions(tokens.scope);
  if (missing.length > 0) {
    await settleIncomplete(parts, tokens);
    return { ok: false, reason: 'missing-permissions', accountId, missing };
  }
  const user = await readUser(parts, tokens);
  const grantId = await parts.grants.keep(user, tokens);
  return { ok: true, accountId, grantId, email: user.email, sameAgain: grantId === insteadOf };
}

/**
 * Too few permissions. The new tokens have ended any earlier ones of this user, so a grant that
 * stands takes them and does what it still can. Where none stands they are revoked: nothing is left
 * behind, and Zoom shows its page with the boxes again next time.
 */
async function settleIncomplete(parts: AuthorizationParts, tokens: Tokens): Promise<void> {
  try {
    const user = await readUser(parts, tokens);
    const kept = await parts.grants.keepExisting(user, tokens);
    if (!kept) await parts.oauth.revoke(tokens.accessToken);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    parts.log.warn(
      { failure: error.message },
      'an incomplete authorization could not be settled at Zoom',
    );
  }
}

/** Tried twice: were the tokens thrown away now, the user's earlier ones would be dead as well. */
async function readUser(parts: AuthorizationParts, tokens: Tokens): Promise<ZoomUser> {
  const access = { accessToken: tokens.accessToken, apiUrl: tokens.apiUrl ?? parts.apiUrl };
  try {
    return await askForUser(parts, access);
  } catch (error) {
    if (!(error instanceof Failure) || error.retry === 'never') throw error;
    return await askForUser(parts, access);
  }
}

const WHO = { method: 'GET', path: '/users/me' } as const;

/** With a grant, or with tokens that no grant holds yet. */
async function askForUser(
  { client }: AuthorizationParts,
  by: string | Parameters<Client['callWith']>[0],
): Promise<ZoomUser> {
  const result = await (typeof by === 'string' ? client.call(by, WHO) : client.callWith(by, WHO));
  const read = userShape.safeParse(result.found ? result.value : undefined);
  if (!read.success)
    throw new Failure('unreachable', { retry: 'soon', detail: 'Zoom did not say who this is' });
  const { id, account_id: accountId, email, type: plan } = read.data;
  return { id, accountId, email, plan, business: isBusiness(read.data) };
}

const userShape = z.object({
  id: z.string().min(1),
  account_id: z.string().min(1),
  email: z.string(),
  type: z.int(),
  ...planShape.shape,
});

function whyOf({ code }: Failure): Extract<Authorized, { reason: 'failed' }>['why'] {
  if (code === 'refused' || code === 'rate-limited' || code === 'not-allowed') return code;
  return 'unreachable';
}
