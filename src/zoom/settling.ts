/** From tokens to the grant of whoever gave them. */
import { Failure, type Clock, type Ids, type Log } from '#base';
import type { Db, Tx } from '#db';
import { z } from 'zod';
import { noteEnd } from './beginnings.ts';
import type { Client } from './client.ts';
import type { ZoomUser } from './grant-row.ts';
import type { Grants } from './grants.ts';
import type { Oauth } from './oauth.ts';
import { isBusiness, planShape } from './plans.ts';
import { missingPermissions } from './scopes.ts';
import type { Seal } from './seal.ts';
import { dropOld, freshened, readUnsettled, takeUnsettled, type Unsettled } from './unsettled.ts';
import type { Authorized, Zoom } from './zoom.ts';

export interface AuthorizationParts {
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
  pause: (milliseconds: number) => Promise<unknown>;
}

export type Settled = Extract<
  Authorized,
  { ok: true } | { reason: 'waiting' | 'missing-permissions' | 'failed' }
>;

/** What waits is asked about again. Answers who is connected now. */
export async function settleAll(
  parts: AuthorizationParts,
): ReturnType<Zoom['settleAuthorizations']> {
  for (const state of await dropOld(parts)) await noteEnd(parts, state, 'failed');
  const waiting = await readUnsettled(parts);
  const settled = await Promise.all(
    waiting.map(async (unsettled) => {
      const answer = await settle(parts, unsettled);
      await noteSettled(parts, unsettled.state, answer);
      return answer.ok ? [answer] : [];
    }),
  );
  return settled.flat();
}

/** Zoom says whose the tokens are, and they become that user’s grant; until then they wait. */
export async function settle(parts: AuthorizationParts, unsettled: Unsettled): Promise<Settled> {
  const { state, accountId, insteadOf } = unsettled;
  const waiting = { ok: false, reason: 'waiting', accountId } as const;
  try {
    const { tokens } = await freshened(parts, unsettled);
    const { accessToken, apiUrl = parts.apiUrl } = tokens;
    const user = await askForUser(parts, { accessToken, apiUrl });
    const missing = missingPermissions(tokens.scope);
    const kept = await parts.db.transaction().execute(async (tx) => {
      if (!(await takeUnsettled(tx, state))) return undefined;
      if (missing.length > 0) return { grantId: await parts.grants.keepExisting(tx, user, tokens) };
      const grantId = await parts.grants.keep(tx, user, tokens);
      await due(parts, tx, { accountId, grantId });
      return { grantId };
    });
    if (!kept) return waiting;
    const { grantId } = kept;
    if (!grantId) await giveUp(parts, accessToken);
    if (!grantId || missing.length > 0)
      return { ok: false, reason: 'missing-permissions', accountId, missing };
    return { ok: true, accountId, grantId, email: user.email, sameAgain: grantId === insteadOf };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (error.retry === 'never') {
      await takeUnsettled(parts.db, state);
      return failed(parts, accountId, error);
    }
    const { message: failure } = error;
    parts.log.info({ account: accountId, failure }, 'Zoom has not said yet who this is');
    return waiting;
  }
}

/** The account is tied to its grant by `conferencing`, in a moment, or by the sweep should that never come. */
async function due(
  { clock }: AuthorizationParts,
  tx: Tx,
  { accountId, grantId }: { accountId: string; grantId: string },
): Promise<void> {
  const row = { grant_id: grantId, since: clock.now() };
  await tx
    .insertInto('connection_due')
    .values({ account_id: accountId, ...row })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet(row))
    .execute();
}

/** Where no grant stands, nothing is left behind, and Zoom shows its page with the boxes again next time. */
async function giveUp({ oauth, log }: AuthorizationParts, accessToken: string): Promise<void> {
  try {
    await oauth.revoke(accessToken);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    log.warn(
      { failure: error.message },
      'an incomplete authorization could not be withdrawn at Zoom',
    );
  }
}

export function failed({ log }: AuthorizationParts, accountId: string, error: unknown): Settled {
  if (!(error instanceof Failure)) throw error;
  log.warn({ account: accountId, failure: error.message }, 'an authorization at Zoom failed');
  return { ok: false, reason: 'failed', accountId, why: whyOf(error) };
}

export async function noteSettled(
  parts: AuthorizationParts,
  state: string | null,
  answer: Settled,
): Promise<void> {
  if (answer.ok) await noteEnd(parts, state, 'connected');
  else if (answer.reason === 'missing-permissions')
    await noteEnd(parts, state, answer.reason, answer.missing);
  else await noteEnd(parts, state, answer.reason);
}

const WHO = { method: 'GET', path: '/users/me' } as const;

/** With a grant, or with tokens that no grant holds yet. */
export async function askForUser(
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
