/** For the operator: what waits for the provider, and how much of the day each permission has used. */
import { sql } from 'kysely';
import type { Db } from '#db';
import type { ChangesToday, MeetingProvider } from './provider.ts';
import type { Reason } from './state.ts';

export interface QueueView {
  /** Sessions that are not in step yet, by what they wait for; `turn` is their turn or the next pass. */
  waiting: { reason: Reason['code'] | 'turn'; sessions: number }[];
  changesToday: ({ grantId: string } & ChangesToday)[];
}

export async function viewQueue(parts: {
  db: Db;
  provider: MeetingProvider | undefined;
}): Promise<QueueView> {
  const rows = await parts.db
    .selectFrom('observed_meeting as observed')
    .innerJoin('desired_meeting as desired', 'desired.session_id', 'observed.session_id')
    .select((select) => [
      sql<Reason['code'] | 'turn'>`coalesce(observed.reason ->> 'code', 'turn')`.as('reason'),
      select.fn.countAll<string>().as('sessions'),
    ])
    .where('desired.managed', '=', true)
    .where('observed.outcome', '!=', 'settled')
    .groupBy(sql`1`)
    .orderBy(sql`1`)
    .execute();
  return {
    waiting: rows.map(({ reason, sessions }) => ({ reason, sessions: Number(sessions) })),
    changesToday: (await parts.provider?.changesOfToday()) ?? [],
  };
}
