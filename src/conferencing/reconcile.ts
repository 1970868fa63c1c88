/**
 * One pass over one session: take the lease, then compare and act until nothing is missing.
 * It reads the whole state each time, so a lost, doubled or late ring is harmless. The lease keeps
 * two passes over one session apart; a pass that died gives it up by the clock.
 */
import { sql } from 'kysely';
import { Failure, type Clock, type Log } from '#base';
import type { Db, Tx } from '#db';
import type { Jobs } from '#jobs';
import { createExecutor } from './execute.ts';
import { readMeeting } from './meetings.ts';
import { doubt } from './doubts.ts';
import { endOf, isOver, plan, type End, type Step } from './plan.ts';
import type { MeetingProvider } from './provider.ts';
import { afterFailure, type AfterFailure } from './retry.ts';
import type { SessionBook } from './session-book.ts';
import type { Reason } from './state.ts';
import { createTurns } from './turns.ts';
import { wakeWaiting } from './wake.ts';

/** Until when the session is ours; the exact moment says which pass it belongs to. */
export type Lease = Temporal.Instant;
/** A session and the lease a pass holds on it. */
export interface Held {
  sessionId: string;
  lease: Lease;
}

/** Longer than every call of one step may take. */
const LEASE = Temporal.Duration.from({ seconds: 60 });
const COME_BACK = Temporal.Duration.from({ seconds: 2 });
/** Intent, search, creation, update: no honest pass needs more steps. */
const MOST_STEPS = 8;

export interface PassParts {
  db: Db;
  clock: Clock;
  log: Log;
  jobs: Jobs;
  provider: Pick<MeetingProvider, 'turn' | 'create' | 'read' | 'update' | 'remove' | 'listMarked'>;
  book: SessionBook;
  random: () => number;
  /** A grant turned out to be dead. */
  grantLost: (grantId: string) => Promise<void>;
  /** The session's meeting cannot be removed any more. */
  giveUp: (tx: Tx, sessionId: string) => Promise<void>;
  /** What its hosts were asked to do is not so any more. */
  mended: (tx: Tx, sessionId: string) => Promise<void>;
}

export function createReconcile(parts: PassParts): (sessionId: string) => Promise<void> {
  const execute = createExecutor(parts);
  const turns = createTurns(parts);
  return async (sessionId) => {
    let lease = await takeLease(parts, sessionId);
    if (!lease) return;
    let answersAgain: string | undefined;
    for (let steps = 0; steps < MOST_STEPS; steps += 1) {
      const meeting = await readMeeting(parts.db, sessionId);
      if (!meeting) return;
      const next = plan(meeting.desired, meeting.observed, parts.clock.now());
      const held = { sessionId, lease };
      if ('end' in next) {
        await settle(parts, held, next.end, meeting.desired.generation);
        // In step, and not merely found again: where only one sort of request fails nobody is called in vain.
        if (answersAgain && next.end.outcome === 'settled') await wakeWaiting(parts, answersAgain);
        return;
      }
      try {
        const { startsAt } = meeting.desired;
        const promisedAt = steps === 0 ? meeting.observed.promisedAt : undefined;
        const turn = await turns.take(next.step, { startsAt, promisedAt }, () =>
          execute(held, meeting, next.step),
        );
        if (!turn.ok) return await settle(parts, held, { outcome: 'later', at: turn.at }, 0);
        if ('grantId' in next.step && (turn.afterSilence || meeting.observed.attempts > 0))
          answersAgain = next.step.grantId;
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        return await noteFailure(parts, held, error, next.step);
      }
      lease = await renewLease(parts, held);
      if (!lease) return;
    }
    parts.log.error({ sessionId }, 'a pass did not come to an end');
    await settle(
      parts,
      { sessionId, lease },
      { outcome: 'later', at: parts.clock.now().add({ minutes: 5 }) },
      0,
    );
  };
}

async function takeLease(
  { db, clock, jobs }: PassParts,
  sessionId: string,
): Promise<Lease | undefined> {
  const now = clock.now();
  return await db.transaction().execute(async (tx) => {
    const taken = await tx
      .updateTable('observed_meeting')
      .set({ leased_until: now.add(LEASE) })
      .where('session_id', '=', sessionId)
      .where((where) =>
        where.or([where('leased_until', 'is', null), where('leased_until', '<', now)]),
      )
      .returning('leased_until')
      .executeTakeFirst();
    // The pass under way may have read the wish before it changed: come back when it is over.
    if (!taken)
      await jobs.send(tx, 'reconcile-meeting', [{ sessionId }], { after: now.add(COME_BACK) });
    return taken?.leased_until ?? undefined;
  });
}

/** Undefined when another pass has taken over meanwhile. */
async function renewLease(
  { db, clock }: PassParts,
  { sessionId, lease }: Held,
): Promise<Lease | undefined> {
  const renewed = await db
    .updateTable('observed_meeting')
    .set({ leased_until: clock.now().add(LEASE) })
    .where('session_id', '=', sessionId)
    .where('leased_until', '=', lease)
    .returning('leased_until')
    .executeTakeFirst();
  return renewed?.leased_until ?? undefined;
}

async function settle(
  { db, clock, jobs, book, mended }: PassParts,
  { sessionId, lease }: Held,
  end: End,
  generation: number,
) {
  const again =
    end.outcome === 'later' ? end.at : end.outcome === 'person' ? end.lookAgainAt : undefined;
  await db.transaction().execute(async (tx) => {
    const before = await tx
      .selectFrom('observed_meeting')
      .select(['reason', 'asked_for'])
      .where('session_id', '=', sessionId)
      .where('leased_until', '=', lease)
      .forUpdate()
      .executeTakeFirst();
    if (!before) return;
    await tx
      .updateTable('observed_meeting')
      .set((set) => ({
        outcome: end.outcome,
        reason: end.outcome === 'person' ? JSON.stringify(end.reason) : null,
        look_again_at: again ?? null,
        leased_until: null,
        updated_at: clock.now(),
        ...(end.outcome === 'settled' && {
          attempts: 0,
          asked_for: null,
          applied_generation: set.fn('greatest', ['applied_generation', set.val(generation)]),
        }),
      }))
      .where('session_id', '=', sessionId)
      .execute();
    // Asked again while it lasts, it is not told again.
    const known = (before.reason as Reason | null)?.code;
    const isNew = end.outcome === 'person' && known !== end.reason.code;
    if (isNew) await book.tell(tx, sessionId, 'meeting-needs-host', { ...end.reason });
    if (before.asked_for && (isNew || end.outcome === 'settled')) await mended(tx, sessionId);
    if (again) await jobs.send(tx, 'reconcile-meeting', [{ sessionId }], { after: again });
  });
}

async function noteFailure(
  parts: PassParts,
  { sessionId, lease }: Held,
  failure: Failure,
  step: Step,
): Promise<void> {
  const { db, clock, log, jobs, book, random } = parts;
  const { grantId } = step as { grantId?: string };
  const now = clock.now();
  log.warn(
    { sessionId, step: step.do, failure: failure.code },
    'the provider did not do what was asked',
  );
  await db.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('observed_meeting as observed')
      .innerJoin('desired_meeting as desired', 'desired.session_id', 'observed.session_id')
      .select([
        'observed.attempts',
        'observed.outcome',
        'observed.join_url',
        'desired.wanted',
        'desired.starts_at',
        'desired.duration_minutes',
      ])
      .where('observed.session_id', '=', sessionId)
      .where('observed.leased_until', '=', lease)
      .forUpdate()
      .executeTakeFirst();
    if (!row) return;
    const session = { startsAt: row.starts_at, durationMinutes: row.duration_minutes };
    const over = isOver(session, now);
    // In the host's history it harms nobody. After a reconnect the permission would do for it all the same.
    const forGood = failure.retry === 'never' && failure.code !== 'grant-lost';
    if (step.do === 'remove' && over && forGood) return await parts.giveUp(tx, sessionId);
    const withoutPlace = row.wanted && row.join_url === null && !over;
    const tries = { attempts: row.attempts, startsAt: row.starts_at, endsAt: endOf(session) };
    const after = afterFailure(failure, { ...tries, withoutPlace }, now, random());
    await tx
      .updateTable('observed_meeting')
      .set({
        outcome: after.outcome,
        reason: JSON.stringify(after.reason),
        attempts: row.attempts + 1,
        look_again_at: after.at ?? null,
        leased_until: null,
        updated_at: now,
        // Only an unclear answer may have left a meeting behind, in this moment at the latest as far as we know.
        ...(step.do === 'create' && { creating_since: failure.code === 'unclear' ? now : null }),
      })
      .where('session_id', '=', sessionId)
      .execute();
    if (grantId && step.do === 'create' && failure.code === 'unclear')
      await doubt(tx, grantId, now);
    await tellOfFailure(book, tx, sessionId, after);
    if (after.at) await jobs.send(tx, 'reconcile-meeting', [{ sessionId }], { after: after.at });
  });
  if (grantId && failure.code === 'grant-lost') await parts.grantLost(grantId);
}

async function tellOfFailure(
  book: SessionBook,
  tx: Tx,
  sessionId: string,
  { outcome, reason, at }: AfterFailure,
): Promise<void> {
  const kind = outcome === 'retry' ? 'meeting-waits' : 'meeting-needs-host';
  await book.tell(tx, sessionId, kind, { ...reason, ...(at && { until: at.toString() }) });
}

/** Asks again for every session whose time has come or whose ring may have been lost. */
export async function ringDue({
  db,
  clock,
  jobs,
  provider,
}: Pick<PassParts, 'db' | 'clock' | 'jobs'> & { provider: unknown }): Promise<void> {
  const now = clock.now();
  await db.transaction().execute(async (tx) => {
    const due = await tx
      .selectFrom('observed_meeting')
      .select('session_id')
      .where((where) =>
        where.or([
          where('look_again_at', '<', now.subtract({ seconds: 30 })),
          where.and([
            where('outcome', '=', 'waiting'),
            where('updated_at', '<', now.subtract({ minutes: 2 })),
          ]),
          // What waited for this server to know Zoom again.
          ...(provider ? [where(sql<string>`reason ->> 'code'`, '=', 'not-set-up')] : []),
        ]),
      )
      .limit(1000)
      .execute();
    if (due.length > 0) {
      await jobs.send(
        tx,
        'reconcile-meeting',
        due.map((row) => ({ sessionId: row.session_id })),
      );
    }
  });
}
