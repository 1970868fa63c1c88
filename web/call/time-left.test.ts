import assert from 'node:assert/strict';
import { test } from 'node:test';
import { timeLeft, timeSaid } from './time-left.ts';

const END = 1_000_000_000;
const before = (minutes: number) => END - minutes * 60_000;

test('for most of the session the clock keeps quiet', () => {
  assert.equal(timeLeft(END, before(11)), undefined);
  assert.equal(timeSaid(END, before(11)), '');
});

test('towards the end the minutes are shown', () => {
  assert.equal(timeLeft(END, before(9.5)), '10 minutes left');
  assert.equal(timeLeft(END, before(0.5)), 'One minute left');
});

test('when the time is up it is said, and that nothing ends', () => {
  assert.equal(timeLeft(END, before(-20)), 'The time is up. The call goes on until you leave.');
});

test('only at ten, five and one minute it is read out', () => {
  const read = [10, 9, 8, 7, 6, 5, 4, 2, 1, 0.5, -1].map((minutes) =>
    timeSaid(END, before(minutes)),
  );
  assert.deepEqual(
    [...new Set(read)],
    [
      '10 minutes left',
      '5 minutes left',
      'One minute left',
      'The time is up. The call goes on until you leave.',
    ],
  );
});
