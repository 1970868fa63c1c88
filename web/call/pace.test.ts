import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPace } from './pace.ts';

/** What is said within ten seconds of so many frames a second. */
function saidAt(framesASecond: number, asleep = false): string[] {
  const pace = createPace();
  const frames = Array.from({ length: 10 * framesASecond }, (_, frame) => frame + 1);
  return frames.flatMap((frame) => pace.frame((frame * 1000) / framesASecond, asleep) ?? []);
}

test('a device that keeps up is left alone', () => {
  assert.deepEqual(saidAt(24), []);
});

test('fewer than fifteen frames a second are too few', () => {
  assert.ok(saidAt(14).length > 0);
});

test('a page in the background proves nothing', () => {
  assert.deepEqual(saidAt(1, true), []);
});

test('the first frame, for which everything is loaded, may take its time', () => {
  const pace = createPace();
  assert.equal(pace.frame(20_000, false), undefined);
  assert.equal(pace.frame(20_040, false), undefined);
});
