import { offsetsBetween } from './zones.ts';

/** 'HH:MM' on the host's own clock, '00:00' to '23:59'; '24:00' is allowed as an end. */
export type TimeOfDay = string;

/** Half-open: open at `start`, closed again at `end`. */
export interface Span {
  start: TimeOfDay;
  end: TimeOfDay;
}

/**
 * When a host works. `weekly` goes from '1' (Monday) to '7' (Sunday), a missing day is closed.
 * `exceptions` goes from 'YYYY-MM-DD' to the spans that replace the whole of that day; `[]` closes it.
 * Comes from `checkHours`; the functions here throw on anything malformed.
 */
export interface Hours {
  zone: string;
  weekly: { [weekday: string]: readonly Span[] };
  exceptions: { [date: string]: readonly Span[] };
}

/** One unbroken stretch of open time within one local date. */
interface Stretch {
  startMs: number;
  endMs: number;
  /** When the doors really close: past `endMs` where the next date goes on without a break. */
  closeMs: number;
  /** The local date, as days since 1970-01-01. */
  day: number;
}

interface DaySpan {
  fromMs: number;
  toMs: number;
}

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/**
 * Everything open from before `fromMs` until `toMs`, in order, with true starts; may reach further.
 *
 * An instant is open when its wall-clock time lies in a span of its local date. Rather than asking
 * the calendar about each date, the time line is cut where the zone's offset changes. Between two
 * cuts wall-clock time is the instant plus a constant, so spans become instants by subtraction and
 * are clipped at the cuts: what a spring change skips vanishes, what an autumn change repeats is
 * open twice.
 */
export function openStretches(hours: Hours, fromMs: number, toMs: number): Stretch[] {
  const spansOn = timetable(hours);
  const stretches: Stretch[] = [];
  // A local date begins at most 25 hours before any of its instants, so looking back two days
  // always meets the true start of the stretch that `fromMs` lies in.
  const lookFromMs = fromMs - 2 * DAY_MS;
  for (const { startMs, endMs, offsetMs } of offsetsBetween(hours.zone, lookFromMs, toMs)) {
    const firstDay = Math.floor((Math.max(startMs, lookFromMs) + offsetMs) / DAY_MS);
    const endLocalMs = Math.min(endMs, toMs) + offsetMs;
    for (let day = firstDay; day * DAY_MS < endLocalMs; day++) {
      const midnightMs = day * DAY_MS - offsetMs;
      for (const span of spansOn(day)) {
        const openMs = Math.max(midnightMs + span.fromMs, startMs);
        const shutMs = Math.min(midnightMs + span.toMs, endMs);
        if (openMs < shutMs) append(stretches, openMs, shutMs, day);
      }
    }
  }
  carryClosingTimesBack(stretches);
  return stretches;
}

/** Minutes since midnight, or undefined where the text is no time of day. '24:00' is 1440. */
export function minutesOf(time: TimeOfDay): number | undefined {
  if (time === '24:00') return 1440;
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(time)
    ? Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
    : undefined;
}

function timetable(hours: Hours): (day: number) => readonly DaySpan[] {
  const week = ['1', '2', '3', '4', '5', '6', '7'].map((weekday) =>
    daySpans(hours.weekly[weekday] ?? []),
  );
  const exceptions = new Map<number, readonly DaySpan[]>();
  for (const date of Object.keys(hours.exceptions)) {
    exceptions.set(dayNumber(date), daySpans(hours.exceptions[date] ?? []));
  }
  return (day) => exceptions.get(day) ?? week[weekdayIndex(day)] ?? [];
}

function daySpans(spans: readonly Span[]): readonly DaySpan[] {
  return spans
    .map(({ start, end }) => ({ fromMs: timeMs(start), toMs: timeMs(end) }))
    .sort((a, b) => a.fromMs - b.fromMs);
}

function timeMs(time: TimeOfDay): number {
  const minutes = minutesOf(time);
  if (minutes === undefined) throw new RangeError(`Not a time of day: ${time}`);
  return minutes * MINUTE_MS;
}

/** Monday is 0. 1970-01-01, day 0, was a Thursday. */
function weekdayIndex(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/**
 * Days from 1970-01-01 to a Gregorian date. Arithmetic, because a host may keep hundreds of
 * exceptions and Temporal takes microseconds for each.
 * Source: https://howardhinnant.github.io/date_algorithms.html#days_from_civil
 */
function dayNumber(date: string): number {
  const month = Number(date.slice(5, 7));
  const year = Number(date.slice(0, 4)) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const monthFromMarch = (month + 9) % 12;
  const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5) + Number(date.slice(8, 10)) - 1;
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  return era * 146_097 + yearOfEra * 365 + leapDays + dayOfYear - 719_468;
}

function append(stretches: Stretch[], startMs: number, endMs: number, day: number): void {
  const last = stretches.at(-1);
  if (last !== undefined && last.day === day && startMs <= last.endMs) {
    last.endMs = Math.max(last.endMs, endMs);
  } else {
    stretches.push({ startMs, endMs, closeMs: endMs, day });
  }
}

function carryClosingTimesBack(stretches: Stretch[]): void {
  let next: Stretch | undefined;
  for (let index = stretches.length - 1; index >= 0; index--) {
    const stretch = stretches[index]!;
    stretch.closeMs = next?.startMs === stretch.endMs ? next.closeMs : stretch.endMs;
    next = stretch;
  }
}
