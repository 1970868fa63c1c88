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
import {
  dropOld,
  dueUnsettled,
  isLapsing,
  leaseUnsettled,
  putBack,
  renewed,
  takeUnsettled,
  type Unsettled,
} from './unsettled.ts';
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
  const settled = await Promise.all(
    (await dueUnsettled(parts)).map(async ({ state, accountId }) => {
      const answer = await settle(parts, state, accountId);
      await noteSettled(parts, state, answer);
      return answer.ok ? [answer] : [];
    }),
  );
  return settled.flat();
}

/** The tokens in hand; they may be replaced on the way. */
interface Holding {
  unsettled: Unsettled;
}

/** Zoom says whose the tokens are, and they become that user’s grant; until then they wait. */
export async function settle(
  parts: AuthorizationParts,
  state: string,
  accountId: string,
): Promise<Settled> {
  const waiting = { ok: false, reason: 'waiting', accountId } as const;
  const unsettled = await leaseUnsettled(parts, state);
  if (!unsettled) return waiting;
  const holding = { unsettled };
  try {
    return (await settleHeld(parts, holding)) ?? waiting;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    // The token endpoint alone can end a permission: whatever else Zoom refuses may heal.
    const over = error.code === 'grant-lost' && (await takeUnsettled(parts.db, holding.unsettled));
    if (over) return failed(parts, accountId, error);
    await putBack(parts, unsettled);
    const { message: failure } = error;
    parts.log.info({ account: accountId, failure }, 'Zoom has not said yet who this is');
    return waiting;
  }
}

/** Undefined when somebody else has settled them meanwhile. */
async function settleHeld(
  parts: AuthorizationParts,
  holding: Holding,
): Promise<Settled | undefined> {
  const { accountId, insteadOf, tokens } = holding.unsettled;
  const missing = missingPermissions(tokens.scope);
  // Zoom would never say whose they are.
  const user = missing.includes('know') ? undefined : await askWhose(parts, holding);
  const kept = await parts.db.transaction().execute(async (tx) => {
    if (!(await takeUnsettled(tx, holding.unsettled))) return undefined;
    return { grantId: user && (await keep(parts, tx, holding.unsettled, user)) };
  });
  if (!kept) return undefined;
  const { grantId } = kept;
  if (!grantId) await giveUp(parts, holding.unsettled.tokens.accessToken);
  if (!user || !grantId || missing.length > 0)
    return { ok: false, reason: 'missing-permissions', accountId, missing };
  return { ok: true, accountId, grantId, email: user.email, sameAgain: grantId === insteadOf };
}

async function askWhose(parts: AuthorizationParts, holding: Holding): Promise<ZoomUser> {
  const access = () => {
    const { accessToken, apiUrl = parts.apiUrl } = holding.unsettled.tokens;
    return { accessToken, apiUrl };
  };
  const renew = async () => {
    holding.unsettled = await renewed(parts, holding.unsettled);
    return access();
  };
  const first = isLapsing(holding.unsettled, parts.clock.now()) ? await renew() : access();
  return readUser(await parts.client.callWith(first, WHO, renew));
}

/** Where permissions are missing, only a grant that stands already takes the tokens. */
async function keep(
  { grants, ...parts }: AuthorizationParts,
  tx: Tx,
  { accountId, tokens, cameAt }: Unsettled,
  user: ZoomUser,
): Promise<string | undefined> {
  // What they replace may have ended at Zoom, by its clock, until a moment before they came.
  const at = laterOf(cameAt, parts.clock.now());
  if (missingPermissions(tokens.scope).length > 0)
    return await grants.keepExisting(tx, user, tokens, at);
  const grantId = await grants.keep(tx, user, tokens, at);
  await due(parts, tx, { accountId, grantId });
  return grantId;
}

function laterOf(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) > 0 ? a : b;
}

/** The account is tied to its grant by `conferencing`, in a moment, or by the sweep should that never come. */
async function due(
  { clock }: Pick<AuthorizationParts, 'clock'>,
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
  // That was noted when they began to wait; somebody else may have settled them since.
  if (!answer.ok && answer.reason === 'waiting') return;
  if (answer.ok) await noteEnd(parts, state, 'connected');
  else if (answer.reason === 'missing-permissions')
    await noteEnd(parts, state, answer.reason, answer.missing);
  else await noteEnd(parts, state, answer.reason);
}

const WHO = { method: 'GET', path: '/users/me' } as const;

/** Who has given a grant, as it is now. */
export async function askForUser(
  { client }: AuthorizationParts,
  grantId: string,
): Promise<ZoomUser> {
  return readUser(await client.call(grantId, WHO));
}

function readUser(result: Awaited<ReturnType<Client['call']>>): ZoomUser {
  const read = userShape.safeParse(result.found ? result.value : undefined);
  if (!read.success)
    throw new Failure('unreachable', { retry: 'soon', detail: 'Zoom did not say who this is' });
  const { id, account_id: accountId = id, email, type: plan } = read.data;
  return { id, accountId, email, plan, business: isBusiness(read.data) };
}

/** Zoom promises the id and the plan alone. */
const userShape = z.object({
  id: z.string().min(1),
  account_id: z.string().min(1).optional().catch(undefined),
  email: z.string().catch(''),
  type: z.int(),
  ...planShape.shape,
});

function whyOf({ code }: Failure): Extract<Authorized, { reason: 'failed' }>['why'] {
  if (code === 'refused' || code === 'rate-limited') return code;
  return 'unreachable';
}
