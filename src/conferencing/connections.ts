/** The ties between accounts and grants. The tie outlives the permission, so that its loss can be told. */
import type { Accounts } from '#accounts';
import type { Clock } from '#base';
import type { Db, Tx } from '#db';
import type { Jobs } from '#jobs';
import type { Notices } from '#notices';
import { callOffArrivals } from './arrivals.ts';
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

/** Longer than it takes from Zoom's yes to the tie. */
const BEING_CONNECTED = { minutes: 5 };

export async function connectionOf(db: Db, accountId: string) {
  return await db
    .selectFrom('connection')
    .select([
      'grant_id as grantId',
      'connected_at as connectedAt',
      'lost_at as lostAt',
      'lost_reason as lostReason',
    ])
    .where('account_id', '=', accountId)
    .where('provider', '=', 'zoom')
    .executeTakeFirst();
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

/**
 * Gives back grants that no account uses and that no removal waits for: the one named, or all but
 * those so new that they are just being connected.
 */
export async function giveBackUnused(
  { db, clock, provider }: Pick<ConnectionParts, 'db' | 'clock' | 'provider'>,
  grantId?: string,
): Promise<void> {
  if (!provider) return;
  const grants = db.selectFrom('zoom_grant').select('id');
  const some = grantId
    ? grants.where('id', '=', grantId)
    : grants.where('authorized_at', '<', clock.now().subtract(BEING_CONNECTED));
  const unused = await some
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('connection')
            .whereRef('connection.grant_id', '=', 'zoom_grant.id')
            .select('account_id'),
        ),
      ),
    )
    .where((where) =>
      where.or([
        where('lost_at', 'is not', null),
        where('id', 'not in', stillRehearsing(db, clock.now())),
      ]),
    )
    .where((where) =>
      where.or([
        where('lost_at', 'is not', null),
        where.not(
          where.exists(
            where
              .selectFrom('desired_meeting as desired')
              .innerJoin(
                'observed_meeting as observed',
                'observed.session_id',
                'desired.session_id',
              )
              .whereRef('desired.grant_id', '=', 'zoom_grant.id')
              .where((pending) =>
                pending.or([
                  pending.and([
                    pending('desired.managed', '=', true),
                    pending('observed.meeting_id', 'is not', null),
                  ]),
                  pending('observed.creating_since', 'is not', null),
                ]),
              )
              .select('desired.session_id'),
          ),
        ),
      ]),
    )
    .execute();
  for (const { id } of unused) await provider.giveBack(id);
}

/** Grants whose throw-away meeting is not gone yet. One that cannot be removed holds nothing up for ever. */
function stillRehearsing(db: Db, now: Temporal.Instant) {
  return db
    .selectFrom('rehearsal')
    .select('grant_id')
    .where('asked_at', '>', now.subtract({ hours: 24 }))
    .where((where) =>
      where.or([where('meeting_id', 'is not', null), where('creating_since', 'is not', null)]),
    );
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
