import assert from 'node:assert/strict';
import { test } from 'node:test';
import { longMoment, longTime, shortTime } from './time.ts';

const START = '2026-12-10T15:00:00Z';
const END = '2026-12-10T15:30:00Z';

test('a time is told with date, zone and offset in the zone of the reader', () => {
  assert.equal(
    longTime(START, END, 'America/New_York'),
    'Thursday, 10 December 2026, 10:00 to 10:30, New York (UTC−5)',
  );
  assert.equal(
    longTime(START, END, 'Asia/Kolkata'),
    'Thursday, 10 December 2026, 20:30 to 21:00, Kolkata (UTC+5:30)',
  );
});

test('the offset follows summer time', () => {
  assert.equal(
    longMoment('2026-07-10T15:00:00Z', 'America/New_York'),
    'Friday, 10 July 2026, 11:00, New York (UTC−4)',
  );
});

test('a session past midnight names the day it ends on', () => {
  assert.equal(
    longTime('2026-12-10T22:45:00Z', '2026-12-10T23:15:00Z', 'Europe/Berlin'),
    'Thursday, 10 December 2026, 23:45 to Friday, 11 December 2026, 00:15, Berlin (UTC+1)',
  );
});

test('a session over a clock change tells both offsets', () => {
  assert.equal(
    longTime('2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z', 'Europe/Berlin'),
    'Sunday, 25 October 2026, 02:30 to 02:30, Berlin (UTC+2, then UTC+1)',
  );
});

test('a zone that is no place is told by its offset', () => {
  assert.match(longMoment(START, 'UTC'), /15:00, UTC\+0$/);
  assert.match(longMoment(START, 'Etc/GMT+5'), /10:00, UTC−5$/);
});

test('midnight is 00:00', () => {
  assert.match(longMoment('2026-12-10T00:00:00Z', 'Europe/London'), /, 00:00, London \(UTC\+0\)$/);
});

test('a subject line has the short time', () => {
  assert.equal(shortTime(START, 'America/New_York'), 'Thu 10 Dec, 10:00');
});
