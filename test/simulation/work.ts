/** The workers: they do the jobs that are due as pg-boss would, and die, stand still and meet as told. */
import { sql } from 'kysely';
import { Failure } from '#base';
import type { JobName } from '#jobs';
import { Death } from './life.ts';
import type { Process, Stage } from './stage.ts';

export interface Twists {
  /** The first job's process dies at this await. */
  dies: number;
  /** The first job's process stands still at this question to Zoom, longer than its lease. */
  standsStill: number;
  /** Every reconcile job is done by two processes at once. */
  together: boolean;
  /** A job whose worker dies is not tried again: its tries are used up. */
  forgets: boolean;
}

export const SMOOTHLY: Twists = { dies: 0, standsStill: 0, together: false, forgets: false };
/** What pg-boss waits before it gives up on a worker that does not come back. */
const EXPIRES = { seconds: 120 };
const MOST_JOBS = 400;

interface Job {
  id: string;
  name: JobName;
  data: { sessionId?: string; noticeId?: string; grantId?: string; saidAt?: string | null };
}

/** Does everything that is due. A handler that throws anything but its own death is a bug and is thrown. */
export async function work(stage: Stage, twists: Twists): Promise<void> {
  let { dies, standsStill } = twists;
  let process = stage.start();
  for (let done = 0; done < MOST_JOBS; done += 1) {
    const [job] = await dueJobs(stage);
    if (!job) return;
    process.life.dieAt(dies);
    process.life.standStillAt(standsStill, async () => {
      stage.clock.advance({ seconds: 90 });
      await perform(stage.start(), job);
    });
    const other = twists.together && job.data.sessionId ? stage.start() : undefined;
    const outcomes = await Promise.allSettled([
      perform(process, job),
      ...(other ? [perform(other, job)] : []),
    ]);
    await putAway(stage, job, { outcomes, forgets: twists.forgets });
    if (process.life.isOver()) {
      dies = 0;
      process = stage.start();
    }
    process.life.dieAt(0);
    standsStill = 0;
  }
  throw new Error(
    `the jobs do not come to an end: ${JSON.stringify((await dueJobs(stage)).slice(0, 5))}`,
  );
}

async function perform({ conferencing, notices }: Process, { name, data }: Job): Promise<void> {
  if (name === 'reconcile-meeting') await conferencing.reconcile(data.sessionId ?? '');
  else if (name === 'send-notice') await notices.deliver(data.noticeId ?? '');
  else if (name === 'rehearse-grant') await conferencing.rehearse(data.grantId ?? '');
  else if (name === 'scan-orphans') await conferencing.scanOrphans(data.grantId ?? '');
  else if (name === 'grant-removed') {
    const saidAt = data.saidAt ? Temporal.Instant.from(data.saidAt) : undefined;
    await conferencing.forgetRemoved(data.grantId ?? '', saidAt);
  } else await conferencing.sweep();
}

/** What Zoom's trouble has cut short and pg-boss tries again. */
function isTriedAgain(error: unknown, { name }: Job): boolean {
  return error instanceof Death || (error instanceof Failure && name === 'grant-removed');
}

async function putAway(
  { db, clock }: Stage,
  job: Job,
  { outcomes, forgets }: { outcomes: PromiseSettledResult<void>[]; forgets: boolean },
): Promise<void> {
  const [first, ...others] = outcomes.flatMap((each) =>
    each.status === 'rejected' ? [each.reason as unknown] : [],
  );
  for (const error of [first, ...others]) if (error && !isTriedAgain(error, job)) throw error;
  if (!first || (forgets && job.name === 'reconcile-meeting')) {
    await sql`delete from jobs.job where id = ${job.id}`.execute(db);
  } else {
    await sql`update jobs.job set start_after = ${clock.now().add(EXPIRES)} where id = ${job.id}`.execute(
      db,
    );
  }
}

async function dueJobs({ db, clock }: Stage): Promise<Job[]> {
  const { rows } = await sql<Job>`
    select id, name, data from jobs.job
    where state < 'active' and (start_after = created_on or start_after <= ${clock.now()})
    order by start_after, created_on, data::text limit 5
  `.execute(db);
  return rows;
}

export const isDue = async (stage: Stage): Promise<boolean> => (await dueJobs(stage)).length > 0;

/** The next moment at which a job is due, if any. */
export async function nextDue({ db }: Stage): Promise<Temporal.Instant | undefined> {
  const { rows } = await sql<{ at: Temporal.Instant }>`
    select min(start_after) as at from jobs.job where state < 'active' and start_after <> created_on
  `.execute(db);
  return rows[0]?.at ?? undefined;
}

/** Swallows the death of a process in the middle of a deed, and says whether it died. */
export async function untilDeath(deed: () => Promise<void>): Promise<boolean> {
  try {
    await deed();
    return false;
  } catch (error) {
    if (error instanceof Death) return true;
    throw error;
  }
}
