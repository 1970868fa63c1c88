import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RehearsalView } from '#conferencing';
import { rehearsalWords } from './rehearsal.ts';

const now = Temporal.Instant.from('2027-01-11T08:05:00Z');
const askedAt = now.subtract({ minutes: 5 });
const words = (view: Partial<RehearsalView>) =>
  rehearsalWords(
    { askedAt, tried: [], endedAt: null, waits: undefined, left: false, ...view },
    'Europe/Berlin',
    now,
  );

test('a check under way says so and shows what is done', () => {
  const { state, steps } = words({ tried: [{ what: 'know' }] });
  assert.deepEqual(
    [state, steps.map((step) => step.words)],
    ['checking', ['Zoom says who you are.']],
  );
});

test('a check that waits says why and until when, on the clock of the account', () => {
  const until = Temporal.Instant.from('2027-01-11T09:00:00Z');
  const { says } = words({ waits: { reason: { code: 'unreachable' }, until } });
  assert.equal(says, 'Zoom did not answer. The check goes on at 10:00.');
});

test('a wait of some seconds is part of the check', () => {
  const until = now.add({ seconds: 4 });
  assert.equal(words({ waits: { reason: { code: 'rate-limited' }, until } }).state, 'checking');
});

test('a check that went well is one line', () => {
  const tried = (['know', 'make', 'move', 'remove'] as const).map((what) => ({ what }));
  const { state, says } = words({ tried, endedAt: askedAt });
  assert.equal(state, 'well');
  assert.equal(says, 'Checked 5 minutes ago: meetings can be made, moved and removed.');
});

test('a failed step says what Zoom does not allow, without a number', () => {
  const detail = 'this Zoom user has no licence. Whoever manages the Zoom account can give it one';
  const { state, steps } = words({
    tried: [{ what: 'know' }, { what: 'make', reason: { code: 'not-allowed', detail } }],
    endedAt: askedAt,
  });
  assert.equal(state, 'failed');
  assert.equal(steps[1]?.words, `No meeting could be made. Zoom does not allow this: ${detail}.`);
});

test('a throw-away meeting left in Zoom is owned up to', () => {
  const reason = { code: 'not-allowed' as const };
  const { says } = words({ tried: [{ what: 'remove', reason }], endedAt: askedAt, left: true });
  assert.match(says, /is still in Zoom; it is removed as soon as Zoom allows it\.$/);
});

test('what only Zoom’s limits kept from being tried does not need the host', () => {
  const reason = { code: 'rate-limited' as const };
  const { state, says } = words({
    tried: [{ what: 'know' }, { what: 'make', reason }],
    endedAt: askedAt,
  });
  assert.equal(state, 'untold');
  assert.match(says, /Press Test again later/);
});
