/**
 * The rehearsal of a permission: who is this, and can a meeting be made, moved and removed? A missing
 * right is found on the day of connecting and not on the day of a session. Held by a job, so that
 * whoever comes back from Zoom does not wait for five of its answers; the row says how it stands.
 *
 * The throw-away meeting follows the rules of every other: the intent is written down before it is
 * made, it carries a mark, and what could not be removed is tried again until it is gone.
 */
import { Failure, type Clock, type Ids, type Log } from '#base';
import type { Db, Tx } from '#db';
import type { Jobs } from '#jobs';
import { doubt } from './doubts.ts';
import { LIST_LAG } from './plan.ts';
import type { Deed, MeetingProvider, MeetingSpec } from './provider.ts';
import {
  isOver,
  nextAct,
  wentWell,
  type Act,
  type Rehearsal,
  type Tried,
} from './rehearsal-plan.ts';
import { noteRehearsal, readRehearsal, takeRehearsal } from './rehearsal-rows.ts';
import { reasonOf } from './retry.ts';

interface RehearsalParts {
  db: Db;
  clock: Clock;
  ids: Ids;
  log: Log;
  jobs: Jobs;
  provider: MeetingProvider;
  /** A grant turned out to be dead. */
  grantLost: (grantId: string) => Promise<void>;
  /** Everything works: whatever waits for this grant can be tried again. */
  grantWorks: (tx: Tx, grantId: string) => Promise<void>;
}

interface Holding {
  grantId: string;
  lease: Temporal.Instant;
}

const FAR_AHEAD = { hours: 90 * 24 };
const AN_HOUR_LATER = { hours: 90 * 24 + 1 };
const MOST_ATTEMPTS = 4;
/** Longer than this nobody watches the row: then the rehearsal is put off. */
const PATIENCE = { minutes: 5 };
const SLOWEST_CLEARING = { hours: 6 };
/** Clearing, making, moving, removing: no honest rehearsal needs more acts. */
const MOST_ACTS = 8;

export function createRehearsal(parts: RehearsalParts): (grantId: string) => Promise<void> {
  return async (grantId) => {
    const lease = await takeRehearsal(parts, grantId);
    if (!lease) return;
    const holding = { grantId, lease };
    for (let acts = 0; acts < MOST_ACTS; acts += 1) {
      const rehearsal = await readRehearsal(parts.db, grantId);
      if (!rehearsal) return;
      if (isOver(rehearsal) && !rehearsal.endedAt) await end(parts, holding, rehearsal);
      const act = nextAct(rehearsal);
      if (act === 'rest') break;
      try {
        if (!(await perform(parts, holding, rehearsal, act))) return;
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        if (!(await noteFailure(parts, holding, { rehearsal, act, failure: error }))) return;
      }
    }
    await noteRehearsal(parts.db, holding, { leased_until: null, look_again_at: null });
  };
}

/** False when the rehearsal has to wait, or is somebody else's by now. */
async function perform(
  parts: RehearsalParts,
  holding: Holding,
  rehearsal: Rehearsal,
  act: Exclude<Act, 'rest'>,
): Promise<boolean> {
  const { db, clock, provider } = parts;
  const { grantId } = holding;
  const { meetingId } = rehearsal;
  const well = (what: Tried['what'], set = {}) =>
    noteRehearsal(db, holding, { ...triedNow(rehearsal, { what }), ...set });
  switch (act) {
    case 'know':
      await provider.lookUpUser(grantId);
      return await well('know');
    case 'make':
      return await make(parts, holding, rehearsal);
    case 'move': {
      const startsAt = clock.now().add(AN_HOUR_LATER);
      await takeTurn(parts, grantId, 'update');
      const moved = await provider.update(grantId, meetingId ?? '', spec(rehearsal, startsAt));
      const inPlace = moved?.startsAt?.equals(wholeSecond(startsAt));
      if (!inPlace) throw new Failure('refused', { retry: 'never', detail: NOT_MOVED });
      return await well('move');
    }
    case 'remove':
      await takeTurn(parts, grantId, 'remove');
      await provider.remove(grantId, meetingId ?? '');
      return await well('remove', { meeting_id: null, creating_since: null });
    case 'clear':
      return await clear(parts, holding, rehearsal);
  }
}

const NOT_MOVED = 'it said yes and left the meeting at its former time';

async function make(
  parts: RehearsalParts,
  holding: Holding,
  rehearsal: Rehearsal,
): Promise<boolean> {
  const { db, clock, provider } = parts;
  const now = clock.now();
  await takeTurn(parts, holding.grantId, 'create');
  if (!(await noteRehearsal(db, holding, { creating_since: now }))) return false;
  const meeting = await provider.create(holding.grantId, spec(rehearsal, now.add(FAR_AHEAD)));
  const made = { meeting_id: meeting.meetingId, creating_since: null };
  const noted = await noteRehearsal(db, holding, {
    ...triedNow(rehearsal, { what: 'make' }),
    ...made,
  });
  // Too late to be noted: whoever holds the rehearsal now may not have seen this meeting on the list.
  if (!noted) await provider.remove(holding.grantId, meeting.meetingId);
  return noted;
}

/** It keeps to the limits like everybody; far ahead as it is, it leaves the last changes of a day to sessions. */
async function takeTurn(
  { clock, provider }: RehearsalParts,
  grantId: string,
  deed: Deed,
): Promise<void> {
  const turn = await provider.turn(grantId, deed, { startsAt: clock.now().add(FAR_AHEAD) });
  if (!turn.ok) throw new Failure('rate-limited', { retry: 'soon', notBefore: turn.at });
}

/** Removes what an earlier try left behind; one whose answer was lost is found by its mark. */
async function clear(
  parts: RehearsalParts,
  holding: Holding,
  { mark, meetingId, creatingSince }: Rehearsal,
): Promise<boolean> {
  const { db, clock, jobs, provider } = parts;
  const { grantId } = holding;
  const listed = creatingSince?.add(LIST_LAG);
  if (!meetingId && listed && Temporal.Instant.compare(listed, clock.now()) > 0) {
    const wait = { leased_until: null, look_again_at: listed };
    return await db.transaction().execute(async (tx) => {
      if (await noteRehearsal(tx, holding, wait))
        await jobs.send(tx, 'rehearse-grant', [{ grantId }], { after: listed });
      return false;
    });
  }
  await takeTurn(parts, grantId, meetingId ? 'remove' : 'find');
  const left = meetingId
    ? [meetingId]
    : (await provider.listMarked(grantId, mark)).map((found) => found.meetingId);
  for (const id of left) await provider.remove(grantId, id);
  return await noteRehearsal(db, holding, { meeting_id: null, creating_since: null });
}

async function end(parts: RehearsalParts, { grantId, lease }: Holding, rehearsal: Rehearsal) {
  const ended = { ended_at: parts.clock.now(), reason: null };
  await parts.db.transaction().execute(async (tx) => {
    const noted = await noteRehearsal(tx, { grantId, lease }, ended);
    if (noted && wentWell(rehearsal)) await parts.grantWorks(tx, grantId);
  });
}

/** True when the rehearsal goes on at once, with this as its result. */
async function noteFailure(
  parts: RehearsalParts,
  holding: Holding,
  { rehearsal, act, failure }: { rehearsal: Rehearsal; act: Act; failure: Failure },
): Promise<boolean> {
  const { db, log } = parts;
  log.info({ grant: holding.grantId, act, failure: failure.code }, 'a rehearsal met a failure');
  // Only an unclear answer may have left a meeting behind, in this moment at the latest as far as we know.
  const unclear = failure.code === 'unclear';
  const since = act === 'make' && { creating_since: unclear ? parts.clock.now() : null };
  if (since && unclear)
    await db.transaction().execute((tx) => doubt(tx, holding.grantId, parts.clock.now()));
  if (failure.code === 'grant-lost') await parts.grantLost(holding.grantId);
  if (!isOver(rehearsal) && isFinal(parts, { rehearsal, act, failure })) {
    const what = act === 'clear' ? 'remove' : (act as Tried['what']);
    const tried = triedNow(rehearsal, { what, reason: reasonOf(failure) });
    return await noteRehearsal(db, holding, { ...tried, ...since });
  }
  await putOff(parts, holding, { rehearsal, failure, set: since || {} });
  return false;
}

/** Whether trying again within a few seconds is of no use. */
function isFinal(
  { clock }: RehearsalParts,
  { rehearsal, act, failure }: { rehearsal: Rehearsal; act: Act; failure: Failure },
): boolean {
  if (failure.retry === 'never') return true;
  if (rehearsal.attempts + 1 >= MOST_ATTEMPTS) return true;
  const { notBefore } = failure;
  const tooLong = notBefore && isAfter(notBefore, clock.now().add(PATIENCE));
  // Nothing has been made yet: then it can be put off as a whole.
  return Boolean(tooLong) && act !== 'know' && act !== 'make';
}

async function putOff(
  { db, clock, jobs }: RehearsalParts,
  holding: Holding,
  about: { rehearsal: Rehearsal; failure: Failure; set: object },
): Promise<void> {
  const { rehearsal, failure, set } = about;
  const now = clock.now();
  const at = rehearsal.endedAt
    ? nextClearing(rehearsal, failure, now)
    : later(now.add({ seconds: 2 ** (rehearsal.attempts + 1) }), failure.notBefore);
  await db.transaction().execute(async (tx) => {
    const noted = await noteRehearsal(tx, holding, {
      ...set,
      attempts: rehearsal.attempts + 1,
      reason: JSON.stringify(reasonOf(failure)),
      look_again_at: at ?? null,
      leased_until: null,
      // Given up: by then the meeting is past, and Zoom forgets it.
      ...(rehearsal.endedAt && !at && { meeting_id: null, creating_since: null }),
    });
    if (noted && at)
      await jobs.send(tx, 'rehearse-grant', [{ grantId: holding.grantId }], { after: at });
  });
}

/** Ever more slowly, until the day of the throw-away meeting has passed. */
function nextClearing(
  { askedAt, attempts }: Rehearsal,
  failure: Failure,
  now: Temporal.Instant,
): Temporal.Instant | undefined {
  if (isAfter(now, askedAt.add(AN_HOUR_LATER))) return undefined;
  const slower = now.add({ minutes: 2 ** Math.min(attempts, 9) });
  const slowest = now.add(SLOWEST_CLEARING);
  return later(isAfter(slower, slowest) ? slowest : slower, failure.notBefore);
}

function triedNow({ tried }: Rehearsal, one: Tried) {
  return { tried: JSON.stringify([...tried, one]), attempts: 0, reason: null };
}

function spec({ mark }: Rehearsal, startsAt: Temporal.Instant): MeetingSpec {
  const topic = 'A check by Parley, removed at once';
  return { mark, topic, startsAt, durationMinutes: 30, zone: 'UTC', settings: {} };
}

function wholeSecond(at: Temporal.Instant): Temporal.Instant {
  return at.round({ smallestUnit: 'second', roundingMode: 'trunc' });
}

function isAfter(a: Temporal.Instant, b: Temporal.Instant): boolean {
  return Temporal.Instant.compare(a, b) > 0;
}

function later(a: Temporal.Instant, b: Temporal.Instant | undefined): Temporal.Instant {
  return b && isAfter(b, a) ? b : a;
}
