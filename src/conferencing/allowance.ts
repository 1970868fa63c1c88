import { sql } from 'kysely';
import type { Clock } from '#base';
import type { Db } from '#db';

/** Zoom counts makes and changes of meetings: a hundred for each host and UTC day. */
const A_DAY = 100;
/** More than a rehearsal takes, so that a failed try is counted as well. */
const OF_A_REHEARSAL = 3;

/**
 * How many of today's makes and changes are left, at least: every wish for a meeting that stirred
 * today counts as if all of its changes had been made today.
 */
export async function changesLeft(
  { db, clock }: { db: Db; clock: Clock },
  grantId: string,
): Promise<number> {
  const today = utcMidnight(clock.now());
  const { rows } = await sql<{ used: number }>`
    select (
      coalesce((select sum(generation) from desired_meeting
        where grant_id = ${grantId}::uuid and updated_at >= ${today}), 0)
      + coalesce((select sum(asked_times) from rehearsal
        where grant_id = ${grantId}::uuid and asked_at >= ${today}), 0) * ${OF_A_REHEARSAL}::integer
    )::integer as used
  `.execute(db);
  return A_DAY - (rows[0]?.used ?? 0);
}

/** The beginning of the UTC day, in which Zoom counts. */
export function utcMidnight(at: Temporal.Instant): Temporal.Instant {
  return at.toZonedDateTimeISO('UTC').startOfDay().toInstant();
}
