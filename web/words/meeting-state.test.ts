import assert from 'node:assert/strict';
import { test } from 'node:test';
import { meetingWords } from './meeting-state.ts';

const NOW = Temporal.Instant.from('2026-12-07T13:00:00Z');

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
