/** How meetings stand, told from what we want and what we last saw. */
import type { Db } from '#db';
import { joined, notOver, type Joined } from './meetings.ts';
import type { MeetingSettings } from './provider.ts';
import type { MeetingState, Reason } from './state.ts';

/** How the meetings of these sessions stand. Sessions that want none are not in the answer. */
export async function statesOf(db: Db, sessionIds: string[]): Promise<Map<string, MeetingState>> {
  if (sessionIds.length === 0) return new Map();
  const rows = await joined(db)
    .leftJoin('zoom_grant as grant', 'grant.id', 'desired.grant_id')
    .select('grant.lost_at as grant_lost_at')
    .where('desired.session_id', 'in', sessionIds)
    .where('desired.wanted', '=', true)
    .execute();
  return new Map(rows.map((row) => [row.session_id, stateOf(row)]));
}

/** How far the removal of meetings is that these sessions have no use for any more. What is gone is not in the answer. */
export async function removalsOf(db: Db, sessionIds: string[]): Promise<Map<string, MeetingState>> {
  if (sessionIds.length === 0) return new Map();
  const rows = await joined(db)
    .leftJoin('zoom_grant as grant', 'grant.id', 'desired.grant_id')
    .select('grant.lost_at as grant_lost_at')
    .where('desired.session_id', 'in', sessionIds)
    .where('desired.wanted', '=', false)
    .where('desired.managed', '=', true)
    .where('observed.outcome', '!=', 'settled')
    .execute();
  return new Map(rows.map((row) => [row.session_id, stateOf(row)]));
}

/** An account's meetings that are not as they should be, of sessions that are not over. */
export function outOfStep(db: Db, accountId: string, now: Temporal.Instant) {
  return db
    .selectFrom('desired_meeting as desired')
    .innerJoin('observed_meeting as observed', 'observed.session_id', 'desired.session_id')
    .where('desired.account_id', '=', accountId)
    .where('desired.managed', '=', true)
    .where('observed.outcome', '!=', 'settled')
    .where(notOver(now));
}

function stateOf(row: Joined & { grant_lost_at: Temporal.Instant | null }): MeetingState {
  return {
    status: statusOf(row),
    joinUrl: row.join_url ?? undefined,
    reason: reasonOf(row),
    nextTryAt: row.look_again_at ?? undefined,
    ...(row.arriving && { arriving: true }),
    settings: {
      asked: row.settings,
      real: (row.seen_settings as MeetingSettings | null) ?? undefined,
    },
    ...(hasMoved(row) && row.seen_starts_at && { theirStart: row.seen_starts_at }),
  };
}

function reasonOf(row: Parameters<typeof stateOf>[0]): Reason | undefined {
  if (!row.managed) return { code: 'disconnected' };
  return (row.reason as Reason | null) ?? (row.grant_lost_at ? { code: 'grant-lost' } : undefined);
}

function hasMoved(row: Joined): boolean {
  return row.managed && (row.reason as Reason | null)?.code === 'changed-in-zoom';
}

function statusOf(row: Joined): MeetingState['status'] {
  if (!row.managed) return 'not-managed';
  if (row.outcome === 'person') return 'needs-host';
  if (row.outcome === 'retry') return 'waiting';
  const inStep = row.outcome === 'settled' && row.applied_generation >= row.generation;
  return inStep ? 'in-step' : 'under-way';
}
