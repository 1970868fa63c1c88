/** Time on the stage: with workers at it, and until nothing is left to do. */
import { sql } from 'kysely';
import type { Stage } from './stage.ts';
import { checkPlacesAtStart, isUntold, readRows } from './promises.ts';
import { isDue, nextDue, SMOOTHLY, work } from './work.ts';

const MOST_STOPS = 300;
/** A session about to begin is looked at this long before its start. */
const BEFORE_START = { minutes: 5 };
/** Within so long hosts are written to about whatever needs them. */
const GATHERING = { minutes: 31 };

/** Lets minutes pass as they do in a running house: jobs when they are due, a sweep with each. */
export async function passTime(stage: Stage, minutes: number): Promise<void> {
  const until = stage.clock.now().add({ minutes });
  await sweepAndWork(stage);
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    const next = await nextStop(stage);
    if (!next || Temporal.Instant.compare(next, until) >= 0) break;
    if (Temporal.Instant.compare(next, stage.clock.now()) > 0) stage.clock.set(next);
    await sweepAndWork(stage);
    await checkPlacesAtStart(stage);
  }
  if (Temporal.Instant.compare(until, stage.clock.now()) > 0) stage.clock.set(until);
  await sweepAndWork(stage);
}

async function sweepAndWork(stage: Stage): Promise<void> {
  const { conferencing, sessions } = stage.start();
  await conferencing.sweep();
  await sessions.remind();
  // What is done at Zoom is told by Zoom, which makes more to do.
  do {
    await stage.watch.makeLate();
    await work(stage, SMOOTHLY);
    await stage.sandbox.control.settle();
  } while (await isDue(stage));
}

async function nextStop(stage: Stage): Promise<Temporal.Instant | undefined> {
  const now = stage.clock.now();
  const { rows } = await sql<{ at: Temporal.Instant }>`
    select min(starts_at) as at from session where cancelled_at is null and starts_at > ${now.add(BEFORE_START)}
  `.execute(stage.db);
  const { rows: reminders } = await sql<{ at: Temporal.Instant | null }>`
    select min(remind_at) as at from booking
  `.execute(stage.db);
  const stops = [
    await nextDue(stage),
    rows[0]?.at?.subtract(BEFORE_START),
    reminders[0]?.at ?? undefined,
  ].filter((at) => at !== undefined);
  const ahead = stops.filter((at) => Temporal.Instant.compare(at, now) > 0);
  return ahead.toSorted((a, b) => Temporal.Instant.compare(a, b))[0];
}

/** Zoom answers again, people leave their meetings, and time passes until nothing waits any more. */
export async function comeToRest(stage: Stage): Promise<void> {
  const { control } = stage.sandbox;
  control.clearFaults();
  stage.watch.lateCreates = 0;
  stage.knowsZoom = true;
  for (const { id, live, deletedAt } of control.state().meetings)
    if (live && deletedAt === null) control.endMeeting(id);
  let tests = 0;
  for (let stop = 0; stop < 60; stop += 1) {
    await sweepAndWork(stage);
    const waiting = stage.watch.lateAt() ?? tellingAt(stage) ?? (await waitingUntil(stage));
    // What Zoom refused is tried again when somebody has mended it there, and says so.
    if (!waiting && (tests += 1) <= 2 && (await tryRefusedAgain(stage))) continue;
    if (!waiting && !(await hostsAreToHear(stage))) return;
    const least = stage.clock.now().add({ seconds: 40 });
    const next = waiting ?? stage.clock.now().add(GATHERING);
    stage.clock.set(Temporal.Instant.compare(next, least) > 0 ? next : least);
  }
  throw new Error('it never comes to rest');
}

/**
 * Hosts whose sessions Zoom has refused press Test, and the scan of the day looks after what they have
 * no permission for any more. True when there was something to do.
 */
async function tryRefusedAgain(stage: Stage): Promise<boolean> {
  const { rows } = await sql<{ account_id: string; grant_id: string }>`
    select distinct account_id, grant_id from desired_meeting join observed_meeting using (session_id)
    where managed and outcome = 'person' and reason ->> 'code' in ('not-allowed', 'refused')
  `.execute(stage.db);
  const { conferencing } = stage.start();
  for (const { account_id: accountId, grant_id: grantId } of rows) {
    await conferencing.test(accountId);
    await conferencing.scanOrphans(grantId);
  }
  return rows.length > 0;
}

/** Whether something waits for a host who has not been written to about it. */
async function hostsAreToHear(stage: Stage): Promise<boolean> {
  return (await readRows(stage)).some((row) => isUntold(row, stage.clock.now()));
}

/** When Zoom tells of the next event it has still to tell. */
function tellingAt({ sandbox }: Stage): Temporal.Instant | undefined {
  const { deliveries } = sandbox.control.state();
  const due = deliveries.filter((each) => each.outcome === 'waiting').map((each) => each.dueAt);
  return due.length > 0 ? Temporal.Instant.fromEpochMilliseconds(Math.min(...due)) : undefined;
}

/** The next moment at which something that waits is looked at again; undefined when nothing waits. */
async function waitingUntil({ db, clock }: Stage): Promise<Temporal.Instant | undefined> {
  const { rows } = await sql<{ waiting: number; at: Temporal.Instant | null }>`
    select count(*)::int as waiting, min(look_again_at) as at from (
      select look_again_at from observed_meeting
      where outcome in ('waiting', 'later', 'retry') or leased_until > ${clock.now()}
      union all
      select look_again_at from rehearsal
      where (meeting_id is not null or creating_since is not null) and look_again_at is not null
        and reason ->> 'code' not in ('rate-limited', 'day-used-up', 'grant-lost')
    ) as look
  `.execute(db);
  const jobs = await nextDue({ db, clock } as Stage);
  const soon = clock.now().add({ minutes: 5 });
  const { rows: doubts } = await sql<{ at: Temporal.Instant }>`
    select doubted_at + interval '10 minutes' as at from zoom_grant
    where lost_at is null and coalesce(scanned_at, authorized_at) < doubted_at + interval '10 minutes'
  `.execute(db);
  if (doubts[0]) return doubts[0].at;
  if (rows[0]?.waiting) return rows[0].at ?? soon;
  return jobs && Temporal.Instant.compare(jobs, soon) < 0 ? jobs : undefined;
}
