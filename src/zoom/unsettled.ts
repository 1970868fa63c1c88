/**
 * Tokens that Zoom has handed out and whose user it has not named yet. They have ended whatever that
 * user gave before, so they are kept from the first moment on and never thrown away while they live.
 */
import type { Clock } from '#base';
import type { Db, Tx } from '#db';
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
  refreshedAt: Temporal.Instant;
}

/** Zoom has not named them in so long: the host has begun anew by then. */
const LIFE = { hours: 7 * 24 };
/** An access token lives an hour. */
const FRESH = { minutes: 50 };

/** What they are sealed as. */
export function aboutUnsettled(state: string): string {
  return `tokens of the authorization ${state}`;
}

export async function keepUnsettled(parts: Parts, kept: Unsettled): Promise<void> {
  const { state, accountId, insteadOf, refreshedAt } = kept;
  await parts.db
    .insertInto('zoom_unsettled')
    .values({
      ...{ state, account_id: accountId, instead_of: insteadOf },
      ...{ tokens: closed(parts, kept), came_at: refreshedAt, refreshed_at: refreshedAt },
    })
    .execute();
}

function closed({ seal }: Parts, { state, tokens }: Unsettled): string {
  return seal.close(JSON.stringify(tokens), aboutUnsettled(state));
}

/** With tokens that still hold: those that rested too long are exchanged, and stored before use. */
export async function freshened(
  parts: Parts & { oauth: Oauth },
  unsettled: Unsettled,
): Promise<Unsettled> {
  const now = parts.clock.now();
  if (Temporal.Instant.compare(unsettled.refreshedAt, now.subtract(FRESH)) > 0) return unsettled;
  const tokens = await parts.oauth.refresh(unsettled.tokens.refreshToken);
  const renewed = { ...unsettled, tokens, refreshedAt: now };
  await parts.db
    .updateTable('zoom_unsettled')
    .set({ tokens: closed(parts, renewed), refreshed_at: now })
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

export async function readUnsettled({
  db,
  seal,
}: Pick<Parts, 'db' | 'seal'>): Promise<Unsettled[]> {
  const rows = await db.selectFrom('zoom_unsettled').selectAll().orderBy('came_at').execute();
  return rows.flatMap(({ state, ...row }) => {
    const tokens = openTokens(seal, row.tokens, state);
    const { account_id: accountId, instead_of: insteadOf, refreshed_at: refreshedAt } = row;
    return tokens ? [{ state, accountId, insteadOf, tokens, refreshedAt }] : [];
  });
}

/** Undefined under another SECRET_KEY: putting the former one back heals it. */
function openTokens(seal: Seal, closed: string, state: string): Tokens | undefined {
  try {
    return JSON.parse(seal.open(closed, aboutUnsettled(state))) as Tokens;
  } catch {
    return undefined;
  }
}

/** False when somebody else has settled them meanwhile. */
export async function takeUnsettled(db: Db | Tx, state: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('zoom_unsettled')
    .where('state', '=', state)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

export async function anyUnsettled(db: Db | Tx): Promise<boolean> {
  const row = await db.selectFrom('zoom_unsettled').select('state').limit(1).executeTakeFirst();
  return row !== undefined;
}
