import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ZoomHealth } from '#operator';
import {
  backlogLines,
  changesWords,
  hearingLines,
  troubleLines,
  waitingLines,
} from './health-words.ts';

const now = Temporal.Instant.from('2027-01-11T08:00:00Z');
const reading = { zone: 'Europe/Berlin', now };
const ago = (duration: Temporal.DurationLike) => now.subtract(duration);
const health = (part: Partial<ZoomHealth>) => ({ heard: {}, ...part }) as ZoomHealth;

test('what waits is told by reason, with how many and since when', () => {
  const [one, many] = waitingLines(
    health({
      waiting: [
        { reason: 'unreachable', sessions: 1, oldest: ago({ minutes: 4 }), needsHost: false },
        { reason: 'gone-in-zoom', sessions: 12, oldest: ago({ hours: 3 }), needsHost: true },
      ],
    }),
    reading,
  );
  assert.deepEqual(one, {
    key: 'unreachable false',
    name: 'Zoom did not answer',
    says: 'One session. Its change was wished for 4 minutes ago.',
    needsHost: false,
  });
  assert.equal(many?.says, '12 sessions. The oldest change was wished for 3 hours ago.');
});

test('jobs that nobody waits for are left out, and an unknown one keeps its name', () => {
  const backlog = { 'send-notice': 2, sweep: 0, 'some-new-job': 1 } as never;
  assert.deepEqual(
    backlogLines(health({ backlog })).map(({ name, says }) => [name, says]),
    [
      ['Letters to be sent', '2'],
      ['some-new-job', '1'],
    ],
  );
});

test('troubles are told with how often and when last', () => {
  const troubles = [
    { code: 'rate-limited' as const, times: 3, lastAt: ago({ hours: 2 }) },
    { code: 'unclear' as const, times: 1, lastAt: ago({ hours: 30 }) },
  ];
  assert.deepEqual(
    troubleLines(health({ troubles }), reading).map(({ says }) => says),
    ['3 times, last 2 hours ago.', 'Once, last 1 day ago.'],
  );
});

test('before Zoom has ever asked, nothing is promised', () => {
  const [, , asked, next] = hearingLines(health({ nextValidation: undefined }), reading);
  assert.match(asked?.says ?? '', /^Not so far/);
  assert.equal(next?.says, 'Every 72 hours from then on.');
});

test('the next question is told, and when it stays away, what to look at', () => {
  const asked = ago({ hours: 24 });
  const heard = { challenge: { lastAt: asked, times: 1 } };
  const due = (at: Temporal.Instant) =>
    hearingLines(health({ heard, nextValidation: at }), reading)[3];
  assert.equal(due(asked.add({ hours: 72 }))?.says, 'By Wednesday, 09:00: every 72 hours.');
  const late = due(ago({ hours: 1 }));
  assert.match(late?.says ?? '', /switches it off/);
  assert.equal(late?.needsHost, true);
});

test('the day’s allowance is told of the Zoom user who has used most of it', () => {
  const changes = { used: 34, limit: 100, resetsAt: Temporal.Instant.from('2027-01-12T00:00:00Z') };
  assert.equal(
    changesWords(health({ changes }), reading),
    '34 of 100 changes by the Zoom user with most today. Zoom counts anew tomorrow, 01:00.',
  );
  assert.equal(changesWords(health({}), reading), 'No meeting was made or changed today.');
});
