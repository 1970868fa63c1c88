import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Size } from '../engine.ts';
import { createSizes } from './sizes.ts';

const ada = { id: 'ada', screen: undefined };
const flora = { id: 'flora', screen: undefined };

function sizesTold() {
  const sizes = new Map<string, Size | undefined>();
  const tell = createSizes((id, what, size) => sizes.set(`${what} of ${id}`, size));
  return { sizes, tell };
}

test('two share the picture, and a screen takes most of it', () => {
  const { sizes, tell } = sizesTold();
  tell([ada, flora]);
  assert.deepEqual(sizes.get('face of flora'), { width: 628, height: 704 });
  tell([ada, { ...flora, screen: {} }]);
  assert.deepEqual(sizes.get('screen of flora'), { width: 1008, height: 704 });
  assert.ok((sizes.get('face of flora')?.width ?? 0) < 300);
});

test('whoever is recorded no longer is not asked for', () => {
  const { sizes, tell } = sizesTold();
  tell([ada, { ...flora, screen: {} }]);
  tell([ada]);
  assert.equal(sizes.get('face of flora'), undefined);
  assert.equal(sizes.get('screen of flora'), undefined);
  assert.ok(sizes.get('face of ada'));
  tell([]);
  assert.equal(sizes.get('face of ada'), undefined);
});
