import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRetryAfter } from './retry-after.ts';

const NOW = Temporal.Instant.from('2026-11-30T15:00:00Z');
const DAILY = 'You have reached the maximum daily rate limit for this API.';
const PER_SECOND =
  'You have reached the maximum per-second rate limit for this API. Try again later.';
const read = (header: string | null, text = PER_SECOND) =>
  readRetryAfter(header, text, NOW)?.toString();

test('a wait in seconds counts from now', () => {
  assert.equal(read('90'), '2026-11-30T15:01:30Z');
});

test('a moment is taken as it is, in either spelling', () => {
  assert.equal(read('2026-12-01T00:00:00Z'), '2026-12-01T00:00:00Z');
  assert.equal(read('Tue, 01 Dec 2026 00:00:00 GMT'), '2026-12-01T00:00:00Z');
});

test('a daily limit without a moment waits for midnight UTC', () => {
  assert.equal(read(null, DAILY), '2026-12-01T00:00:00Z');
  assert.equal(read('soon', DAILY), '2026-12-01T00:00:00Z');
});

test('a moment that has passed says nothing', () => {
  assert.equal(read('2026-11-30T14:00:00Z'), undefined);
});

test('a limit per second names no moment', () => {
  assert.equal(read(null), undefined);
});
