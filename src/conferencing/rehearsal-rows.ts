/** The row of a rehearsal: one for each grant. */
import type { Updateable } from 'kysely';
import type { Clock, Ids } from '#base';
import type { Db, Tables, Tx } from '#db';
import type { Jobs } from '#jobs';
import { newMark } from './mark.ts';
import type { Rehearsal, Tried } from './rehearsal-plan.ts';
import type { Reason } from './state.ts';

interface Parts {
  clock: Clock;
  ids: Ids;
  jobs: Jobs;
}

/** How the last rehearsal stands. */
export interface RehearsalView {
  askedAt: Temporal.Instant;
  tried: Tried[];
  /** Null while it is under way. */
  endedAt: Temporal.Instant | null;
  /** While it is under way: what holds it up, and until when. */
  waits: { reason: Reason; until: Temporal.Instant } | undefined;
  /** A throw-away meeting that could not be removed yet. */
  left: boolean;
}

/** Longer than every call of one act may take. */
const LEASE = { seconds: 60 };
/** After which a rehearsal that nobody works on has lost its job. */
const LOST = { minutes: 2 };

/** Asks for a rehearsal. One that is being held at this moment is not begun again. */
export async function askRehearsal(parts: Parts, tx: Tx, grantId: string): Promise<void> {
  const now = parts.clock.now();
  const anew = {
    asked_at: now,
    tried: '[]',
    attempts: 0,
    reason: null,
    look_again_at: null,
    ended_at: null,
  };
  await tx
    .insertInto('rehearsal')
    .values({
      grant_id: grantId,
      mark: newMark(parts.ids),
      ...anew,
    })
    .onConflict((conflict) =>
      conflict
        .column('grant_id')
        .doUpdateSet(anew)
        .where((where) =>
          where.or([
            where('rehearsal.leased_until', 'is', null),
            where('rehearsal.leased_until', '<', now),
          ]),
        ),
    )
    .execute();
  await parts.jobs.send(tx, 'rehearse-grant', [{ grantId }]);
}

/** Undefined while somebody else holds the rehearsal, or when there is none. */
export async function takeRehearsal(
  { db, clock }: { db: Db; clock: Clock },
  grantId: string,
): Promise<Temporal.Instant | undefined> {
  const now = clock.now();
  const taken = await db
    .updateTable('rehearsal')
    .set({ leased_until: now.add(LEASE) })
    .where('grant_id', '=', grantId)
    .where((where) =>
      where.or([where('leased_until', 'is', null), where('leased_until', '<', now)]),
    )
    .returning('leased_until')
    .executeTakeFirst();
  return taken?.leased_until ?? undefined;
}

/** Notes what came of an act. Undefined, and nothing noted, when the rehearsal is somebody else's by now. */
export async function noteRehearsal(
  db: Db | Tx,
  { grantId, lease }: { grantId: string; lease: Temporal.Instant },
  set: Updateable<Tables['rehearsal']>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('rehearsal')
    .set(set)
    .where('grant_id', '=', grantId)
    .where('leased_until', '=', lease)
    .executeTakeFirst();
  return numUpdatedRows > 0;
}

export async function readRehearsal(db: Db, grantId: string): Promise<Rehearsal | undefined> {
  const row = await rowOf(db, grantId);
  return (
    row && {
      mark: row.mark,
      askedAt: row.asked_at,
      tried: row.tried as Tried[],
      creatingSince: row.creating_since,
      meetingId: row.meeting_id,
      attempts: row.attempts,
      endedAt: row.ended_at,
    }
  );
}

export async function viewRehearsal(db: Db, grantId: string): Promise<RehearsalView | undefined> {
  const row = await rowOf(db, grantId);
  if (!row) return undefined;
  const { reason, look_again_at: until } = row;
  return {
    askedAt: row.asked_at,
    tried: row.tried as Tried[],
    endedAt: row.ended_at,
    waits: !row.ended_at && reason && until ? { reason: reason as Reason, until } : undefined,
    left: row.ended_at !== null && (row.meeting_id ?? row.creating_since) !== null,
  };
}

async function rowOf(db: Db, grantId: string) {
  return await db
    .selectFrom('rehearsal')
    .selectAll()
    .where('grant_id', '=', grantId)
    .executeTakeFirst();
}

/** Asks again for rehearsals whose time has come or whose job was lost. */
export async function rehearseDue({
  db,
  clock,
  jobs,
}: {
  db: Db;
  clock: Clock;
  jobs: Jobs;
}): Promise<void> {
  const now = clock.now();
  await db.transaction().execute(async (tx) => {
    const due = await tx
      .selectFrom('rehearsal')
      .select('grant_id')
      .where((where) =>
        where.or([
          where('look_again_at', '<', now.subtract({ seconds: 30 })),
          where.and([
            where('ended_at', 'is', null),
            where('look_again_at', 'is', null),
            where('asked_at', '<', now.subtract(LOST)),
          ]),
        ]),
      )
      .limit(100)
      .execute();
    if (due.length === 0) return;
    await jobs.send(
      tx,
      'rehearse-grant',
      due.map((row) => ({ grantId: row.grant_id })),
    );
  });
}
