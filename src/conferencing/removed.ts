/** The Zoom user removed Parley at Zoom: whatever was theirs goes at once. */
import { sql } from 'kysely';
import { Failure, type Log } from '#base';
import type { Db, Tx } from '#db';
import type { ConnectionParts } from './connections.ts';
import { giveUpRemovals } from './left-behind.ts';
import { askForAction } from './lost-grants.ts';
import { notOver } from './meetings.ts';
import { ring } from './ring.ts';

const REMOVED = 'Parley was removed in your Zoom account.';

/**
 * Forgets the grant and everything that came with it, on every account tied to it. A notice that is
 * late, or older than a new authorization, changes nothing; nor does a second one.
 */
export async function forgetRemoved(
  parts: ConnectionParts & { log: Log },
  grantId: string,
  saidAt: Temporal.Instant | undefined,
): Promise<void> {
  const { db, clock, provider, log } = parts;
  if (!provider) throw new Failure('not-set-up', { retry: 'later' });
  const grant = await provider.viewGrant(grantId);
  if (!grant || !(await provider.hasEnded(grantId, saidAt))) return;
  await db.transaction().execute(async (tx) => {
    const stands = await tx
      .selectFrom('zoom_grant')
      .select('id')
      .where('id', '=', grantId)
      // Authorized again in this very moment, it is another permission.
      .where('authorized_at', '=', grant.since)
      .forUpdate()
      .executeTakeFirst();
    if (!stands) return;
    await loseTies(parts, tx, grantId);
    await letGo(parts, tx, grantId);
    await tx.deleteFrom('zoom_grant').where('id', '=', grantId).execute();
    await forgetLinks(tx, clock.now());
    log.info({ grant: grantId }, 'Parley was removed at Zoom, and the grant is forgotten');
  });
}

async function loseTies(parts: ConnectionParts, tx: Tx, grantId: string): Promise<void> {
  const now = parts.clock.now();
  const ties = await tx
    .selectFrom('connection')
    .select(['account_id', 'lost_at'])
    .where('grant_id', '=', grantId)
    .execute();
  for (const tie of ties) {
    await parts.accounts.setDefaultPlace(tx, tie.account_id, 'built-in');
    // Whoever was told of the loss before is not told twice.
    if (!tie.lost_at) await askForAction(parts, tx, { accountId: tie.account_id, reason: REMOVED });
  }
  await tx
    .updateTable('connection')
    .set((set) => ({
      grant_id: null,
      lost_at: set.fn.coalesce('lost_at', set.val(now)),
      lost_reason: REMOVED,
    }))
    .where('grant_id', '=', grantId)
    .execute();
}

/** No meeting of this Zoom user is ours any more. A pass under way loses its lease, so that it notes nothing. */
async function letGo(parts: ConnectionParts, tx: Tx, grantId: string): Promise<void> {
  const now = parts.clock.now();
  await giveUpRemovals(parts, tx, { grantId });
  const ours = await tx
    .selectFrom('desired_meeting')
    .select(['session_id', 'starts_at', 'wanted', 'managed', 'arriving'])
    .where('grant_id', '=', grantId)
    .execute();
  if (ours.length === 0) return;
  const sessionIds = ours.map((row) => row.session_id);
  await tx
    .updateTable('desired_meeting')
    .set({ managed: false, grant_id: null, updated_at: now })
    .where('grant_id', '=', grantId)
    .execute();
  await tx
    .updateTable('observed_meeting')
    .set({
      meeting_id: null,
      creating_since: null,
      reason: null,
      leased_until: null,
      look_again_at: null,
      look_wanted_at: null,
    })
    .where('session_id', 'in', sessionIds)
    .execute();
  for (const row of ours) {
    const upcoming = Temporal.Instant.compare(row.starts_at, now) > 0;
    if (row.wanted && row.managed && !row.arriving && upcoming) {
      await parts.book.tell(tx, row.session_id, 'disconnected', { code: 'removed-in-zoom' });
    }
  }
  await ring(parts, tx, sessionIds);
}

/**
 * Meetings of a permission that is gone are the host's own. Their addresses stay with the sessions
 * that still need them, and no longer.
 */
export async function forgetLinks(db: Db | Tx, now: Temporal.Instant): Promise<void> {
  await sql`
    update observed_meeting observed set join_url = null, meeting_id = null
    from desired_meeting desired
    where desired.session_id = observed.session_id and desired.grant_id is null
      and (observed.join_url is not null or observed.meeting_id is not null)
      and (not (${notOver(now)}) or (not desired.managed and not desired.wanted and observed.meeting_id is null))
  `.execute(db);
}
