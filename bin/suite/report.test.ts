import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reasonsOf } from './report.ts';
import { notRunBecause } from './steps.ts';

const ran = { status: 'expected', annotations: [] };
const left = (description?: string) => ({
  status: 'skipped',
  annotations: [{ type: 'slow' }, { type: 'skip', ...(description && { description }) }],
});

test('every test that was left out is counted under its reason', () => {
  const suites = [
    {
      specs: [{ tests: [ran, left('no relay here')] }],
      suites: [{ specs: [{ tests: [left('no relay here')] }, { tests: [left()] }] }],
    },
    { specs: [{ tests: [left('no PostgreSQL here')] }] },
  ];
  assert.deepEqual(notRunBecause(reasonsOf({ suites })), [
    '2 not run: no relay here',
    '1 not run: no reason is given',
    '1 not run: no PostgreSQL here',
  ]);
});

test('where all ran there is nothing to say', () => {
  assert.deepEqual(reasonsOf({ suites: [{ specs: [{ tests: [ran] }] }] }), []);
});
