import assert from 'node:assert/strict';
import { test } from 'node:test';
import { paintFrames } from './frames.ts';

/** A page on which painting takes a while, and everything else too. Answers when each frame was begun. */
function film({ paintingMs, busyMs }: { paintingMs: number; busyMs: number }): number[] {
  let nowMs = 0;
  const asked: number[] = [];
  const begun: number[] = [];
  const tick = paintFrames(
    () => {
      begun.push(nowMs);
      nowMs += paintingMs;
    },
    { nowMs: () => nowMs, after: (ms) => void asked.push(ms) },
  );
  tick();
  while (begun.length < 10) {
    assert.equal(asked.length, 1, 'one frame is asked for at a time');
    nowMs += asked.pop()! + busyMs;
    tick();
  }
  return begun;
}

const apart = (begun: number[]) => begun.at(-1)! - begun.at(-2)!;

test('where there is time a film has 25 frames a second', () => {
  assert.equal(apart(film({ paintingMs: 5, busyMs: 0 })), 40);
});

test('painting never takes more than half of the time', () => {
  assert.equal(apart(film({ paintingMs: 100, busyMs: 0 })), 200);
});

test('a page that is held up by something else is left alone for as long again', () => {
  assert.ok(apart(film({ paintingMs: 30, busyMs: 200 })) >= 30 + 30 + 2 * 200);
});
