import { sql } from 'kysely';
import type { Clock } from '#base';
import type { ChangesToday, Conferencing, Reason } from '#conferencing';
import type { Db } from '#db';
import type { JobName, Jobs } from '#jobs';

/** How the work with Zoom stands, in numbers. */
export interface ZoomHealth {
  grants: { good: number; lost: number };
  /** Accounts whose Zoom user took the permission back and who have not connected again. */
  cutOff: number;
  /** Sessions not in step with Zoom, most first. */
  waiting: Waiting[];
  /** The changes of today of the Zoom user with most; undefined where nobody has made any. */
  changes: ChangesToday | undefined;
  /** Jobs that are due and not yet begun, by name. */
  backlog: Record<JobName, number>;
  heard: Partial<Record<Hearing, { lastAt: Temporal.Instant; times: number }>>;
  /** What went wrong within the last seven days, latest first. */
  troubles: { code: Reason['code']; times: number; lastAt: Temporal.Instant }[];
  /** By when Zoom asks again whether the address for events is ours; undefined when it never asked. */
  nextValidation: Temporal.Instant | undefined;
}

interface Waiting {
  /** `under-way` where nothing stands in the way: it is being made or changed. */
  reason: Reason['code'] | 'under-way';
  sessions: number;
  /** When the oldest of these wishes came up. */
  oldest: Temporal.Instant;
  /** Whether a host has to act. */
  needsHost: boolean;
}

type Hearing = 'challenge' | 'meeting' | 'removal' | 'other' | 'refused';

const LATELY = { hours: 7 * 24 };
/** How often Zoom repeats its question. */
const VALIDATION_EVERY = { hours: 72 };

export async function readHealth({
  db,
  clock,
  jobs,
  conferencing,
}: {
  db: Db;
  clock: Clock;
  jobs: Pick<Jobs, 'backlog'>;
  conferencing: Pick<Conferencing, 'changesToday'>;
}): Promise<ZoomHealth> {
  const heard = await readHeard(db);
  return {
    grants: await countGrants(db),
    cutOff: await countCutOff(db),
    waiting: await readWaiting(db),
    changes: (await conferencing.changesToday())[0],
    backlog: await jobs.backlog(),
    heard,
    troubles: await readTroubles(db, clock.now().subtract(LATELY)),
    nextValidation: heard.challenge?.lastAt.add(VALIDATION_EVERY),
  };
}

async function countGrants(db: Db): Promise<ZoomHealth['grants']> {
  const { all, lost } = await db
    .selectFrom('zoom_grant')
    .select(({ fn }) => [fn.countAll<string>().as('all'), fn.count<string>('lost_at').as('lost')])
    .executeTakeFirstOrThrow();
  return { good: Number(all) - Number(lost), lost: Number(lost) };
}

async function countCutOff(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom('connection')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('grant_id', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(count);
}

async function readWaiting(db: Db): Promise<Waiting[]> {
  const rows = await db
    .selectFrom('desired_meeting as desired')
    .innerJoin('observed_meeting as observed', 'observed.session_id', 'desired.session_id')
    .select(({ fn }) => [
      sql<Waiting['reason']>`coalesce(observed.reason ->> 'code', 'under-way')`.as('reason'),
      sql<boolean>`observed.outcome = 'person'`.as('needsHost'),
      fn.countAll<string>().as('sessions'),
      fn.min('desired.updated_at').as('oldest'),
    ])
    .where('desired.managed', '=', true)
    .where((where) =>
      where.or([
        where('observed.outcome', '!=', 'settled'),
        where('observed.applied_generation', '<', where.ref('desired.generation')),
      ]),
    )
    .groupBy(['reason', 'needsHost'])
    .orderBy('sessions', 'desc')
    .execute();
  return rows.map((row) => ({ ...row, sessions: Number(row.sessions) }));
}

async function readHeard(db: Db): Promise<ZoomHealth['heard']> {
  const rows = await db.selectFrom('zoom_hearing').selectAll().execute();
  return Object.fromEntries(
    rows.map(({ kind, last_at: lastAt, times }) => [kind, { lastAt, times: Number(times) }]),
  );
}

async function readTroubles(db: Db, since: Temporal.Instant): Promise<ZoomHealth['troubles']> {
  const rows = await db
    .selectFrom('happening')
    .select(({ fn }) => [
      sql<Reason['code']>`facts ->> 'code'`.as('code'),
      fn.countAll<string>().as('times'),
      fn.max('at').as('lastAt'),
    ])
    .where('kind', 'in', ['meeting-waits', 'meeting-needs-host'])
    .where('at', '>=', since)
    .groupBy('code')
    .orderBy('lastAt', 'desc')
    .execute();
  return rows.map((row) => ({ ...row, times: Number(row.times) }));
}
