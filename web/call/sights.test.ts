import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Size } from './engine.ts';
import { createSights } from './sights.ts';

const SMALL = { width: 160, height: 90 };
const LARGE = { width: 640, height: 360 };

function wanted() {
  let asked: Size | undefined;
  const sights = createSights((_id, _what, size) => (asked = size));
  return { sights, asked: () => asked };
}

test('a picture nobody looks at any more goes on coming as long as it is recorded', () => {
  const { sights, asked } = wanted();
  sights.seen('flora', 'face', SMALL);
  sights.recorded('flora', 'face', LARGE);
  assert.deepEqual(asked(), LARGE);
  sights.seen('flora', 'face', undefined);
  assert.deepEqual(asked(), LARGE);
  sights.recorded('flora', 'face', undefined);
  assert.equal(asked(), undefined);
});

test('a recording makes no picture smaller than it is seen', () => {
  const { sights, asked } = wanted();
  sights.recorded('flora', 'face', SMALL);
  sights.seen('flora', 'face', LARGE);
  assert.deepEqual(asked(), LARGE);
  sights.recorded('flora', 'screen', SMALL);
  assert.deepEqual(asked(), SMALL, 'her screen is another picture than her face');
});
