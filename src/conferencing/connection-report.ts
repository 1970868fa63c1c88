/** What the Conferencing page tells of a connection beyond its state. */
import type { Db } from '#db';
import { type ConnectionParts } from './connections.ts';
import type { Permission } from './provider.ts';
import { ringPending } from './ring.ts';
import { askRehearsal, viewRehearsal, type RehearsalView } from './rehearsal-rows.ts';
import { repairOf, type Repair } from './repair.ts';
import type { MeetingState } from './state.ts';
import { outOfStep, removalsOf, statesOf } from './states.ts';
import type { Ids } from '#base';
import { connectionOf } from './tie.ts';

export interface ConnectionReport {
  grantId: string;
  /** Rights that the permission leaves out. */
  missing: Permission[];
  rehearsal: RehearsalView | undefined;
  repair: Repair | undefined;
  /** Sessions whose meeting is not in step yet, the soonest first. */
  waits: Waits[];
  /** Upcoming sessions that keep the meeting of a Zoom user connected before. */
  notManaged: number;
}

interface Waits {
  sessionId: string;
  title: string;
  start: Temporal.Instant;
  meeting: MeetingState;
  /** Its session has no use for the meeting any more. */
  leaves: boolean;
}

/** Undefined while no permission stands. */
export async function connectionReport(
  parts: ConnectionParts,
  accountId: string,
): Promise<ConnectionReport | undefined> {
  const { db, clock, provider } = parts;
  const connection = await connectionOf(db, accountId);
  const grant = connection?.grantId && (await provider?.viewGrant(connection.grantId));
  if (!grant) return undefined;
  const now = clock.now();
  return {
    grantId: grant.id,
    missing: grant.missing,
    rehearsal: await viewRehearsal(db, grant.id),
    repair: await repairOf(db, accountId, now),
    waits: await waitsOf(db, accountId, now),
    notManaged: await countNotManaged(db, accountId, now),
  };
}

async function waitsOf(db: Db, accountId: string, now: Temporal.Instant): Promise<Waits[]> {
  const rows = await outOfStep(db, accountId, now)
    .select(['desired.session_id', 'desired.topic', 'desired.starts_at', 'desired.wanted'])
    .orderBy('desired.starts_at')
    .execute();
  const ids = rows.map((row) => row.session_id);
  const states = new Map([...(await statesOf(db, ids)), ...(await removalsOf(db, ids))]);
  return rows.flatMap(({ session_id: sessionId, topic: title, starts_at: start, wanted }) => {
    const meeting = states.get(sessionId);
    return meeting ? [{ sessionId, title, start, meeting, leaves: !wanted }] : [];
  });
}

async function countNotManaged(db: Db, accountId: string, now: Temporal.Instant): Promise<number> {
  const { many } = await db
    .selectFrom('desired_meeting as desired')
    .innerJoin('observed_meeting as observed', 'observed.session_id', 'desired.session_id')
    .select((select) => select.fn.countAll<string>().as('many'))
    .where('desired.account_id', '=', accountId)
    .where('desired.managed', '=', false)
    .where('desired.wanted', '=', true)
    .where('desired.starts_at', '>', now)
    .where('observed.join_url', 'is not', null)
    .executeTakeFirstOrThrow();
  return Number(many);
}

/** The host wants to know whether all is well. False where no permission stands that could be tried. */
export async function test(
  parts: ConnectionParts & { ids: Ids },
  accountId: string,
): Promise<boolean> {
  const { db, provider } = parts;
  const connection = await connectionOf(db, accountId);
  const { grantId, lostAt } = connection ?? {};
  if (!provider || !grantId || lostAt) return false;
  await db.transaction().execute(async (tx) => {
    await askRehearsal(parts, tx, grantId);
    // Something may have been mended at Zoom, and a rehearsal is left out when few changes are left.
    await ringPending(parts, tx, [grantId]);
  });
  return true;
}
