import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { freeSlots, isFree, nearestFree } from './index.ts';
import type { Hours, SlotQuery, SlotRules, Span } from './index.ts';

/**
 * The model walks through time minute by minute and asks Temporal what the host's clock says. It
 * shares no idea with the real thing: no offsets, no intervals, no sorting. Each place below is a
 * moment at which something odd happens to the clocks of a zone; the model's clock is read once for
 * the days around it.
 */
const places = [
  ['Europe/Berlin', '2026-03-29'],
  ['Europe/Berlin', '2026-10-25'],
  ['America/New_York', '2026-03-08'],
  ['America/New_York', '2026-11-01'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['Asia/Kathmandu', '2026-06-15'],
  ['Pacific/Chatham', '2026-04-05'],
  ['Pacific/Chatham', '2026-09-27'],
  ['Pacific/Apia', '2011-12-30'],
  ['Africa/Casablanca', '2026-02-15'],
  ['Africa/Casablanca', '2026-03-22'],
  ['America/Sao_Paulo', '2018-02-18'],
  ['America/Sao_Paulo', '2018-11-04'],
  ['Asia/Beirut', '2026-03-29'],
  ['Asia/Beirut', '2026-10-25'],
  ['Africa/Cairo', '2026-04-24'],
  ['Africa/Cairo', '2026-10-30'],
  ['America/Havana', '2026-03-08'],
  ['America/Havana', '2026-11-01'],
  ['America/St_Johns', '2006-10-29'],
  ['UTC', '2026-12-31'],
] as const;

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

interface Reading {
  date: string;
  weekday: string;
  time: string;
}

interface Place {
  zone: string;
  /** The clock is read from here on, once a minute. The middle holds the odd moment. */
  startMs: number;
  readings: readonly Reading[];
  dates: readonly string[];
}

test('the offered starts are those the minute-by-minute model finds, in every odd zone', () => {
  fc.assert(
    fc.property(queries(), ({ place, query }) => {
      assert.deepEqual(freeSlots(query), modelSlots(place, query));
    }),
    { numRuns: 2_500 },
  );
});

test('a start is free exactly when it is among the offered starts', () => {
  fc.assert(
    fc.property(queries(), fc.nat(), ({ place, query }, pick) => {
      const offered = freeSlots(query);
      const near = place.startMs + (pick % place.readings.length) * MINUTE_MS;
      for (const startMs of [...offered.slice(0, 5), near]) {
        assert.equal(isFree({ ...query, startMs }), offered.includes(startMs));
      }
    }),
    { numRuns: 3_000 },
  );
});

test('a narrower question gets the same starts, only fewer', () => {
  fc.assert(
    fc.property(queries(), fc.nat(5 * 1440), fc.nat(1440), ({ place, query }, skip, length) => {
      const fromMs = Math.max(query.fromMs, place.startMs + skip * MINUTE_MS);
      const toMs = Math.min(query.toMs, fromMs + length * MINUTE_MS);
      const within = freeSlots(query).filter((ms) => ms >= fromMs && ms < toMs);
      assert.deepEqual(freeSlots({ ...query, fromMs, toMs }), within);
    }),
    { numRuns: 3_000 },
  );
});

test('the nearest starts are the first ones when all are ordered by distance', () => {
  fc.assert(
    fc.property(queries(), fc.nat(7 * 1440), fc.nat(8), ({ place, query }, minute, count) => {
      const wantedMs = place.startMs + minute * MINUTE_MS;
      const distance = (ms: number) => Math.abs(ms - wantedMs);
      const byDistance = freeSlots(query).toSorted((a, b) => distance(a) - distance(b) || a - b);
      const expected = byDistance.slice(0, count).toSorted((a, b) => a - b);
      assert.deepEqual(nearestFree(query, wantedMs, count), expected);
    }),
    { numRuns: 3_000 },
  );
});

function modelSlots(place: Place, query: SlotQuery): number[] {
  const { rules } = query;
  const open = place.readings.map((reading) => isOpen(query.hours, reading));
  const slots: number[] = [];
  let gridFrom = 0;
  for (let minute = 1; minute < open.length; minute++) {
    const newDate = place.readings[minute]!.date !== place.readings[minute - 1]!.date;
    if (!open[minute - 1] || newDate) gridFrom = minute;
    const startMs = place.startMs + minute * MINUTE_MS;
    const onGrid = open[minute] && (minute - gridFrom) % rules.stepMinutes === 0;
    if (!onGrid || !isWithinLimits(query, startMs) || meetsBusy(query, startMs)) continue;
    if (open.slice(minute, minute + rules.durationMinutes).every(Boolean)) slots.push(startMs);
  }
  return slots;
}

function isOpen(hours: Hours, { date, weekday, time }: Reading): boolean {
  const spans = hours.exceptions[date] ?? hours.weekly[weekday] ?? [];
  return spans.some(({ start, end }) => start <= time && time < end);
}

function isWithinLimits({ rules, fromMs, toMs, nowMs }: SlotQuery, startMs: number): boolean {
  return (
    startMs >= fromMs &&
    startMs < toMs &&
    startMs >= nowMs + rules.noticeMinutes * MINUTE_MS &&
    startMs <= nowMs + rules.horizonDays * DAY_MS
  );
}

function meetsBusy({ rules, busy }: SlotQuery, startMs: number): boolean {
  const fromMs = startMs - rules.bufferBeforeMinutes * MINUTE_MS;
  const toMs = startMs + (rules.durationMinutes + rules.bufferAfterMinutes) * MINUTE_MS;
  return busy.some(({ startMs: busyFromMs, endMs: busyToMs }) => {
    const isEmpty = busyFromMs === busyToMs;
    return !isEmpty && busyFromMs < toMs && fromMs < busyToMs;
  });
}

/**
 * The clock is read for four days before and after. Questions stay two days from the beginning and
 * a day and a half from the end, so no grid or session of theirs begins or ends unread.
 */
function readPlace([zone, date]: (typeof places)[number]): Place {
  const middle = Temporal.PlainDate.from(date).toZonedDateTime(zone).toInstant();
  const startMs = middle.epochMilliseconds - 4 * DAY_MS;
  const readings = Array.from({ length: 8 * 1440 }, (_, minute) => {
    const instant = Temporal.Instant.fromEpochMilliseconds(startMs + minute * MINUTE_MS);
    const local = instant.toZonedDateTimeISO(zone);
    const [day = '', time = ''] = local.toPlainDateTime().toString().split('T');
    return { date: day, weekday: String(local.dayOfWeek), time: time.slice(0, 5) };
  });
  return { zone, startMs, readings, dates: [...new Set(readings.map((reading) => reading.date))] };
}

const placesRead = new Map<string, Place>();

function placeFor(place: (typeof places)[number]): Place {
  const key = place.join(' ');
  const read = placesRead.get(key) ?? readPlace(place);
  placesRead.set(key, read);
  return read;
}

function queries(): fc.Arbitrary<{ place: Place; query: SlotQuery }> {
  return fc.constantFrom(...places).chain((name) => {
    const place = placeFor(name);
    const aroundMs = (days: number) =>
      fc
        .integer({ min: -days * 1440, max: days * 1440 })
        .map((minutes) => place.startMs + 4 * DAY_MS + minutes * MINUTE_MS);
    const query = fc
      .record({
        hours: hoursIn(place),
        rules: someRules(),
        busy: fc.array(busyTimes(aroundMs(2)), { maxLength: 10, size: 'max' }),
        from: fc.tuple(aroundMs(2), fc.constantFrom(-1, 0, 0, 1)),
        length: fc.oneof(fc.nat(4 * 1440), fc.integer({ min: 2 * 1440, max: 4 * 1440 })),
        nowMs: fc.oneof(
          { weight: 1, arbitrary: aroundMs(3) },
          { weight: 2, arbitrary: fc.constant(place.startMs - 5 * DAY_MS) },
        ),
      })
      .map(({ from: [fromMs, shiftMs], length, ...rest }) => ({
        ...rest,
        fromMs: fromMs + shiftMs,
        toMs: Math.min(fromMs + length * MINUTE_MS, place.startMs + 6.5 * DAY_MS),
      }));
    return query.map((made) => ({ place, query: made }));
  });
}

function hoursIn({ zone, dates }: Place): fc.Arbitrary<Hours> {
  const week = fc.constantFrom('1', '2', '3', '4', '5', '6', '7');
  return fc.record({
    zone: fc.constant(zone),
    weekly: fc.oneof(
      fc.dictionary(week, spanLists(), { noNullPrototype: true }),
      spanLists().map(everyDay),
    ),
    exceptions: fc.dictionary(fc.constantFrom(...dates), spanLists(), {
      maxKeys: 4,
      noNullPrototype: true,
    }),
  });
}

function everyDay(spans: Span[]): Hours['weekly'] {
  return Object.fromEntries(['1', '2', '3', '4', '5', '6', '7'].map((day) => [day, spans]));
}

/** Sorted and disjoint as `checkHours` leaves them; touching spans and both midnights are likely. */
function spanLists(): fc.Arbitrary<Span[]> {
  const minute = fc.oneof(
    fc.nat(1440),
    fc.nat(96).map((quarters) => quarters * 15),
    fc.nat(16).map((quarters) => quarters * 15),
    fc.constantFrom(0, 1440),
  );
  return fc
    .tuple(fc.uniqueArray(minute, { minLength: 2, maxLength: 5 }), fc.boolean())
    .map(([cuts, touching]) => {
      const sorted = cuts.toSorted((a, b) => a - b);
      const pairs = sorted.slice(1).map((end, index) => ({ start: sorted[index]!, end }));
      return pairs
        .filter((_, index) => touching || index % 2 === 0)
        .map(({ start, end }) => ({ start: timeOf(start), end: timeOf(end) }));
    });
}

function timeOf(minutes: number): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function someRules(): fc.Arbitrary<SlotRules> {
  return fc.record({
    durationMinutes: fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(15, 30, 60, 90) },
      { weight: 2, arbitrary: fc.integer({ min: 1, max: 240 }) },
      { weight: 1, arbitrary: fc.integer({ min: 240, max: 2000 }) },
    ),
    stepMinutes: fc.oneof(fc.constantFrom(15, 30, 60), fc.integer({ min: 1, max: 600 })),
    bufferBeforeMinutes: fc.constantFrom(0, 0, 5, 30),
    bufferAfterMinutes: fc.constantFrom(0, 0, 10, 45),
    noticeMinutes: fc.constantFrom(0, 0, 60, 1440),
    horizonDays: fc.constantFrom(0, 3, 7, 60, 60, 60, 60, 60),
  });
}

function busyTimes(around: fc.Arbitrary<number>): fc.Arbitrary<SlotQuery['busy'][number]> {
  const length = fc.oneof(
    fc.nat(180),
    fc.constantFrom(0, 15, 30, 60),
    fc.integer({ min: 180, max: 1440 }),
  );
  return fc
    .tuple(around, length, fc.constantFrom(-1, 0, 0, 0, 1))
    .map(([startMs, minutes, shiftMs]) => ({
      startMs: startMs + shiftMs,
      endMs: startMs + shiftMs + minutes * MINUTE_MS,
    }));
}
