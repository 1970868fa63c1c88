import assert from 'node:assert/strict';
import { test } from 'node:test';
import { meetingWords } from './meeting-state.ts';

const NOW = Temporal.Instant.from('2026-12-07T13:00:00Z');
const NEEDS_HOST = { status: 'needs-host', joinUrl: undefined, nextTryAt: undefined } as const;

test('a meeting that waits says why and when it is tried again, on the host’s clock', () => {
  const words = meetingWords(
    {
      status: 'waiting',
      joinUrl: undefined,
      reason: { code: 'unclear' },
      nextTryAt: Temporal.Instant.from('2026-12-07T13:05:00Z'),
    },
    'Europe/Berlin',
    NOW,
  );
  assert.equal(words.says, 'Zoom answered slowly; trying again at 14:05.');
});

test('a host whose day at Zoom is used up reads why the change waits, and until when', () => {
  const words = meetingWords(
    {
      status: 'waiting',
      joinUrl: undefined,
      reason: { code: 'day-used-up' },
      nextTryAt: Temporal.Instant.from('2026-12-08T00:00:00Z'),
    },
    'Europe/Berlin',
    NOW,
  );
  assert.equal(
    words.says,
    'Zoom takes 100 changes a day from one user, and today’s are used up; trying again tomorrow, 01:00.',
  );
});

test('a time for trying again that has gone by is not promised', () => {
  const words = meetingWords(
    {
      status: 'waiting',
      joinUrl: undefined,
      reason: { code: 'unreachable' },
      nextTryAt: NOW.subtract({ minutes: 1 }),
    },
    'Europe/Berlin',
    NOW,
  );
  assert.equal(words.says, 'Zoom did not answer; trying again now.');
});

test('a meeting given another time in Zoom says which, and that guests know nothing of it', () => {
  const words = meetingWords(
    {
      ...NEEDS_HOST,
      reason: { code: 'changed-in-zoom' },
      theirStart: Temporal.Instant.from('2026-12-09T09:00:00Z'),
    },
    'Europe/Berlin',
    NOW,
  );
  assert.equal(
    words.says,
    'The meeting was given another time in Zoom. There it is set for Wednesday, 10:00; your guests were told of no change.',
  );
});

test('a meeting that lost its fixed time in Zoom names none', () => {
  const words = meetingWords(
    { ...NEEDS_HOST, reason: { code: 'changed-in-zoom' } },
    'Europe/Berlin',
    NOW,
  );
  assert.equal(
    words.says,
    'The meeting was given another time in Zoom. Your guests were told of no change.',
  );
});

test('a meeting deleted in Zoom says what happens when the host chooses nothing', () => {
  const words = meetingWords(
    { ...NEEDS_HOST, reason: { code: 'gone-in-zoom' } },
    'Europe/Berlin',
    NOW,
  );
  assert.equal(
    words.says,
    'The meeting was deleted in Zoom. If you choose nothing, the session moves to a built-in call shortly before its start.',
  );
});

test('a meeting in step whose access has ended does not look as if changes reached it', () => {
  const standing = { status: 'in-step', joinUrl: undefined, nextTryAt: undefined } as const;
  const words = meetingWords({ ...standing, reason: { code: 'grant-lost' } }, 'Europe/Berlin', NOW);
  assert.deepEqual(words, {
    says: 'The Zoom meeting stands. Parley’s access to Zoom has ended: changes wait until you reconnect Zoom.',
    short: 'Parley’s access to Zoom has ended.',
    tone: 'needs-host',
  });
});
