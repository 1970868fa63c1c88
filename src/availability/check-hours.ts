import { minutesOf } from './hours.ts';
import type { Hours, Span } from './hours.ts';
import { isZone } from './zones.ts';

/** `field` is a path such as 'zone', 'weekly.1.0' (Monday, first span) or 'exceptions.2026-12-24'. */
export interface HoursFault {
  field: string;
  message: string;
}

/** One day of the input: where it stands, and what a host calls it. */
interface DayInput {
  field: string;
  name: string;
  spans: unknown;
}

const WEEKDAYS: { [weekday: string]: string } = {
  '1': 'Monday',
  '2': 'Tuesday',
  '3': 'Wednesday',
  '4': 'Thursday',
  '5': 'Friday',
  '6': 'Saturday',
  '7': 'Sunday',
};

/**
 * Hours as typed or sent by somebody, checked whole: every fault is listed, in words a host reads.
 * On success the spans of each day are sorted; spans that touch are allowed, overlapping ones are not.
 */
export function checkHours(
  input: unknown,
): { ok: true; hours: Hours } | { ok: false; faults: HoursFault[] } {
  const given = recordOf(input) ?? {};
  const faults: HoursFault[] = [];
  const zone = checkZone(given['zone'], faults);
  const weekly = checkDays(given['weekly'], 'weekly', { nameOf: weekdayName, faults });
  const exceptions = checkDays(given['exceptions'], 'exceptions', { nameOf: dateName, faults });
  return faults.length === 0
    ? { ok: true, hours: { zone, weekly, exceptions } }
    : { ok: false, faults };
}

function checkZone(zone: unknown, faults: HoursFault[]): string {
  if (typeof zone === 'string' && isZone(zone)) return zone;
  faults.push({ field: 'zone', message: 'Choose a time zone, such as Europe/Berlin.' });
  return '';
}

function checkDays(
  given: unknown,
  field: 'weekly' | 'exceptions',
  { nameOf, faults }: { nameOf: (key: string) => string | undefined; faults: HoursFault[] },
): { [key: string]: readonly Span[] } {
  const days = recordOf(given);
  if (days === undefined) {
    const what = field === 'weekly' ? 'The hours of the week' : 'The exceptions';
    faults.push({ field, message: `${what} are missing.` });
    return {};
  }
  const checked: [string, readonly Span[]][] = [];
  for (const [key, spans] of Object.entries(days)) {
    const name = nameOf(key);
    if (name !== undefined) {
      checked.push([key, checkDay({ field: `${field}.${key}`, name, spans }, faults)]);
    } else if (field === 'weekly') {
      const message = 'Weekdays are numbered from 1, Monday, to 7, Sunday.';
      faults.push({ field: `${field}.${key}`, message });
    } else {
      const message = 'Write dates like 2026-12-24.';
      faults.push({ field: `${field}.${key}`, message });
    }
  }
  return Object.fromEntries(checked);
}

function weekdayName(key: string): string | undefined {
  return Object.hasOwn(WEEKDAYS, key) ? WEEKDAYS[key] : undefined;
}

function dateName(key: string): string | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(key)) return undefined;
  try {
    return Temporal.PlainDate.from(key).toLocaleString('en-GB', { dateStyle: 'long' });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function checkDay(day: DayInput, faults: HoursFault[]): readonly Span[] {
  if (!Array.isArray(day.spans)) {
    faults.push({ field: day.field, message: `${day.name}: list the hours, or none if closed.` });
    return [];
  }
  const faultsBefore = faults.length;
  const rows = day.spans.map((given: unknown, index) => {
    const field = `${day.field}.${index}`;
    const span = checkSpan(given);
    if (typeof span === 'string') faults.push({ field, message: `${day.name}: ${span}` });
    return { field, span };
  });
  if (faults.length > faultsBefore) return [];
  const sorted = rows
    .flatMap(({ field, span }) => (typeof span === 'string' ? [] : [{ field, span }]))
    .sort((a, b) => (a.span.start < b.span.start ? -1 : a.span.start > b.span.start ? 1 : 0));
  refuseOverlaps(day.name, sorted, faults);
  return sorted.map(({ span }) => span);
}

/** The span, or what is wrong with it. */
function checkSpan(given: unknown): Span | string {
  const { start, end } = recordOf(given) ?? {};
  if (typeof start !== 'string' || typeof end !== 'string') return 'give a start and an end.';
  const from = minutesOf(start);
  const to = minutesOf(end);
  if (from === undefined || to === undefined) return 'write times like 09:30.';
  if (to <= from) return 'the end must come after the start.';
  return { start, end };
}

function refuseOverlaps(
  name: string,
  sorted: readonly { field: string; span: Span }[],
  faults: HoursFault[],
): void {
  let latest: Span | undefined;
  for (const { field, span } of sorted) {
    if (latest !== undefined && span.start < latest.end) {
      const times = `${span.start} to ${span.end} overlaps ${latest.start} to ${latest.end}.`;
      faults.push({ field, message: `${name}: ${times}` });
    }
    if (latest === undefined || span.end > latest.end) latest = span;
  }
}

function recordOf(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}
