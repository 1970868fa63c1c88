/**
 * Tokens that Zoom has handed out and whose user it has not named yet. They have ended whatever that
 * user gave before, so they are kept from the first moment on and never thrown away while they live.
 */
import type { Clock } from '#base';
import type { Db, Tables, Tx } from '#db';
import type { ExpressionBuilder } from 'kysely';
import type { Oauth, Tokens } from './oauth.ts';
import type { Seal } from './seal.ts';

interface Parts {
  db: Db;
  clock: Clock;
  seal: Seal;
}

export interface Unsettled {
  /** Of the authorization they came from. */
  state: string;
  accountId: string;
  /** The grant whose Zoom user the host wants to leave. */
  insteadOf: string | null;
  tokens: Tokens;
  /** By the clock of whichever is ahead, ours or Zoom's. */
  cameAt: Temporal.Instant;
  refreshedAt: Temporal.Instant;
}

/** Zoom has not named them in so long: the host has begun anew by then. */
const LIFE = { hours: 7 * 24 };
/** So long they may be why Zoom refuses what is stored of a grant. */
const JUST_HANDED_OUT = { hours: 1 };
/** Longer than a refresh and two questions take. */
const LEASE = { seconds: 90 };
const MARGIN_SECONDS = 60;
/** At first they are asked about every minute, later less and less often. */
const EVERY_MINUTE_MS = 20 * 60_000;
const WAITS_AGAIN = 1 / 20;

/** What they are sealed as. */
export function aboutUnsettled(state: string): string {
  return `tokens of the authorization ${state}`;
}

export async function keepUnsettled(parts: Parts, kept: Unsettled): Promise<void> {
  const { state, accountId, insteadOf, cameAt, refreshedAt } = kept;
  await parts.db
    .insertInto('zoom_unsettled')
    .values({
      ...{ state, account_id: accountId, instead_of: insteadOf },
      ...{ tokens: closed(parts, kept), came_at: cameAt, refreshed_at: refreshedAt },
    })
    .execute();
}

function closed({ seal }: Parts, { state, tokens }: Unsettled): string {
  return seal.close(JSON.stringify(tokens), aboutUnsettled(state));
}

/** Which are to be asked about now. */
export async function dueUnsettled({
  db,
  clock,
}: Pick<Parts, 'db' | 'clock'>): Promise<{ state: string; accountId: string }[]> {
  return await db
    .selectFrom('zoom_unsettled')
    .select(['state', 'account_id as accountId'])
    .where(isDue(clock.now()))
    .orderBy('came_at')
    .execute();
}

/** For whoever asks about them, who is alone with that. Undefined when they are somebody else's, settled, or not due. */
export async function leaseUnsettled(parts: Parts, state: string): Promise<Unsettled | undefined> {
  const now = parts.clock.now();
  const row = await parts.db
    .updateTable('zoom_unsettled')
    .set({ look_again_at: now.add(LEASE) })
    .where('state', '=', state)
    .where(isDue(now))
    .returningAll()
    .executeTakeFirst();
  const tokens = row && openTokens(parts.seal, row);
  if (!tokens) return undefined;
  const { account_id: accountId, instead_of: insteadOf } = row;
  const moments = { cameAt: row.came_at, refreshedAt: row.refreshed_at };
  return { state, accountId, insteadOf, tokens, ...moments };
}

function isDue(now: Temporal.Instant) {
  return (where: ExpressionBuilder<Tables, 'zoom_unsettled'>) =>
    where.or([where('look_again_at', 'is', null), where('look_again_at', '<=', now)]);
}

/** Nobody could say whose they are: they are asked about again. */
export async function putBack(
  { db, clock }: Pick<Parts, 'db' | 'clock'>,
  { state, cameAt }: Unsettled,
): Promise<void> {
  const now = clock.now();
  const waitedMs = now.epochMilliseconds - cameAt.epochMilliseconds;
  const restMs = Math.max(waitedMs - EVERY_MINUTE_MS, 0) * WAITS_AGAIN;
  await db
    .updateTable('zoom_unsettled')
    .set({ look_again_at: now.add({ milliseconds: Math.round(restMs) }) })
    .where('state', '=', state)
    .execute();
}

export function isLapsing({ tokens, refreshedAt }: Unsettled, now: Temporal.Instant): boolean {
  const left = Math.floor(tokens.expiresInSeconds) - MARGIN_SECONDS;
  return Temporal.Instant.compare(refreshedAt.add({ seconds: left }), now) <= 0;
}

/** With new tokens, stored before anybody uses them. Throws `grant-lost` when Zoom takes them back. */
export async function renewed(
  parts: Parts & { oauth: Oauth },
  unsettled: Unsettled,
): Promise<Unsettled> {
  const tokens = await parts.oauth.refresh(unsettled.tokens.refreshToken);
  const renewed = { ...unsettled, tokens, refreshedAt: parts.clock.now() };
  await parts.db
    .updateTable('zoom_unsettled')
    .set({ tokens: closed(parts, renewed), refreshed_at: renewed.refreshedAt })
    .where('state', '=', unsettled.state)
    .execute();
  return renewed;
}

/** Forgets those whose life is over and answers which authorizations that were. */
export async function dropOld({ db, clock }: Pick<Parts, 'db' | 'clock'>): Promise<string[]> {
  const old = await db
    .deleteFrom('zoom_unsettled')
    .where('came_at', '<=', clock.now().subtract(LIFE))
    .returning('state')
    .execute();
  return old.map(({ state }) => state);
}

/** Undefined under another SECRET_KEY: putting the former one back heals it. */
function openTokens(
  seal: Seal,
  { tokens, state }: { tokens: string; state: string },
): Tokens | undefined {
  try {
    return JSON.parse(seal.open(tokens, aboutUnsettled(state))) as Tokens;
  } catch {
    return undefined;
  }
}

/** False when somebody else has settled or renewed them meanwhile. */
export async function takeUnsettled(
  db: Db | Tx,
  { state, refreshedAt }: Unsettled,
): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('zoom_unsettled')
    .where('state', '=', state)
    .where('refreshed_at', '=', refreshedAt)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** What cannot be opened here replaces no grant either. */
export async function anyJustHandedOut(
  { clock, seal }: Pick<Parts, 'clock' | 'seal'>,
  tx: Tx,
): Promise<boolean> {
  const rows = await tx
    .selectFrom('zoom_unsettled')
    .select(['state', 'tokens'])
    .where('came_at', '>', clock.now().subtract(JUST_HANDED_OUT))
    .execute();
  return rows.some((row) => openTokens(seal, row));
}
