import type { PgBoss } from 'pg-boss';

/**
 * The workers of one queue in this process. Woken by NOTIFY, pg-boss lets a worker rest for half a
 * minute after each job, however many more are due. So whoever finds a job calls the next one in,
 * and looks again when it is done: a full queue wakes everybody, an empty one nobody for long.
 */
export interface Crew {
  /** Something is due: one of them looks. */
  call(): void;
}

/** Nobody tells when a job sent by another process for later is due, but for the process that sent it. */
const LOOKS_EVERY_SECONDS = { pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 10 };

export async function hireCrew<Data extends object>(
  boss: PgBoss,
  { name, size }: { name: string; size: number },
  handle: (data: Data) => Promise<void>,
): Promise<Crew> {
  const workers: string[] = [];
  const busy = new Set<string>();
  // Whoever is busy looks again when done, but that may be as late as Zoom's answer.
  const callAnother = (): void => {
    const idle = workers.find((worker) => !busy.has(worker));
    if (idle) boss.notifyWorker(idle);
  };
  for (let index = 0; index < size; index += 1) {
    const worker = await boss.work<Data>(name, LOOKS_EVERY_SECONDS, async ([job]) => {
      if (!job) return;
      busy.add(workers[index]!);
      callAnother();
      try {
        await handle(job.data);
      } finally {
        busy.delete(workers[index]!);
        boss.notifyWorker(workers[index]!);
      }
    });
    workers.push(worker);
  }
  return { call: callAnother };
}
