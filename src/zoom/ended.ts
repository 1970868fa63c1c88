/** What follows when somebody says that Parley was removed at Zoom. */
import { Failure, type Clock } from '#base';
import type { Db, Tx } from '#db';
import type { Client } from './client.ts';
import { findGrant, type GrantRow } from './grant-row.ts';

/** Whoever is told first has asked Zoom by then. */
const FIRST_TRY = { minutes: 1 };
/** A few at a time: the next minute takes the next. */
const AT_ONCE = 20;

/** Until Zoom has been heard about it, or the user authorizes again. */
export async function noteRemovalSaid(
  { clock }: { clock: Clock },
  tx: Tx,
  grantId: string,
): Promise<void> {
  const said = { removal_said_at: clock.now() };
  await tx.updateTable('zoom_grant').set(said).where('id', '=', grantId).execute();
}

/** The grants about which Zoom has still to be heard, first told first. */
export async function removalsSaid({ db, clock }: { db: Db; clock: Clock }): Promise<string[]> {
  const rows = await db
    .selectFrom('zoom_grant')
    .select('id')
    .where('removal_said_at', '<=', clock.now().subtract(FIRST_TRY))
    .orderBy('removal_said_at')
    .limit(AT_ONCE)
    .execute();
  return rows.map(({ id }) => id);
}

/**
 * Whether a grant has really ended, as a notice says. One that tells of a moment after the latest
 * authorization is believed. Any other may be late, and about an earlier installation: Zoom itself
 * is asked, and when it does not say, that is thrown.
 */
export async function hasEnded(
  { db, client }: { db: Db; client: Client },
  grantId: string,
  saidAt: Temporal.Instant | undefined,
): Promise<boolean> {
  const row = await findGrant(db, grantId);
  if (!row) return false;
  if (row.lost_at) return true;
  if (saidAt && Temporal.Instant.compare(saidAt, row.authorized_at) > 0) return true;
  if (!(await stillStands(client, grantId))) return true;
  await forgetSaid(db, row);
  return false;
}

async function stillStands(client: Client, grantId: string): Promise<boolean> {
  try {
    await client.call(grantId, { method: 'GET', path: '/users/me' });
    return true;
  } catch (error) {
    if (!(error instanceof Failure) || error.retry !== 'never') throw error;
    // Whatever else Zoom refuses, it refuses to somebody it knows.
    return error.code !== 'grant-lost';
  }
}

/** Unless it was said once more meanwhile. */
async function forgetSaid(db: Db, { id, removal_said_at: saidAt }: GrantRow): Promise<void> {
  await db
    .updateTable('zoom_grant')
    .set({ removal_said_at: null })
    .where('id', '=', id)
    .where('removal_said_at', '=', saidAt)
    .execute();
}
