/** Zoom answers again: whoever waits only because it did not is looked at now, not when back-off ends. */
import { sql } from 'kysely';
import type { Clock } from '#base';
import type { Db, Tx } from '#db';
import type { Jobs } from '#jobs';
import { ring } from './ring.ts';

/** Somebody who failed a moment ago would only fail again, and is looked at when the moment is over. */
const MOMENT = { seconds: 2 };
const NO_ANSWER = ['unreachable', 'unclear'];

interface WakeParts {
  db: Db;
  clock: Clock;
  jobs: Jobs;
}

/**
 * Everybody who waits on the permission that got through, and one scout for each of the others: Zoom
 * may be well for one user and ill for another.
 */
export async function wakeWaiting(parts: WakeParts, grantId: string): Promise<void> {
  const now = parts.clock.now();
  const soon = now.add(MOMENT);
  const failedBefore = now.subtract(MOMENT);
  await parts.db.transaction().execute(async (tx) => {
    const waiting = await tx
      .selectFrom('observed_meeting as observed')
      .innerJoin('desired_meeting as desired', 'desired.session_id', 'observed.session_id')
      .select(['desired.session_id', 'desired.grant_id', 'observed.updated_at'])
      .where('observed.outcome', '=', 'retry')
      .where(sql<string>`observed.reason ->> 'code'`, 'in', NO_ANSWER)
      // Whoever looks again within the moment does so by itself.
      .where('observed.look_again_at', '>', soon)
      .where('desired.grant_id', 'is not', null)
      .orderBy('desired.starts_at')
      .execute();
    const scouts = new Map(waiting.toReversed().map((row) => [row.grant_id, row.session_id]));
    const called = waiting.filter(
      (row) => row.grant_id === grantId || scouts.get(row.grant_id) === row.session_id,
    );
    const failedLongAgo = (row: (typeof called)[number]) =>
      Temporal.Instant.compare(row.updated_at, failedBefore) <= 0;
    await ring(parts, tx, called.filter(failedLongAgo).map(idOf));
    await lookAgain(parts, tx, called.filter((row) => !failedLongAgo(row)).map(idOf), soon);
  });
}

const idOf = (row: { session_id: string }): string => row.session_id;

async function lookAgain(
  { jobs }: WakeParts,
  tx: Tx,
  sessionIds: string[],
  at: Temporal.Instant,
): Promise<void> {
  if (sessionIds.length === 0) return;
  await tx
    .updateTable('observed_meeting')
    .set({ look_again_at: at })
    .where('session_id', 'in', sessionIds)
    .execute();
  const again = sessionIds.map((sessionId) => ({ sessionId }));
  await jobs.send(tx, 'reconcile-meeting', again, { after: at });
}
