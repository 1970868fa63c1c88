import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isStill, looked, type Drawing } from './still.ts';

/** Looks two seconds apart: frames taken in by then, and whether any was drawn. */
function after(...looks: [decoded: number, drawn: boolean][]): boolean {
  const last = looks.reduce<Drawing | undefined>(
    (before, [decoded, drawn], place) => looked(before, { decoded, drawn, atMs: place * 2_000 }),
    undefined,
  );
  return last !== undefined && isStill(last);
}

test('a picture that comes in for more than three seconds and is not drawn stands still', () => {
  assert.equal(after([60, true], [120, false], [180, false]), true);
});

test('a moment is not enough', () => {
  assert.equal(after([60, true], [120, false]), false);
});

test('one drawn frame and it moves', () => {
  assert.equal(after([60, true], [120, false], [180, true], [240, false]), false);
});

test('a camera that is off, or whose sender is gone, sends nothing that could be drawn', () => {
  assert.equal(after([60, true], [60, false], [60, false], [60, false]), false);
});

test('whoever looks away sees no picture stand', () => {
  assert.equal(after([60, true], [120, true], [180, true], [240, true]), false);
});

test('nothing is known of a picture that was looked at once', () => {
  assert.equal(after([600, false]), false);
});
