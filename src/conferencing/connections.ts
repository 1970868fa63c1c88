/** The ties between accounts and grants. The tie outlives the permission, so that its loss can be told. */
import type { Accounts } from '#accounts';
import type { Clock } from '#base';
import type { Db, Tx } from '#db';
import type { Jobs } from '#jobs';
import type { Notices } from '#notices';
import { callOffArrivals } from './arrivals.ts';
import { giveBackUnused } from './give-back.ts';
import { giveUpRemovals } from './left-behind.ts';
import { unwant } from './meetings.ts';
import { ring, ringPending } from './ring.ts';
import type { MeetingProvider } from './provider.ts';
import type { SessionBook } from './session-book.ts';

export interface SessionAtRisk {
  sessionId: string;
  start: Temporal.Instant;
  title: string;
  /** How many guests it is open to. */
  capacity: number;
}

export interface ConnectionParts {
  db: Db;
  clock: Clock;
  jobs: Jobs;
  accounts: Accounts;
  notices: Notices;
  provider: MeetingProvider | undefined;
  book: SessionBook;
  appUrl: string;
  /** How many people a built-in call holds, the host included. */
  largestCall: number;
}

/** From now on the account's meetings are the host's own, but for those of the grant that is `kept`. */
export async function release(
  parts: ConnectionParts,
  tx: Tx,
  accountId: string,
  kept?: string,
): Promise<void> {
  const { clock, book } = parts;
  let query = tx
    .updateTable('desired_meeting')
    .set({ managed: false, updated_at: clock.now() })
    .where('account_id', '=', accountId)
    .where('managed', '=', true)
    .where('wanted', '=', true);
  if (kept) query = query.where('grant_id', '!=', kept);
  const released = await query.returning(['session_id', 'starts_at', 'arriving']).execute();
  for (const row of released) {
    if (!row.arriving && Temporal.Instant.compare(row.starts_at, clock.now()) > 0) {
      await book.tell(tx, row.session_id, 'disconnected');
    }
  }
  await ring(
    parts,
    tx,
    released.map((row) => row.session_id),
  );
}

/**
 * Ends the tie. Meetings already made stay as they are and keep their links; sessions still without
 * one are held in built-in calls; removals asked for before are still carried out. With
 * `moveToBuiltIn` every upcoming session is held in a built-in call and its meeting is removed first.
 */
export async function disconnect(
  parts: ConnectionParts,
  accountId: string,
  { moveToBuiltIn = false }: { moveToBuiltIn?: boolean } = {},
): Promise<void> {
  const { db, accounts } = parts;
  const former = await db.transaction().execute(async (tx) => {
    const connection = await tx
      .deleteFrom('connection')
      .where('account_id', '=', accountId)
      .where('provider', '=', 'zoom')
      .returning('grant_id')
      .executeTakeFirst();
    await tx.deleteFrom('connection_due').where('account_id', '=', accountId).execute();
    if (!connection) return null;
    await accounts.setDefaultPlace(tx, accountId, 'built-in');
    await tx.deleteFrom('repair').where('account_id', '=', accountId).execute();
    await parts.notices.withdraw(tx, accountId, 'action-required');
    await callOffArrivals(parts, tx, accountId);
    if (moveToBuiltIn) await moveOut(parts, tx, accountId);
    await giveUpRemovals(parts, tx, { accountId, kept: undefined });
    await release(parts, tx, accountId);
    // Also what Zoom once refused to remove: nobody can press Test for it any more.
    if (connection.grant_id) await ringPending(parts, tx, [connection.grant_id]);
    return connection.grant_id;
  });
  if (former) await giveBackUnused(parts, former);
}

/** Upcoming sessions leave Zoom, but for groups larger than a call: their meetings stay ours until they are removed. */
async function moveOut(
  { book, clock, jobs, largestCall }: ConnectionParts,
  tx: Tx,
  accountId: string,
): Promise<void> {
  const sessions = await sessionsOnZoom(tx, accountId, clock.now());
  for (const { sessionId, capacity } of sessions) {
    if (capacity >= largestCall) continue;
    await unwant({ clock, jobs }, tx, sessionId);
    await book.holdBuiltIn(tx, sessionId, { code: 'disconnected' });
  }
}

/** Upcoming sessions whose meetings the account's connection looks after, soonest first. */
export async function sessionsOnZoom(
  db: Db,
  accountId: string,
  now: Temporal.Instant,
): Promise<SessionAtRisk[]> {
  return await db
    .selectFrom('desired_meeting')
    .innerJoin('session', 'session.id', 'desired_meeting.session_id')
    .select([
      'session_id as sessionId',
      'desired_meeting.starts_at as start',
      'topic as title',
      'capacity',
    ])
    .where('desired_meeting.account_id', '=', accountId)
    .where('wanted', '=', true)
    .where('managed', '=', true)
    .where('arriving', '=', false)
    .where('desired_meeting.starts_at', '>', now)
    .orderBy('desired_meeting.starts_at')
    .execute();
}
