import { openStretches } from './hours.ts';
import type { Hours } from './hours.ts';

/** What a service asks of a slot. Days are 24 hours of elapsed time. */
export interface SlotRules {
  durationMinutes: number;
  stepMinutes: number;
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
  noticeMinutes: number;
  horizonDays: number;
}

/** Half-open epoch milliseconds, already widened by the buffers of whatever takes the time. */
export interface Busy {
  startMs: number;
  endMs: number;
}

/** `busy` may be in any order and overlap. All instants are whole epoch milliseconds. */
export interface SlotQuery {
  hours: Hours;
  rules: SlotRules;
  busy: readonly Busy[];
  fromMs: number;
  toMs: number;
  nowMs: number;
}

/** Starts strictly between the two cannot be had. */
interface Blocked {
  afterMs: number;
  beforeMs: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/**
 * The starts that can be booked within [fromMs, toMs), ascending epoch milliseconds.
 *
 * The grid begins anew at every opening and, where the host is open across midnight, at the first
 * instant of the new local date; from there it runs in elapsed time. So it never depends on which
 * range is asked for. The session itself stays inside the hours, across midnight if they go on; its
 * buffers may lie outside. The earliest start is now plus notice, the latest now plus horizon.
 */
export function freeSlots(query: SlotQuery): number[] {
  const { rules, nowMs } = query;
  assertRules(rules);
  const durationMs = rules.durationMinutes * MINUTE_MS;
  const stepMs = rules.stepMinutes * MINUTE_MS;
  const firstMs = Math.max(query.fromMs, nowMs + rules.noticeMinutes * MINUTE_MS);
  const lastMs = Math.min(query.toMs - 1, nowMs + rules.horizonDays * DAY_MS);
  if (!(firstMs <= lastMs)) return [];

  const blocked = blockedStarts(query, firstMs, lastMs);
  const free: number[] = [];
  let next = 0;
  for (const stretch of openStretches(query.hours, firstMs, lastMs + durationMs)) {
    const untilMs = Math.min(lastMs, stretch.endMs - 1, stretch.closeMs - durationMs);
    const stepsSkipped = Math.max(0, Math.ceil((firstMs - stretch.startMs) / stepMs));
    for (let at = stretch.startMs + stepsSkipped * stepMs; at <= untilMs; at += stepMs) {
      while (next < blocked.length && blocked[next]!.beforeMs <= at) next++;
      if (next === blocked.length || at <= blocked[next]!.afterMs) free.push(at);
    }
  }
  return free;
}

/** Whether `startMs` is among the free slots of the same query. */
export function isFree(query: SlotQuery & { startMs: number }): boolean {
  const { startMs } = query;
  if (startMs < query.fromMs || startMs >= query.toMs) return false;
  return freeSlots({ ...query, fromMs: startMs, toMs: startMs + 1 }).length === 1;
}

/** The `count` free starts nearest to `wantedMs`, in order of time; of two equally near, the earlier. */
export function nearestFree(query: SlotQuery, wantedMs: number, count: number): number[] {
  const free = freeSlots(query);
  let from = 0;
  let to = free.length;
  while (to - from > count) {
    if (wantedMs - free[from]! > free[to - 1]! - wantedMs) from++;
    else to--;
  }
  return free.slice(from, to);
}

function assertRules(rules: SlotRules): void {
  const { durationMinutes, stepMinutes, bufferBeforeMinutes, bufferAfterMinutes } = rules;
  if (!(durationMinutes > 0 && stepMinutes > 0)) {
    throw new RangeError(`Length and step must be positive: ${durationMinutes}, ${stepMinutes}`);
  }
  if (!(bufferBeforeMinutes >= 0 && bufferAfterMinutes >= 0)) {
    throw new RangeError(`No negative buffers: ${bufferBeforeMinutes}, ${bufferAfterMinutes}`);
  }
}

/**
 * Busy times turned into the starts they rule out, sorted and disjoint. Two that only touch stay
 * apart: a slot can fit exactly between two busy times, and its start is that one point.
 */
function blockedStarts({ busy, rules }: SlotQuery, firstMs: number, lastMs: number): Blocked[] {
  const leadMs = (rules.durationMinutes + rules.bufferAfterMinutes) * MINUTE_MS;
  const trailMs = rules.bufferBeforeMinutes * MINUTE_MS;
  const inReach: Blocked[] = [];
  for (const { startMs, endMs } of busy) {
    // A busy time that cannot be read must not pass for a free one.
    if (!(startMs <= endMs)) throw new RangeError(`Busy from ${startMs} to ${endMs}`);
    const afterMs = startMs - leadMs;
    const beforeMs = endMs + trailMs;
    if (startMs < endMs && afterMs < lastMs && beforeMs > firstMs) {
      inReach.push({ afterMs, beforeMs });
    }
  }
  inReach.sort((a, b) => a.afterMs - b.afterMs);

  const blocked: Blocked[] = [];
  for (const { afterMs, beforeMs } of inReach) {
    const last = blocked.at(-1);
    if (last !== undefined && afterMs < last.beforeMs) {
      last.beforeMs = Math.max(last.beforeMs, beforeMs);
    } else {
      blocked.push({ afterMs, beforeMs });
    }
  }
  return blocked;
}
