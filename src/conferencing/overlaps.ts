/** A Zoom user holds one meeting at a time, whichever of their accounts it was booked with. */
import { sql } from 'kysely';
import type { Db } from '#db';

/** Another session on the same Zoom user at the same time. */
export interface Overlap {
  accountName: string;
  start: Temporal.Instant;
  end: Temporal.Instant;
}

/** What overlaps with these sessions in Zoom now, soonest first. Sessions without any are not in the answer. */
export async function overlapsOf(db: Db, sessionIds: string[]): Promise<Map<string, Overlap[]>> {
  if (sessionIds.length === 0) return new Map();
  const { rows } = await sql<Overlap & { sessionId: string }>`
    select ours.session_id as "sessionId", account.name as "accountName", theirs.starts_at as start,
      theirs.starts_at + theirs.duration_minutes * interval '1 minute' as end
    from desired_meeting ours
    join desired_meeting theirs on theirs.grant_id = ours.grant_id and theirs.session_id <> ours.session_id
      and theirs.wanted
      and theirs.starts_at < ours.starts_at + ours.duration_minutes * interval '1 minute'
      and ours.starts_at < theirs.starts_at + theirs.duration_minutes * interval '1 minute'
    join account on account.id = theirs.account_id
    where ours.session_id in (${sql.join(sessionIds)}) and ours.wanted
    order by theirs.starts_at
  `.execute(db);
  return Map.groupBy(rows, (row) => row.sessionId);
}
