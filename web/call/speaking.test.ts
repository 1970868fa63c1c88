import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heard, NOBODY_YET, speaks, type Speaking } from './speaking.ts';

/** Somebody is loud for so long, told every 66 ms as the meter does. */
function says(before: Speaking, id: string, [fromMs, toMs]: [number, number]): Speaking {
  let now = before;
  for (let at = fromMs; at <= toMs; at += 66) now = heard(now, id, 0.6, at);
  return now;
}

test('whoever is loud speaks, and still does between two words', () => {
  const after = says(NOBODY_YET, 'ada', [0, 500]);
  assert.deepEqual([speaks(after, 'ada', 1_000), speaks(after, 'ada', 1_400)], [true, false]);
});

test('a quiet room is nobody’s', () => {
  assert.equal(heard(NOBODY_YET, 'ada', 0.1, 0), NOBODY_YET);
});

test('the floor stays with whoever spoke last', () => {
  const after = says(says(NOBODY_YET, 'ada', [0, 2_000]), 'grace', [4_000, 5_000]);
  assert.equal(after.floor, 'grace');
});

test('a cough does not take the floor', () => {
  const after = says(says(NOBODY_YET, 'ada', [0, 2_000]), 'grace', [4_000, 4_300]);
  assert.equal(after.floor, 'ada');
});

test('nobody is interrupted by somebody who speaks at the same time', () => {
  let now = says(NOBODY_YET, 'ada', [0, 500]);
  for (let at = 566; at < 3_000; at += 66)
    now = heard(heard(now, 'ada', 0.6, at), 'grace', 0.8, at + 1);
  assert.equal(now.floor, 'ada');
});
