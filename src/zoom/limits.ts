/**
 * What Zoom allows: requests a second for each Zoom account, by its plan and by how heavy the request
 * is, and changes a day for each Zoom user. Pure: what is decided here is kept by `pace.ts`.
 */
import type { Deed } from '#conferencing';

export type Weight = 'light' | 'medium';
export type AccountPlan = 'free' | 'pro' | 'business';

/** Zoom's figures. Business, Enterprise and Education share theirs; a licensed user of whom Zoom says no more counts as Pro. */
const A_SECOND: Record<AccountPlan, Record<Weight, number>> = {
  free: { light: 4, medium: 2 },
  pro: { light: 30, medium: 20 },
  business: { light: 80, medium: 60 },
};
/** Creates and updates of one host in a UTC day, from whatever app. */
export const CHANGES_A_DAY = 100;
/** So many are kept for sessions that cannot wait for the next day. */
const KEPT_FOR_SOON = 20;
const SOON_AFTER_MIDNIGHT = { hours: 1 };

/** A second, and what two requests may gain on each other on the way. */
const WINDOW_MS = 1_050;
/** Turns are promised a little further apart than they may be taken, so that they hold when somebody is late. */
const SLACK = 1.04;
/** After this the clock was set back rather than the queue that long. */
const LONGEST_QUEUE_MS = 15 * 60_000;

/** What each deed asks of Zoom. An update is read back. */
export const COSTS: Record<Deed, { weight: Weight; requests: number; changes: number }> = {
  create: { weight: 'light', requests: 1, changes: 1 },
  update: { weight: 'light', requests: 2, changes: 1 },
  read: { weight: 'light', requests: 1, changes: 0 },
  remove: { weight: 'light', requests: 1, changes: 0 },
  find: { weight: 'medium', requests: 1, changes: 0 },
};

/** Requests of one weight of one Zoom account; moments are epoch milliseconds. */
export interface Lane {
  /** When those of the last second left. */
  sent: number[];
  /** Until when turns are promised to requests that wait. */
  promisedUntil: number;
  /** Zoom said no: until then nobody asks. */
  heldUntil: number;
}

export const EMPTY_LANE: Lane = { sent: [], promisedUntil: 0, heldUntil: 0 };

export interface Wish {
  plan: AccountPlan;
  weight: Weight;
  requests: number;
  nowMs: number;
  /** Whether others of the same user wait already. Whoever has nobody waiting is served next: one busy host holds up no other. */
  hasQueue: boolean;
  /** The turn it has already. Whoever comes before it was not called: another would only be left unused. */
  promisedMs?: number | undefined;
}

/** Leaves now where that is allowed, else is promised a turn. */
export function nextTurn(lane: Lane, wish: Wish): { lane: Lane; atMs: number } {
  const { nowMs, requests, promisedMs = 0 } = wish;
  const perSecond = A_SECOND[wish.plan][wish.weight];
  const sent = recent(lane, nowMs);
  const before = sent[sent.length + requests - perSecond - 1];
  const free = Math.max(before === undefined ? nowMs : before + WINDOW_MS, lane.heldUntil);
  if (free <= nowMs) return { lane: { ...lane, sent: depart(sent, requests, nowMs) }, atMs: nowMs };
  if (promisedMs > Math.max(nowMs, lane.heldUntil))
    return { lane: { ...lane, sent }, atMs: promisedMs };
  if (!wish.hasQueue) return { lane: { ...lane, sent }, atMs: free };
  const promised = lane.promisedUntil > nowMs + LONGEST_QUEUE_MS ? nowMs : lane.promisedUntil;
  const apart = ((requests * WINDOW_MS) / perSecond) * SLACK;
  const atMs = Math.ceil(Math.max(promised + apart, free));
  return { lane: { ...lane, sent, promisedUntil: atMs }, atMs };
}

/** A request that could not wait for its turn. It is counted all the same. */
export function outOfTurn(lane: Lane, nowMs: number): Lane {
  return { ...lane, sent: depart(recent(lane, nowMs), 1, nowMs) };
}

function recent({ sent }: Lane, nowMs: number): number[] {
  return sent.filter((at) => at > nowMs - WINDOW_MS && at <= nowMs + WINDOW_MS);
}

function depart(sent: number[], requests: number, nowMs: number): number[] {
  return [...sent, ...Array.from({ length: requests }, () => nowMs)];
}

/** The UTC day of a moment, and when the next one begins. */
export function utcDay(now: Temporal.Instant): { since: Temporal.Instant; next: Temporal.Instant } {
  const since = now.toZonedDateTimeISO('UTC').startOfDay();
  return { since: since.toInstant(), next: since.add({ days: 1 }).toInstant() };
}

/**
 * When a change for a session may be asked for: undefined for at once. The last of the day are for
 * sessions that begin before the next, and on the next the soonest come first.
 */
export function changeWaitsUntil(
  used: number,
  startsAt: Temporal.Instant,
  now: Temporal.Instant,
): Temporal.Instant | undefined {
  const { next } = utcDay(now);
  const soon = Temporal.Instant.compare(startsAt, next.add(SOON_AFTER_MIDNIGHT)) < 0;
  if (used < (soon ? CHANGES_A_DAY : CHANGES_A_DAY - KEPT_FOR_SOON)) return undefined;
  const hoursAfter = Math.max(0, next.until(startsAt).total('hours'));
  return next.add({ seconds: Math.min(Math.round(hoursAfter), 600) });
}
