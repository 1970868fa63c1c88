import assert from 'node:assert/strict';
import { test } from 'node:test';
import { momentWords, untilWords } from './moments.ts';

const NOW = Temporal.Instant.from('2026-12-07T14:00:00Z');
const at = (text: string) => Temporal.Instant.from(text);

test('a guest in New York reads the time on their own wall', () => {
  const { day, time } = momentWords(at('2026-12-10T15:00:00Z'), 'America/New_York', NOW);
  assert.deepEqual({ day, time }, { day: 'Thursday, 10 December', time: '10:00' });
});

test('the same moment is already the next day in Auckland', () => {
  const { day, time } = momentWords(at('2026-12-10T15:00:00Z'), 'Pacific/Auckland', NOW);
  assert.deepEqual({ day, time }, { day: 'Friday, 11 December', time: '04:00' });
});

test('a day of next year is said with its year', () => {
  assert.equal(
    momentWords(at('2027-01-04T09:00:00Z'), 'Europe/London', NOW).day,
    'Monday, 4 January 2027',
  );
});

test('what happened this week is dated by its weekday', () => {
  assert.equal(momentWords(at('2026-12-03T08:31:00Z'), 'Europe/London', NOW).short, 'Thu 08:31');
});

test('what happened longer ago is dated by its day', () => {
  assert.equal(momentWords(at('2026-11-03T08:31:00Z'), 'Europe/London', NOW).short, '3 Nov 08:31');
});

test('a limit in the coming days is named by its weekday', () => {
  assert.equal(untilWords(at('2026-12-09T15:00:00Z'), 'America/New_York', NOW), 'Wednesday, 10:00');
});

test('a limit of today is named so in the reader’s zone, not in ours', () => {
  assert.equal(untilWords(at('2026-12-08T02:00:00Z'), 'America/New_York', NOW), 'today, 21:00');
});

test('a limit of tomorrow is named so', () => {
  assert.equal(untilWords(at('2026-12-08T15:00:00Z'), 'America/New_York', NOW), 'tomorrow, 10:00');
});

test('a limit in a week or later is named by its whole date', () => {
  assert.equal(
    untilWords(at('2026-12-14T15:00:00Z'), 'America/New_York', NOW),
    'Monday, 14 December, 10:00',
  );
});

test('after the clocks went back the wall shows winter time', () => {
  assert.equal(momentWords(at('2026-10-25T01:30:00Z'), 'Europe/Berlin', NOW).time, '02:30');
  assert.equal(momentWords(at('2026-10-25T00:30:00Z'), 'Europe/Berlin', NOW).time, '02:30');
});
