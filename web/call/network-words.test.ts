import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { NetworkFound } from './network-test.ts';
import { networkWords } from './network-words.ts';

const words = (lineMs: number | undefined, relay: NetworkFound['relay']) => {
  const { tone, words: said } = networkWords({ lineMs, relay });
  return `${tone}: ${said}`;
};

test('a network that is ready is called ready, and why is said', () => {
  assert.match(words(30, { is: 'carries', ms: 40, lostShare: 0 }), /^good: .*came back whole/);
  assert.match(words(30, { is: 'reached' }), /^good: .*within reach/);
  assert.match(words(30, { is: 'none' }), /^good: .*no relay/);
});

test('what stands in the way is named, with something to do about it', () => {
  assert.match(words(undefined, { is: 'none' }), /^warn: .*cannot be reached/);
  assert.match(words(30, { is: 'blocked' }), /^warn: .*another network/);
  assert.match(words(30, { is: 'carries', ms: 40, lostShare: 0.12 }), /^warn: .*12 of 100 packets/);
  assert.match(words(30, { is: 'carries', ms: 900, lostShare: 0 }), /^warn: .*0\.9 seconds/);
  assert.match(words(700, { is: 'reached' }), /^warn: .*0\.7 seconds/);
});
