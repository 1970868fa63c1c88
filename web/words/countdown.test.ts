import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countdown } from './countdown.ts';

const START = Date.UTC(2026, 11, 10, 15, 0);
const END = START + 30 * 60_000;
const minutes = (count: number) => count * 60_000;

test('a session two hours and a quarter away is counted in hours and minutes', () => {
  assert.equal(countdown(START, END, START - minutes(134) - 1), 'in 2 hours 14 minutes');
});

test('one hour and one minute are said in the singular', () => {
  assert.equal(countdown(START, END, START - minutes(61)), 'in 1 hour 1 minute');
});

test('a whole number of hours is said without minutes', () => {
  assert.equal(countdown(START, END, START - minutes(180)), 'in 3 hours');
});

test('tomorrow is counted in a day and hours', () => {
  assert.equal(countdown(START, END, START - minutes(26 * 60 + 59)), 'in 1 day 2 hours');
});

test('from three days on, hours no longer matter', () => {
  assert.equal(countdown(START, END, START - minutes(3 * 1440 + 600)), 'in 3 days');
});

test('the last minute is not rounded to none', () => {
  assert.equal(countdown(START, END, START - 1), 'in less than a minute');
});

test('at its start a session begins now', () => {
  assert.equal(countdown(START, END, START), 'it begins now');
});

test('a running session has begun', () => {
  assert.equal(countdown(START, END, END - 1), 'it has begun');
});

test('a session that is over says how long ago', () => {
  assert.equal(countdown(START, END, END + minutes(65)), 'it ended 1 hour 5 minutes ago');
});
