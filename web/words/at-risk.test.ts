import assert from 'node:assert/strict';
import { test } from 'node:test';
import { atRiskWords } from './at-risk.ts';

test('where Zoom is the default, built-in calls stand in until the host reconnects', () => {
  assert.equal(atRiskWords(0, 'zoom'), 'New sessions use built-in calls until you reconnect.');
});

test('where built-in calls are the default, reconnecting is not said to change that', () => {
  assert.equal(atRiskWords(0, 'built-in'), 'New sessions use built-in calls.');
});
