import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { simulate } from './run.ts';
import { openStage } from './stage.ts';

const stage = await openStage();
after(() => stage.close());

test('whatever happens to Zoom, the network and the program, every session keeps exactly one place', async () => {
  // Always the same ones here; `npm run simulate` draws others.
  const runs = Number(process.env['HISTORIES'] ?? 300);
  const outcome = await simulate(stage, { seed: 1, runs, longest: 6 });
  assert.ok(outcome.ok, outcome.ok ? '' : outcome.story);
});
