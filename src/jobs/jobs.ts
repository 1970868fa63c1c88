import { PgBoss } from 'pg-boss';
import { systemClock, type Log } from '#base';
import { asJobStore, type OpenDatabase, type Tx } from '#db';
import { hireCrew, type Crew } from './crew.ts';

/** Every kind of job and what it carries: ids only, never tokens, names or addresses. */
export interface JobData {
  'reconcile-meeting': { sessionId: string };
  'send-notice': { noticeId: string };
  /** The queue has tried to send it for a day and gives up. */
  'notice-given-up': { noticeId: string };
  /** A permission is said to have been taken back at Zoom, at this RFC 3339 moment if one was told. */
  'grant-removed': { grantId: string; saidAt: string | null };
  /** Tries out with a throw-away meeting what a permission allows, or clears such a meeting away. */
  'rehearse-grant': { grantId: string };
  /** Looks through a permission's meetings for ones that nobody needs. */
  'scan-orphans': { grantId: string };
  /** Makes the parts of a recording one file that can be played and searched through. */
  'finish-recording': { recordingId: string };
  /** Asks for another pass of everything that is due, and tidies up. Sent by the clock, every minute. */
  sweep: Record<string, never>;
}
export type JobName = keyof JobData;

export interface Jobs {
  /** Sends jobs of one kind inside the transaction: they exist when it commits, or not at all. */
  send<N extends JobName>(
    tx: Tx,
    name: N,
    jobs: JobData[N][],
    when?: { after: Temporal.Instant },
  ): Promise<void>;
  /** Begins to work off jobs of one kind. A handler that throws is tried again later. */
  work<N extends JobName>(name: N, handle: (data: JobData[N]) => Promise<void>): Promise<void>;
  start(): Promise<void>;
  /** Whether jobs can be sent: the queue's tables are there. */
  ready(): Promise<boolean>;
  /** How many jobs of each kind are due and not yet begun. At most a minute old. */
  backlog(): Promise<Record<JobName, number>>;
  stop(): Promise<void>;
}

/** `givesUpTo` is told of jobs that failed to the last try; it stands before whoever names it. */
const QUEUES: Record<JobName, { retryLimit: number; atOnce: number; givesUpTo?: JobName }> = {
  'reconcile-meeting': { retryLimit: 3, atOnce: 12 },
  'notice-given-up': { retryLimit: 12, atOnce: 1 },
  // With a quarter of an hour between tries, about a day.
  'send-notice': { retryLimit: 100, atOnce: 4, givesUpTo: 'notice-given-up' },
  'grant-removed': { retryLimit: 12, atOnce: 1 },
  'rehearse-grant': { retryLimit: 3, atOnce: 4 },
  'scan-orphans': { retryLimit: 3, atOnce: 1 },
  'finish-recording': { retryLimit: 5, atOnce: 1 },
  sweep: { retryLimit: 0, atOnce: 1 },
};

/** What is due later than this is found by looking around in time. */
const WORTH_AN_ALARM_MS = 60_000;

/**
 * pg-boss set up for us: durable jobs in our own database, woken by NOTIFY the moment they commit.
 * Only a process with `workers` on looks after schedules and old jobs.
 */
export function createJobs(store: OpenDatabase['jobStore'], log: Log, workers: boolean): Jobs {
  const boss = new PgBoss({
    ...store,
    schema: 'jobs',
    useListenNotify: workers,
    supervise: workers,
    schedule: workers,
    registerInstance: false,
  });
  boss.on('error', (error) =>
    log.error({ error: String(error) }, 'the job queue reported an error'),
  );
  const crews = new Map<JobName, Crew>();
  // Jobs are due by the clock of the machine, which is the database's as well, or nearly so.
  const wakeAt = (name: JobName, moment: Temporal.Instant): void => {
    const ahead = systemClock.now().until(moment).total('milliseconds');
    const crew = crews.get(name);
    if (crew && ahead <= WORTH_AN_ALARM_MS) setTimeout(crew.call, Math.max(ahead, 0) + 5).unref();
  };
  return {
    async send(tx, name, jobs, when) {
      const later = when && { startAfter: when.after.toString() };
      await boss.insert(
        name,
        jobs.map((data) => ({ data, ...later })),
        { db: asJobStore(tx) },
      );
      if (when) wakeAt(name, when.after);
    },
    async work(name, handle) {
      crews.set(name, await hireCrew(boss, { name, size: QUEUES[name].atOnce }, handle));
    },
    async start() {
      await boss.start();
      for (const name of Object.keys(QUEUES) as JobName[]) {
        const { retryLimit, givesUpTo } = QUEUES[name];
        const options = {
          retryLimit,
          retryDelay: 5,
          retryBackoff: true,
          retryDelayMax: 900,
          expireInSeconds: 120,
          notify: true,
          ...(givesUpTo && { deadLetter: givesUpTo }),
        };
        await boss.createQueue(name, options);
        // A queue that stood before keeps what it was made with until it is told.
        if (givesUpTo) await boss.updateQueue(name, options);
      }
      if (workers) await boss.schedule('sweep', '* * * * *');
    },
    ready: () => boss.isInstalled(),
    async backlog() {
      const counts = Object.keys(QUEUES).map(async (name) => {
        const [stats] = await boss.getQueueStats(name, { force: true });
        return [name, stats?.readyCount ?? 0] as const;
      });
      return Object.fromEntries(await Promise.all(counts)) as Record<JobName, number>;
    },
    stop: () => boss.stop({ graceful: true, timeout: 10_000, close: true }),
  };
}
