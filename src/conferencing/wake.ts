/** Zoom answers again: whoever waits only because it did not is looked at now, not when back-off ends. */
import { sql } from 'kysely';
import type { Clock } from '#base';
import type { Db } from '#db';
import type { Jobs } from '#jobs';
import { ring } from './ring.ts';

/** Somebody who failed a moment ago would only fail again. */
const FRESH = { minutes: 1 };
const NO_ANSWER = ['unreachable', 'unclear'];

/**
 * Everybody who waits on the permission that got through, and one scout for each of the others: Zoom
 * may be well for one user and ill for another.
 */
export async function wakeWaiting(
  parts: { db: Db; clock: Clock; jobs: Jobs },
  grantId: string,
): Promise<void> {
  const before = parts.clock.now().subtract(FRESH);
  await parts.db.transaction().execute(async (tx) => {
    const waiting = await tx
      .selectFrom('observed_meeting as observed')
      .innerJoin('desired_meeting as desired', 'desired.session_id', 'observed.session_id')
      .select(['desired.session_id', 'desired.grant_id'])
      .where('observed.outcome', '=', 'retry')
      .where(sql<string>`observed.reason ->> 'code'`, 'in', NO_ANSWER)
      .where('observed.updated_at', '<', before)
      .where('desired.grant_id', 'is not', null)
      .orderBy('desired.starts_at')
      .execute();
    const scouts = new Map(waiting.toReversed().map((row) => [row.grant_id, row.session_id]));
    const called = waiting.filter(
      (row) => row.grant_id === grantId || scouts.get(row.grant_id) === row.session_id,
    );
    await ring(
      parts,
      tx,
      called.map((row) => row.session_id),
    );
  });
}
