import { Failure, type Clock, type Ids, type Log } from '#base';
import type { Db } from '#db';
import { z } from 'zod';
import type { Client } from './client.ts';
import type { ZoomUser } from './grant-row.ts';
import type { Grants } from './grants.ts';
import type { Oauth, Tokens } from './oauth.ts';
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

type Begun = { accountId: string; verifier: string } | { reason: 'unknown-state' | 'other-login' };

const LIFE = { minutes: 15 };
/** What a stored verifier is sealed as. */
export const ABOUT_VERIFIER = 'verifier of an authorization';

export function createAuthorization(
  parts: AuthorizationParts,
): Pick<Zoom, 'beginAuthorization' | 'finishAuthorization'> {
  return {
    async beginAuthorization(accountId, loginId) {
      const now = parts.clock.now();
      const state = parts.ids.token();
      // PKCE asks for 43 characters at least; two tokens are 44.
      const verifier = parts.ids.token() + parts.ids.token();
      await parts.db
        .deleteFrom('zoom_authorization')
        .where('created_at', '<', now.subtract(LIFE))
        .execute();
      await parts.db
        .insertInto('zoom_authorization')
        .values({
          state,
          account_id: accountId,
          login_id: loginId,
          verifier: parts.seal.close(verifier, ABOUT_VERIFIER),
          created_at: now,
        })
        .execute();
      return await parts.oauth.authorizeUrl(state, verifier);
    },

    async finishAuthorization(callback, loginId) {
      const state = callback.searchParams.get('state');
      const begun = state
        ? await takeBegun(parts, state, loginId)
        : { reason: 'unknown-state' as const };
      if (!callback.searchParams.get('code')) return { ok: false, reason: 'declined' };
      if ('reason' in begun) return { ok: false, reason: begun.reason };
      try {
        const tokens = await parts.oauth.exchange(callback, state ?? '', begun.verifier);
        return await takeTokens(parts, begun.accountId, tokens);
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        parts.log.warn(
          { account: begun.accountId, failure: error.message },
          'an authorization at Zoom failed',
        );
        return { ok: false, reason: 'failed', detail: wordsFor(error) };
      }
    },
  };
}

/** Deletes the row before anything else happens, whoever asks: a state serves once. */
async function takeBegun(
  parts: AuthorizationParts,
  state: string,
  loginId: string,
): Promise<Begun> {
  const row = await parts.db
    .deleteFrom('zoom_authorization')
    .where('state', '=', state)
    .returningAll()
    .executeTakeFirst();
  const oldest = parts.clock.now().subtract(LIFE);
  if (!row || Temporal.Instant.compare(row.created_at, oldest) < 0)
    return { reason: 'unknown-state' };
  if (row.login_id !== loginId) return { reason: 'other-login' };
  return { accountId: row.account_id, verifier: parts.seal.open(row.verifier, ABOUT_VERIFIER) };
}

async function takeTokens(
  parts: AuthorizationParts,
  accountId: string,
  tokens: Tokens,
): Promise<Authorized> {
  const missing = missingPermissions(tokens.scope);
  if (missing.length > 0) {
    await settleIncomplete(parts, tokens);
    return { ok: false, reason: 'missing-permissions', detail: missing.join(', ') };
  }
  const user = await readUser(parts, tokens);
  const grantId = await parts.grants.keep(user, tokens);
  return { ok: true, accountId, grantId, email: user.email };
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
  try {
    return await askForUser(parts, tokens);
  } catch (error) {
    if (!(error instanceof Failure) || error.retry === 'never') throw error;
    return await askForUser(parts, tokens);
  }
}

async function askForUser(
  { client, apiUrl }: AuthorizationParts,
  tokens: Tokens,
): Promise<ZoomUser> {
  const access = { accessToken: tokens.accessToken, apiUrl: tokens.apiUrl ?? apiUrl };
  const result = await client.callWith(access, { method: 'GET', path: '/users/me' });
  const read = userShape.safeParse(result.found ? result.value : undefined);
  if (!read.success)
    throw new Failure('unreachable', { retry: 'soon', detail: 'Zoom did not say who this is' });
  const { id, account_id: accountId, email, type: plan } = read.data;
  return { id, accountId, email, plan };
}

const userShape = z.object({
  id: z.string().min(1),
  account_id: z.string().min(1),
  email: z.string(),
  type: z.int(),
});

function wordsFor({ code }: Failure): string {
  if (code === 'refused') return 'Zoom no longer takes this confirmation. Please connect again.';
  if (code === 'rate-limited')
    return 'Zoom asks us to wait a little. Please connect again in a few minutes.';
  if (code === 'not-allowed') return 'Zoom does not let this user be connected.';
  return 'Zoom did not answer as it should. Please connect again in a moment.';
}
