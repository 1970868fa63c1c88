import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Failure } from '#base';
import { afterFailure } from './retry.ts';

const now = Temporal.Instant.from('2027-01-11T08:00:00Z');
const startsAt = Temporal.Instant.from('2027-01-20T09:00:00Z');
const endsAt = startsAt.add({ minutes: 30 });
const down = new Failure('unreachable', { retry: 'soon' });

function waitSeconds(attempts: number, random = 1, failure = down, start = startsAt): number {
  const after = afterFailure(
    failure,
    { attempts, startsAt: start, endsAt: start.add({ minutes: 30 }), withoutPlace: true },
    now,
    random,
  );
  assert.ok(after.at);
  return now.until(after.at).total('seconds');
}

test('each failed try waits twice as long, up to five minutes', () => {
  assert.deepEqual(
    [0, 1, 2, 3].map((attempts) => waitSeconds(attempts)),
    [2, 4, 8, 16],
  );
  assert.equal(waitSeconds(12), 5 * 60);
  assert.equal(waitSeconds(1000), 5 * 60);
});

test('many sessions that failed together do not come back together', () => {
  assert.equal(waitSeconds(3, 0), 8);
  assert.equal(waitSeconds(3, 0.5), 12);
});

test('it never asks before the moment Zoom named', () => {
  const notBefore = now.add({ hours: 3 });
  assert.equal(
    waitSeconds(0, 0.5, new Failure('rate-limited', { retry: 'later', notBefore })),
    3 * 3600,
  );
});

test('however long Zoom asks to wait, it looks again ten minutes before the start', () => {
  const notBefore = now.add({ hours: 16 });
  const soon = now.add({ hours: 2 });
  const failure = new Failure('rate-limited', { retry: 'later', notBefore });
  assert.equal(waitSeconds(0, 0.5, failure, soon), 110 * 60);
});

test('what only a person can mend is not tried again by itself', () => {
  const refused = new Failure('not-allowed', {
    retry: 'never',
    detail: 'The licence was taken away.',
  });
  const tries = { attempts: 0, startsAt, endsAt, withoutPlace: true };
  const after = afterFailure(refused, tries, now, 0.5);
  assert.equal(after.outcome, 'person');
  assert.deepEqual(after.reason, { code: 'not-allowed', detail: 'The licence was taken away.' });
});

test('what waits for a person is looked at again when its session is over, and not after that', () => {
  const refused = new Failure('refused', { retry: 'never' });
  const tries = { attempts: 0, startsAt, endsAt, withoutPlace: false };
  assert.deepEqual(afterFailure(refused, tries, startsAt, 0.5).at, endsAt);
  assert.equal(afterFailure(refused, tries, endsAt, 0.5).at, undefined);
});
