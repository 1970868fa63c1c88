import { sql } from 'kysely';
import { createLog, type Clock } from '#base';
import type { Db, OpenDatabase } from '#db';
import { createJobs, type JobData, type JobName, type Jobs } from '#jobs';

export interface TestJobs extends Jobs {
  /** What waits in a queue, due or not, in order of sending. */
  waiting<N extends JobName>(name: N): Promise<JobData[N][]>;
  /**
   * Works off everything due, one job at a time, and whatever those jobs send, until nothing is left.
   * A job whose handler throws stays for the next call; the first such error is thrown at the end.
   * Queues nobody works on are left alone. Answers how many jobs were done.
   */
  settle(): Promise<number>;
}

interface Waiting {
  id: string;
  name: JobName;
  data: never;
}

type Handle = (data: never) => Promise<void>;

/**
 * The real queue tables and the real sending, so that a job exists when its transaction commits and
 * not before; only the working off waits to be asked, and asks the test's clock what is due.
 */
export async function testJobs(database: OpenDatabase, clock: Clock): Promise<TestJobs> {
  const jobs = createJobs(database.jobStore, createLog('silent'), false);
  const handlers = new Map<string, Handle>();
  await jobs.start();
  return {
    send: jobs.send,
    async work(name, handle) {
      handlers.set(name, handle);
    },
    start: async () => {},
    ready: jobs.ready,
    backlog: jobs.backlog,
    stop: jobs.stop,
    async waiting(name) {
      const { rows } = await sql<{ data: never }>`
        select data from jobs.job where name = ${name} and state < 'active' order by created_on, id
      `.execute(database.db);
      return rows.map((row) => row.data);
    },
    settle: () => settle(database.db, clock, handlers),
  };
}

async function settle(db: Db, clock: Clock, handlers: Map<string, Handle>): Promise<number> {
  const failures = new Map<string, unknown>();
  let done = 0;
  for (;;) {
    const due = await dueJobs(db, clock.now());
    const next = due.find((job) => handlers.has(job.name) && !failures.has(job.id));
    if (!next) break;
    try {
      await handlers.get(next.name)?.(next.data);
      await sql`delete from jobs.job where id = ${next.id}`.execute(db);
      done += 1;
    } catch (error) {
      failures.set(next.id, error);
    }
  }
  for (const error of failures.values()) throw error;
  return done;
}

/** Jobs without a time of their own start in the moment they are sent, by the database's clock. */
async function dueJobs(db: Db, now: Temporal.Instant): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select id, name, data from jobs.job
    where state < 'active' and (start_after = created_on or start_after <= ${now})
    order by start_after, created_on, id
  `.execute(db);
  return rows;
}
