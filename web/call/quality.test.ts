import assert from 'node:assert/strict';
import { test } from 'node:test';
import { qualityBetween } from './quality.ts';

const BEFORE = { received: 1_000, lost: 50, freezes: 2, roundTrip: 0.05 };

test('old losses do not count', () => {
  assert.equal(qualityBetween(BEFORE, { ...BEFORE, received: 1_100 }), 'good');
});

test('more than three in a hundred lost is fair, more than ten is poor', () => {
  assert.equal(qualityBetween(BEFORE, { ...BEFORE, received: 1_095, lost: 55 }), 'fair');
  assert.equal(qualityBetween(BEFORE, { ...BEFORE, received: 1_080, lost: 70 }), 'poor');
});

test('a long way round is felt even when nothing is lost', () => {
  assert.equal(qualityBetween(BEFORE, { ...BEFORE, received: 1_100, roundTrip: 0.9 }), 'poor');
});
