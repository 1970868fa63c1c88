/**
 * What is missing between what we want and what the provider holds. Pure: no clock, no network,
 * no database, so every choice can be tested and shown before it is carried out.
 *
 * A meeting is made in two moves. First the intent is written down (`creatingSince`), then the
 * provider is asked. If the answer is lost, or we die in between, the intent is still there: the
 * next pass looks for our mark before it makes another meeting. The provider's list may lag behind,
 * so a "not found" counts only some seconds after the intent.
 */
import type { MeetingSettings } from './provider.ts';
import type { Reason } from './state.ts';

export interface Desired {
  generation: number;
  wanted: boolean;
  /** False after the account disconnected: links stay, we no longer touch the provider. */
  managed: boolean;
  /** The session is held in a built-in call until the meeting stands, and goes there then. */
  arriving: boolean;
  grantId: string | null;
  topic: string;
  zone: string;
  startsAt: Temporal.Instant;
  durationMinutes: number;
  settings: MeetingSettings;
}

export interface Observed {
  mark: string;
  creatingSince: Temporal.Instant | null;
  meetingId: string | null;
  /** Null beside a meeting's number: it is gone at the provider. Without a number: a link the host keeps. */
  joinUrl: string | null;
  topic: string | null;
  startsAt: Temporal.Instant | null;
  durationMinutes: number | null;
  /** Null until the provider has said how it is set. */
  settings: MeetingSettings | null;
  appliedGeneration: number;
  /** Failed tries since the last success. */
  attempts: number;
  /** Why the last try failed. */
  reason: Reason | null;
  /** Since when somebody wants the meeting read again. */
  lookWantedAt: Temporal.Instant | null;
  /** The turn it waits for, when nothing was asked of it since. */
  promisedAt: Temporal.Instant | undefined;
}

export type Step =
  | { do: 'create'; grantId: string }
  | { do: 'find'; grantId: string }
  | { do: 'update'; grantId: string; meetingId: string }
  | { do: 'read'; grantId: string; meetingId: string }
  | { do: 'remove'; grantId: string; meetingId: string }
  /** Nobody can remove the meeting for us any more: its host is told. */
  | { do: 'give-up' }
  | { do: 'hold-built-in'; why: Reason }
  | { do: 'hold-in-zoom' };

export type End =
  | { outcome: 'settled' }
  | { outcome: 'later'; at: Temporal.Instant }
  | { outcome: 'person'; reason: Reason; lookAgainAt?: Temporal.Instant };

/** A step to take before looking again, or how this pass ends. */
export type Plan = { step: Step } | { end: End };

/** How long the provider's list may not show a meeting it has just made. */
export const LIST_LAG = Temporal.Duration.from({ seconds: 15 });
/** Shortly before the start a session without a meeting is held in a built-in call. */
export const LAST_MOMENT = Temporal.Duration.from({ minutes: 10 });

export function plan(desired: Desired, observed: Observed, now: Temporal.Instant): Plan {
  const { grantId } = desired;
  if (!desired.wanted) return planRemoval(desired, observed, now);
  if (observed.meetingId === null && isOver(desired, now))
    return planTooLate(desired, observed, now);
  const noPlaceThere = observed.joinUrl === null || desired.arriving;
  if (noPlaceThere && mustHoldBuiltIn(desired, observed, now)) {
    return { step: { do: 'hold-built-in', why: whyNoMeeting(desired, observed) } };
  }
  if (!desired.managed) return { end: { outcome: 'settled' } };
  if (grantId === null)
    return { end: isOver(desired, now) ? { outcome: 'settled' } : askForGrant(desired, observed) };
  if (observed.meetingId === null) return planCreation(grantId, observed, now);
  const behind = observed.appliedGeneration < desired.generation;
  if (behind && differs(desired, observed) && isAhead(desired.startsAt, now)) {
    return { step: { do: 'update', grantId, meetingId: observed.meetingId } };
  }
  if (isOver(desired, now)) return { end: { outcome: 'settled' } };
  if (observed.lookWantedAt !== null) {
    return { step: { do: 'read', grantId, meetingId: observed.meetingId } };
  }
  return planArrival(desired, observed) ?? planDrift(desired, observed, now);
}

/** Once the meeting stands at its time, the session goes there. */
function planArrival(desired: Desired, observed: Observed): Plan | undefined {
  const stands = observed.joinUrl !== null && observed.startsAt?.equals(desired.startsAt);
  return desired.arriving && stands ? { step: { do: 'hold-in-zoom' } } : undefined;
}

/**
 * What the host did at the provider is not fought over: the session says so, and the host chooses.
 * A deleted meeting leaves the session without a place, so shortly before the start that is chosen
 * for them. Another topic or length harms nobody and stays.
 */
function planDrift(desired: Desired, observed: Observed, now: Temporal.Instant): Plan {
  if (observed.joinUrl === null) {
    const last = lastMoment(desired.startsAt);
    return { end: { outcome: 'person', reason: { code: 'gone-in-zoom' }, lookAgainAt: last } };
  }
  if (isAhead(desired.startsAt, now) && !observed.startsAt?.equals(desired.startsAt)) {
    const lookAgainAt = endOf(desired);
    return { end: { outcome: 'person', reason: { code: 'changed-in-zoom' }, lookAgainAt } };
  }
  return { end: { outcome: 'settled' } };
}

/** The moment from which a session without a meeting is held elsewhere. */
export function lastMoment(startsAt: Temporal.Instant): Temporal.Instant {
  return startsAt.subtract(LAST_MOMENT);
}

function planCreation(grantId: string, observed: Observed, now: Temporal.Instant): Plan {
  if (observed.creatingSince === null) return { step: { do: 'create', grantId } };
  return planSearch(grantId, observed.creatingSince, now);
}

function planSearch(grantId: string, since: Temporal.Instant, now: Temporal.Instant): Plan {
  const trustedFrom = since.add(LIST_LAG);
  if (isAhead(trustedFrom, now)) return { end: { outcome: 'later', at: trustedFrom } };
  return { step: { do: 'find', grantId } };
}

/** Nobody needs a meeting any more; one we may have made in time is still found and kept in mind. */
function planTooLate(desired: Desired, { creatingSince }: Observed, now: Temporal.Instant): Plan {
  const { grantId, managed } = desired;
  if (creatingSince === null || grantId === null || !managed)
    return { end: { outcome: 'settled' } };
  return planSearch(grantId, creatingSince, now);
}

function planRemoval(desired: Desired, observed: Observed, now: Temporal.Instant): Plan {
  const nothingThere = observed.meetingId === null && observed.creatingSince === null;
  // After Disconnect a meeting is the host's own. One whose making was never confirmed nobody knows: it goes.
  const isHosts = !desired.managed && observed.meetingId !== null;
  if (nothingThere || isHosts) return { end: { outcome: 'settled' } };
  const { grantId } = desired;
  if (grantId === null)
    return desired.managed ? { step: { do: 'give-up' } } : { end: { outcome: 'settled' } };
  if (observed.meetingId !== null) {
    return { step: { do: 'remove', grantId, meetingId: observed.meetingId } };
  }
  return planSearch(grantId, observed.creatingSince!, now);
}

function mustHoldBuiltIn(desired: Desired, observed: Observed, now: Temporal.Instant): boolean {
  if (isOver(desired, now)) return false;
  if (!desired.managed) return true;
  const gone = observed.meetingId !== null && observed.appliedGeneration >= desired.generation;
  const hopeless = gone || desired.grantId === null || observed.attempts > 0 || desired.arriving;
  return hopeless && !isAhead(lastMoment(desired.startsAt), now);
}

function whyNoMeeting(desired: Desired, { meetingId, reason }: Observed): Reason {
  if (!desired.managed) return { code: 'disconnected' };
  if (meetingId !== null) return { code: 'gone-in-zoom' };
  if (desired.grantId === null) return { code: 'grant-lost' };
  return reason ?? { code: 'unreachable' };
}

function askForGrant(desired: Desired, observed: Observed): End {
  const lookAgainAt = observed.meetingId === null ? lastMoment(desired.startsAt) : endOf(desired);
  return { outcome: 'person', reason: { code: 'grant-lost' }, lookAgainAt };
}

/** Updates are counted by Zoom, a hundred a day: what already agrees is not sent again. */
function differs(desired: Desired, observed: Observed): boolean {
  return (
    observed.topic !== desired.topic ||
    observed.durationMinutes !== desired.durationMinutes ||
    observed.startsAt === null ||
    !observed.startsAt.equals(desired.startsAt) ||
    isSetOtherwise(desired.settings, observed.settings)
  );
}

/**
 * Of the passcode nothing is asked once a meeting stands: another one would be another link. Of a meeting
 * found on the list nothing is known yet, and it may have been made for an earlier choice.
 */
function isSetOtherwise(asked: MeetingSettings, real: MeetingSettings | null): boolean {
  const other = (name: 'waitingRoom' | 'earlyEntry') =>
    asked[name] !== undefined && asked[name] !== real?.[name];
  return other('waitingRoom') || other('earlyEntry');
}

type Times = Pick<Desired, 'startsAt' | 'durationMinutes'>;

/** When the session is over nobody needs a place for it any more. */
export function isOver(session: Times, now: Temporal.Instant): boolean {
  return !isAhead(endOf(session), now);
}

export function endOf({ startsAt, durationMinutes }: Times): Temporal.Instant {
  return startsAt.add({ minutes: durationMinutes });
}

function isAhead(at: Temporal.Instant, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(at, now) > 0;
}
