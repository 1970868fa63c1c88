import { monthRange, freeSlots } from '#availability';
import type { Busy, Hours, SlotQuery, SlotRules } from '#availability';
import { median } from './load.ts';

/**
 * How long the availability core takes, beside the least that any code must do: a plain loop over
 * epoch milliseconds that steps through the same open hours and the same busy times, with neither
 * zones, clock changes, exceptions, buffers nor sorting. Both are measured in turns in one run.
 */
interface SlotsMeasured {
  name: string;
  medianMs: number;
  limitMs: number;
  /** The plain loop. */
  floorMs: number;
  slots: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

export function measureSlots(): SlotsMeasured[] {
  return [
    measure('free slots of one month, 40 busy', monthQuery(), 0.3),
    measure('free slots of 90 days, 200 busy, 15-minute grid', quarterQuery(), 1),
  ];
}

const rules: SlotRules = {
  durationMinutes: 30,
  stepMinutes: 15,
  bufferBeforeMinutes: 5,
  bufferAfterMinutes: 10,
  noticeMinutes: 240,
  horizonDays: 365,
};

/** October in Berlin, with its clock change, two holidays and a lunch break. */
function monthQuery(): SlotQuery {
  const { fromMs, toMs } = monthRange('2026-10', 'Europe/Berlin');
  const mornings = { start: '09:00', end: '12:30' };
  const afternoons = { start: '13:30', end: '18:00' };
  const weekly = weekOf([mornings, afternoons], 5);
  const exceptions = { '2026-10-02': [], '2026-10-03': [], '2026-10-17': [mornings] };
  const hours = { zone: 'Europe/Berlin', weekly, exceptions };
  return { hours, rules, busy: busyTimes(40, fromMs, toMs), fromMs, toMs, nowMs: fromMs };
}

/** Ninety days over the spring change in New York, open every day from early to late. */
function quarterQuery(): SlotQuery {
  const { fromMs } = monthRange('2027-02', 'America/New_York');
  const toMs = fromMs + 90 * DAY_MS;
  const weekly = weekOf([{ start: '06:00', end: '22:00' }], 7);
  const hours = { zone: 'America/New_York', weekly, exceptions: { '2027-03-17': [] } };
  return { hours, rules, busy: busyTimes(200, fromMs, toMs), fromMs, toMs, nowMs: fromMs };
}

function weekOf(spans: Hours['weekly'][string], days: number): Hours['weekly'] {
  return Object.fromEntries(Array.from({ length: days }, (_, day) => [String(day + 1), spans]));
}

/** Spread over the range and out of order, 25 to 85 minutes each; some overlap. */
function busyTimes(count: number, fromMs: number, toMs: number): Busy[] {
  const minutes = (toMs - fromMs) / MINUTE_MS;
  return Array.from({ length: count }, (_, index) => {
    const startMs = fromMs + ((index * 7919 * 13) % minutes) * MINUTE_MS;
    return { startMs, endMs: startMs + (25 + (index % 5) * 15) * MINUTE_MS };
  });
}

function measure(name: string, query: SlotQuery, limitMs: number): SlotsMeasured {
  const plain = plainLoop(query);
  const slots = freeSlots(query).length;
  const ours: number[] = [];
  const floor: number[] = [];
  // The first third only warms up.
  for (let round = 0; round < 3_000; round++) {
    const oursMs = timed(() => freeSlots(query));
    const floorMs = timed(plain);
    if (round < 1_000) continue;
    ours.push(oursMs);
    floor.push(floorMs);
  }
  return { name, medianMs: median(ours), limitMs, floorMs: median(floor), slots };
}

/** Everything that can be prepared is prepared; what is left is looking at each point of the grid. */
function plainLoop({ hours, busy, fromMs, toMs }: SlotQuery): () => number[] {
  const stepMs = rules.stepMinutes * MINUTE_MS;
  const lengthMs = rules.durationMinutes * MINUTE_MS;
  const sorted = busy.toSorted((a, b) => a.startMs - b.startMs);
  const spans = Object.values(hours.weekly)[0]!.map(({ start, end }) => ({
    openMs: sinceMidnightMs(start),
    shutMs: sinceMidnightMs(end),
  }));
  const daysOpen = Object.keys(hours.weekly).length;
  return () => {
    const free: number[] = [];
    let next = 0;
    for (let day = 0, midnightMs = fromMs; midnightMs < toMs; day++, midnightMs += DAY_MS) {
      if (day % 7 >= daysOpen) continue;
      for (const { openMs, shutMs } of spans) {
        const lastMs = midnightMs + shutMs - lengthMs;
        for (let at = midnightMs + openMs; at <= lastMs; at += stepMs) {
          while (next < sorted.length && sorted[next]!.endMs <= at) next++;
          if (next === sorted.length || sorted[next]!.startMs >= at + lengthMs) free.push(at);
        }
      }
    }
    return free;
  };
}

function sinceMidnightMs(time: string): number {
  return (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * MINUTE_MS;
}

function timed(work: () => number[]): number {
  const beganMs = performance.now();
  work();
  return performance.now() - beganMs;
}

if (import.meta.main) {
  for (const { name, medianMs, limitMs, floorMs, slots } of measureSlots()) {
    const ratio = (medianMs / floorMs).toFixed(1);
    const figures = `${medianMs.toFixed(4)} ms, under ${limitMs} ms; plain loop ${floorMs.toFixed(4)} ms, ratio ${ratio}`;
    process.stdout.write(`${name} (${slots} free): ${figures}\n`);
  }
}
