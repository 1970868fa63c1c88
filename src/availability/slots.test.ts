import assert from 'node:assert/strict';
import { test } from 'node:test';

import { dayRange, freeSlots, isFree, nearestFree } from './index.ts';
import type { Hours, SlotQuery, SlotRules } from './index.ts';

const nineToFive = [{ start: '09:00', end: '17:00' }];
const officeWeek = {
  '1': nineToFive,
  '2': nineToFive,
  '3': nineToFive,
  '4': nineToFive,
  '5': nineToFive,
};

const berlin: Hours = { zone: 'Europe/Berlin', weekly: officeWeek, exceptions: {} };
const newYork: Hours = { zone: 'America/New_York', weekly: officeWeek, exceptions: {} };

const hourly: SlotRules = {
  durationMinutes: 60,
  stepMinutes: 60,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  noticeMinutes: 0,
  horizonDays: 10_000,
};

test('a working day from nine to five holds eight sessions of an hour', () => {
  assert.deepEqual(times(onDate(berlin, '2026-06-15')), [
    '09:00+02:00',
    '10:00+02:00',
    '11:00+02:00',
    '12:00+02:00',
    '13:00+02:00',
    '14:00+02:00',
    '15:00+02:00',
    '16:00+02:00',
  ]);
});

test('nothing is offered on a day the host does not work', () => {
  assert.deepEqual(times(onDate(berlin, '2026-06-14')), []);
});

test('an exception replaces the whole day, and an empty one closes it', () => {
  const hours = {
    ...berlin,
    exceptions: { '2026-06-15': [{ start: '20:00', end: '21:00' }], '2026-06-16': [] },
  };
  assert.deepEqual(times(onDate(hours, '2026-06-15')), ['20:00+02:00']);
  assert.deepEqual(times(onDate(hours, '2026-06-16')), []);
  assert.equal(freeSlots(onDate(hours, '2026-06-17')).length, 8);
});

test('an exception on a leap day and one on the first of March each find their day', () => {
  const evening = [{ start: '20:00', end: '21:00' }];
  const hours = { ...berlin, exceptions: { '2028-02-29': evening, '2028-03-01': evening } };
  assert.deepEqual(times(onDate(hours, '2028-02-29')), ['20:00+01:00']);
  assert.deepEqual(times(onDate(hours, '2028-03-01')), ['20:00+01:00']);
});

test('in Berlin nine o’clock stays nine o’clock on both sides of both clock changes', () => {
  assert.equal(times(onDate(berlin, '2026-03-27'))[0], '09:00+01:00');
  assert.equal(times(onDate(berlin, '2026-03-30'))[0], '09:00+02:00');
  assert.equal(times(onDate(berlin, '2026-10-23'))[0], '09:00+02:00');
  assert.equal(times(onDate(berlin, '2026-10-26'))[0], '09:00+01:00');
});

test('in New York nine o’clock stays nine o’clock on both sides of both clock changes', () => {
  assert.equal(times(onDate(newYork, '2026-03-06'))[0], '09:00-05:00');
  assert.equal(times(onDate(newYork, '2026-03-09'))[0], '09:00-04:00');
  assert.equal(times(onDate(newYork, '2026-10-30'))[0], '09:00-04:00');
  assert.equal(times(onDate(newYork, '2026-11-02'))[0], '09:00-05:00');
});

test('the hour a spring change skips is never offered, in Berlin and in New York', () => {
  const night = [{ start: '01:00', end: '04:00' }];
  const inBerlin = onDate(onlyOn(berlin, '2026-03-29', night), '2026-03-29');
  const inNewYork = onDate(onlyOn(newYork, '2026-03-08', night), '2026-03-08');
  assert.deepEqual(times(inBerlin), ['01:00+01:00', '03:00+02:00']);
  assert.deepEqual(times(inNewYork), ['01:00-05:00', '03:00-04:00']);
});

test('the hour an autumn change repeats is offered twice, in Berlin and in New York', () => {
  const night = [{ start: '01:00', end: '03:00' }];
  const inBerlin = onDate(onlyOn(berlin, '2026-10-25', night), '2026-10-25');
  const inNewYork = onDate(onlyOn(newYork, '2026-11-01', night), '2026-11-01');
  assert.deepEqual(times(inBerlin), ['01:00+02:00', '02:00+02:00', '02:00+01:00']);
  assert.deepEqual(times(inNewYork), ['01:00-04:00', '01:00-05:00', '02:00-05:00']);
});

test('a session may run across a spring change, and takes its full length', () => {
  const hours = onlyOn(berlin, '2026-03-29', [{ start: '01:30', end: '03:30' }]);
  const query = onDate(hours, '2026-03-29');
  assert.deepEqual(times(query), ['01:30+01:00']);
  assert.deepEqual(times(ruled(query, { durationMinutes: 90 })), []);
});

test('a host open until midnight and again from midnight takes sessions across it', () => {
  const hours: Hours = {
    zone: 'Europe/Berlin',
    weekly: { '1': [{ start: '23:00', end: '24:00' }], '2': [{ start: '00:00', end: '01:00' }] },
    exceptions: {},
  };
  const query = ruled(onDate(hours, '2026-06-15'), { durationMinutes: 120 });
  assert.deepEqual(times(query), ['23:00+02:00']);
});

test('for a host who never closes the grid begins anew each midnight', () => {
  const always = [{ start: '00:00', end: '24:00' }];
  const hours = {
    ...berlin,
    weekly: Object.fromEntries(['1', '2', '3', '4', '5', '6', '7'].map((day) => [day, always])),
  };
  const query = ruled(onDate(hours, '2026-06-15'), { stepMinutes: 500 });
  assert.deepEqual(times(query), ['00:00+02:00', '08:20+02:00', '16:40+02:00']);
});

test('asking from the middle of a morning does not shift the times', () => {
  const query = { ...onDate(berlin, '2026-06-15'), fromMs: at('2026-06-15T13:37+02:00') };
  assert.deepEqual(times(query), ['14:00+02:00', '15:00+02:00', '16:00+02:00']);
});

test('hours that follow on without a break make one grid', () => {
  const spans = [
    { start: '09:00', end: '10:30' },
    { start: '10:30', end: '12:00' },
  ];
  const query = onDate(onlyOn(berlin, '2026-06-15', spans), '2026-06-15');
  assert.deepEqual(times(query), ['09:00+02:00', '10:00+02:00', '11:00+02:00']);
});

test('a session fits exactly between two busy times', () => {
  const query = withBusy('2026-06-15', ['09:00', '12:00'], ['13:00', '17:00']);
  assert.deepEqual(times(query), ['12:00+02:00']);
});

test('busy times may come in any order and overlap', () => {
  const query = withBusy('2026-06-15', ['14:00', '17:00'], ['09:00', '13:00'], ['10:00', '11:00']);
  assert.deepEqual(times(query), ['13:00+02:00']);
});

test('buffers must be free of busy times but may lie outside the hours', () => {
  const day = onDate(berlin, '2026-06-15');
  const buffers = { bufferBeforeMinutes: 15, bufferAfterMinutes: 15 };
  assert.equal(freeSlots(ruled(day, buffers)).length, 8);
  const busy = withBusy('2026-06-15', ['12:00', '13:00']);
  const around = ['11:00+02:00', '13:00+02:00'];
  assert.deepEqual(
    around.filter((start) => times(busy).includes(start)),
    around,
  );
  assert.deepEqual(
    around.filter((start) => times(ruled(busy, buffers)).includes(start)),
    [],
  );
});

test('a busy time that ends before it starts stops the work', () => {
  assert.throws(() => freeSlots(withBusy('2026-06-15', ['13:00', '12:00'])), RangeError);
});

test('a session can start when the notice has just passed, and on the last day of the horizon', () => {
  const nowMs = at('2026-06-15T09:00+02:00');
  const rules = { noticeMinutes: 120, horizonDays: 1 };
  const query = {
    ...ruled(onDate(berlin, '2026-06-15'), rules),
    nowMs,
    toMs: nowMs + 7 * 86_400_000,
  };
  assert.equal(times(query)[0], '11:00+02:00');
  assert.equal(freeSlots(query).at(-1), nowMs + 86_400_000);
});

test('a start is free only when it is one of the offered starts', () => {
  const query = withBusy('2026-06-15', ['12:00', '13:00']);
  assert.equal(isFree({ ...query, startMs: at('2026-06-15T11:00+02:00') }), true);
  assert.equal(isFree({ ...query, startMs: at('2026-06-15T11:30+02:00') }), false);
  assert.equal(isFree({ ...query, startMs: at('2026-06-15T12:00+02:00') }), false);
  assert.equal(isFree({ ...query, startMs: at('2026-06-16T11:00+02:00') }), false);
  const elevenMs = at('2026-06-15T11:00+02:00');
  assert.equal(isFree({ ...query, toMs: elevenMs, startMs: elevenMs }), false);
});

test('the nearest free starts lie around the wanted time, the earlier of two equals first', () => {
  const query = withBusy('2026-06-15', ['12:00', '13:00']);
  const wantedMs = at('2026-06-15T12:00+02:00');
  const nearest = (count: number) =>
    nearestFree(query, wantedMs, count).map((ms) => clock(ms, 'Europe/Berlin'));
  assert.deepEqual(nearest(1), ['11:00+02:00']);
  assert.deepEqual(nearest(3), ['10:00+02:00', '11:00+02:00', '13:00+02:00']);
  assert.equal(nearest(99).length, 7);
});

test('a session without a length or a grid without a step stops the work', () => {
  const query = onDate(berlin, '2026-06-15');
  assert.throws(() => freeSlots(ruled(query, { durationMinutes: 0 })), RangeError);
  assert.throws(() => freeSlots(ruled(query, { stepMinutes: 0 })), RangeError);
});

function onDate(hours: Hours, date: string): SlotQuery {
  const range = dayRange(date, hours.zone);
  return { hours, rules: hourly, busy: [], ...range, nowMs: range.fromMs };
}

function onlyOn(hours: Hours, date: string, spans: Hours['exceptions'][string]): Hours {
  return { ...hours, weekly: {}, exceptions: { [date]: spans } };
}

function ruled(query: SlotQuery, rules: Partial<SlotRules>): SlotQuery {
  return { ...query, rules: { ...query.rules, ...rules } };
}

/** A Berlin working day on which the host is busy between the given times of summer. */
function withBusy(date: string, ...busy: [string, string][]): SlotQuery {
  const instant = (time: string) => at(`${date}T${time}+02:00`);
  const taken = busy.map(([start, end]) => ({ startMs: instant(start), endMs: instant(end) }));
  return { ...onDate(berlin, date), busy: taken };
}

function times(query: SlotQuery): string[] {
  return freeSlots(query).map((ms) => clock(ms, query.hours.zone));
}

function clock(ms: number, zone: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
  return local.toPlainTime().toString({ smallestUnit: 'minute' }) + local.offset;
}

function at(iso: string): number {
  return Temporal.Instant.from(iso).epochMilliseconds;
}
