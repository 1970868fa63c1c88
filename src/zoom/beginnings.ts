/** Authorizations begun here: state and verifier, tied to login and account, used once; and how each ended. */
import type { Clock, Ids } from '#base';
import type { Permission } from '#conferencing';
import type { Db } from '#db';
import type { Seal } from './seal.ts';

interface BeginningParts {
  db: Db;
  clock: Clock;
  ids: Ids;
  seal: Seal;
}

export interface Beginning {
  accountId: string;
  verifier: string;
  /** The grant whose Zoom user the host wants to leave. */
  insteadOf: string | null;
}

/**
 * `added` a code that nobody here asked for: Marketplace "Add" · `unknown-state` forged, cut short or long
 * forgotten · `expired` begun too long ago · `used` it has come before · `other-login` begun by somebody else
 */
export type Unfit = 'added' | 'unknown-state' | 'expired' | 'used' | 'other-login';

export type Ended = 'connected' | 'waiting' | 'declined' | 'missing-permissions' | 'failed';

/** The account's latest way to Zoom, as far as it is known. */
export interface LastTry {
  at: Temporal.Instant;
  /** `unanswered`: Zoom has not sent the browser back. */
  how: Ended | 'unanswered';
  missing: Permission[];
}

const LIFE = { minutes: 15 };
/** How long we can still say how one ended. */
const REMEMBERED = { hours: 24 };
/** What a stored verifier is sealed as. */
export const ABOUT_VERIFIER = 'verifier of an authorization';

export async function begin(
  { db, clock, ids, seal }: BeginningParts,
  by: { accountId: string; loginId: string; insteadOf: string | undefined },
): Promise<{ state: string; verifier: string }> {
  const now = clock.now();
  const state = ids.token();
  // PKCE asks for 43 characters at least; two tokens are 44.
  const verifier = ids.token() + ids.token();
  await db
    .deleteFrom('zoom_authorization')
    .where('created_at', '<', now.subtract(REMEMBERED))
    .execute();
  await db
    .insertInto('zoom_authorization')
    .values({
      state,
      account_id: by.accountId,
      login_id: by.loginId,
      verifier: seal.close(verifier, ABOUT_VERIFIER),
      created_at: now,
      instead_of: by.insteadOf ?? null,
    })
    .execute();
  return { state, verifier };
}

/** Takes the verifier out before anything else happens, whoever asks: a state serves once. */
export async function take(
  { db, clock, seal }: BeginningParts,
  state: string | null,
  loginId: string,
): Promise<Beginning | Unfit> {
  if (state === null) return 'added';
  const now = clock.now();
  const row = await db.transaction().execute(async (tx) => {
    const found = await tx
      .selectFrom('zoom_authorization')
      .selectAll()
      .where('state', '=', state)
      .forUpdate()
      .executeTakeFirst();
    const spent = { verifier: '', ended_at: now };
    await tx.updateTable('zoom_authorization').set(spent).where('state', '=', state).execute();
    return found;
  });
  if (!row) return 'unknown-state';
  if (row.login_id !== loginId) return 'other-login';
  if (row.verifier === '') return 'used';
  if (Temporal.Instant.compare(row.created_at, now.subtract(LIFE)) < 0) return 'expired';
  return {
    accountId: row.account_id,
    verifier: seal.open(row.verifier, ABOUT_VERIFIER),
    insteadOf: row.instead_of,
  };
}

export async function noteEnd(
  { db, clock }: BeginningParts,
  state: string | null,
  how: Ended,
  missing: Permission[] = [],
): Promise<void> {
  if (state === null) return;
  await db
    .updateTable('zoom_authorization')
    .set({ ended_at: clock.now(), ended_how: how, missing: JSON.stringify(missing) })
    .where('state', '=', state)
    .execute();
}

/** A "no" without our state: it answers whatever this login has begun last. */
export async function noteDeclined(parts: BeginningParts, loginId: string): Promise<void> {
  const open = await parts.db
    .selectFrom('zoom_authorization')
    .select('state')
    .where('login_id', '=', loginId)
    .where('ended_at', 'is', null)
    .execute();
  for (const { state } of open) await noteEnd(parts, state, 'declined');
}

export async function lastTry(
  { db, clock }: Pick<BeginningParts, 'db' | 'clock'>,
  accountId: string,
): Promise<LastTry | undefined> {
  const row = await db
    .selectFrom('zoom_authorization')
    .select(['created_at', 'ended_at', 'ended_how', 'missing'])
    .where('account_id', '=', accountId)
    .where('created_at', '>', clock.now().subtract(REMEMBERED))
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return (
    row && {
      at: row.ended_at ?? row.created_at,
      how: (row.ended_how as Ended | null) ?? (row.ended_at ? 'failed' : 'unanswered'),
      missing: (row.missing ?? []) as Permission[],
    }
  );
}
