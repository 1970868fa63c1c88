/** What a Reconnect sets out to put in step, and how far that has come. */
import { sql } from 'kysely';
import type { Clock } from '#base';
import type { Db, Tx } from '#db';
import type { Jobs } from '#jobs';
import { ringToLook } from './ring.ts';

/** How many sessions a Reconnect found wanting, and what has become of them. */
export interface Repair {
  begunAt: Temporal.Instant;
  /** Meetings made, moved or put back. */
  repaired: number;
  /** Meetings of cancelled sessions, removed. */
  removed: number;
  /** Looked at and found in order. */
  inOrder: number;
  /** Still being worked on. */
  waits: number;
  /** Where a person has to decide. */
  needsHost: number;
}

/** For so long a report is of interest. */
const REPORTED = { hours: 24 };

/**
 * Notes what each session of these accounts lacks. Meetings that seem in step are looked at as well:
 * while the permission was gone nobody could see what happened to them.
 */
export async function beginRepair(
  parts: { clock: Clock; jobs: Jobs },
  tx: Tx,
  grantId: string,
  accountIds: string[],
): Promise<void> {
  if (accountIds.length === 0) return;
  const now = parts.clock.now();
  await tx.deleteFrom('repair').where('account_id', 'in', accountIds).execute();
  const { rows } = await sql<{ session_id: string; pending: string }>`
    insert into repair (session_id, account_id, pending, begun_at)
    select desired.session_id, desired.account_id, case
        when not desired.wanted then 'remove'
        when observed.meeting_id is null then 'make'
        when observed.applied_generation < desired.generation then 'change'
        else 'look' end, ${now}
    from desired_meeting desired join observed_meeting observed using (session_id)
    where desired.grant_id = ${grantId}::uuid and desired.managed
      and desired.account_id in (${sql.join(accountIds.map((id) => sql`${id}::uuid`))})
      and (observed.outcome <> 'settled' or (desired.wanted and desired.starts_at > ${now}))
    on conflict (session_id) do nothing
    returning session_id, pending
  `.execute(tx);
  const unseen = rows.filter(({ pending }) => pending === 'look').map((row) => row.session_id);
  await ringToLook(parts, tx, unseen);
}

/** Undefined when there was no Reconnect lately, or nothing to look after. */
export async function repairOf(
  db: Db,
  accountId: string,
  now: Temporal.Instant,
): Promise<Repair | undefined> {
  const { rows } = await sql<Repair & { sessions: number }>`
    select max(repair.begun_at) as "begunAt", count(*)::integer as sessions,
      count(*) filter (where settled and pending in ('make', 'change') and wanted)::integer as repaired,
      count(*) filter (where settled and pending = 'remove')::integer as removed,
      count(*) filter (where settled and pending = 'look' and wanted)::integer as "inOrder",
      count(*) filter (where not settled and outcome <> 'person')::integer as waits,
      count(*) filter (where outcome = 'person')::integer as "needsHost"
    from repair join desired_meeting desired using (session_id) join observed_meeting observed using (session_id)
      cross join lateral (select observed.outcome = 'settled' as settled) as state
    where repair.account_id = ${accountId}::uuid and desired.managed
      and repair.begun_at > ${now.subtract(REPORTED)}
  `.execute(db);
  const [row] = rows;
  if (!row || row.sessions === 0) return undefined;
  const { sessions: _, ...repair } = row;
  return repair;
}
