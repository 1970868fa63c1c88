import assert from 'node:assert/strict';
import { test } from 'node:test';

import { dayRange, monthRange } from './index.ts';
import type { TimeRange } from './index.ts';

test('a date runs from midnight to midnight on the clock of its zone', () => {
  assert.deepEqual(instants(dayRange('2026-12-01', 'Europe/Berlin')), [
    '2026-11-30T23:00:00Z',
    '2026-12-01T23:00:00Z',
  ]);
  assert.deepEqual(instants(dayRange('2026-12-01', 'Asia/Kathmandu')), [
    '2026-11-30T18:15:00Z',
    '2026-12-01T18:15:00Z',
  ]);
});

test('dates with a clock change are 23 or 25 hours long, in Berlin and in New York', () => {
  assert.equal(lengthHours(dayRange('2026-03-29', 'Europe/Berlin')), 23);
  assert.equal(lengthHours(dayRange('2026-10-25', 'Europe/Berlin')), 25);
  assert.equal(lengthHours(dayRange('2026-03-08', 'America/New_York')), 23);
  assert.equal(lengthHours(dayRange('2026-11-01', 'America/New_York')), 25);
});

test('a date without a midnight begins at its first instant', () => {
  assert.equal(instants(dayRange('2026-03-29', 'Asia/Beirut'))[0], '2026-03-28T22:00:00Z');
  assert.equal(lengthHours(dayRange('2026-03-29', 'Asia/Beirut')), 23);
});

test('a date that a zone skipped is empty', () => {
  assert.equal(lengthHours(dayRange('2011-12-30', 'Pacific/Apia')), 0);
});

test('a month runs from its first midnight to that of the next, whatever the clocks do', () => {
  assert.deepEqual(instants(monthRange('2026-10', 'Europe/Berlin')), [
    '2026-09-30T22:00:00Z',
    '2026-10-31T23:00:00Z',
  ]);
  assert.deepEqual(instants(monthRange('2026-12', 'America/New_York')), [
    '2026-12-01T05:00:00Z',
    '2027-01-01T05:00:00Z',
  ]);
});

test('dates, months and zones that do not exist stop the work', () => {
  assert.throws(() => dayRange('2026-02-30', 'Europe/Berlin'), RangeError);
  assert.throws(() => monthRange('2026-13', 'Europe/Berlin'), RangeError);
  assert.throws(() => dayRange('2026-02-20', 'Europe/Atlantis'), RangeError);
});

function instants({ fromMs, toMs }: TimeRange): string[] {
  return [fromMs, toMs].map((ms) => Temporal.Instant.fromEpochMilliseconds(ms).toString());
}

function lengthHours({ fromMs, toMs }: TimeRange): number {
  return (toMs - fromMs) / 3_600_000;
}
