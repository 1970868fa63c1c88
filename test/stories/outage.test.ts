import assert from 'node:assert/strict';
import { test } from 'node:test';
import { playOutage, type ZoomAccount } from '#test/outage';

/** Somebody whose sessions come back all at once finds out this late that Zoom is there again. */
const FOUND_OUT_SECONDS = 6;

/** In small; `npm run bench` plays it with 1,000 sessions of 50 hosts. */
const ACCOUNTS: ZoomAccount[] = [
  { account: 'Institute', plan: 'business', hosts: 1, perSecond: 80 },
  { account: 'Practice', plan: 'pro', hosts: 1, perSecond: 30 },
  { account: 'Club', plan: 'free', hosts: 3, perSecond: 4 },
];

test('after an outage every session is in step as fast as the plan allows, and nothing is asked in vain', async () => {
  const { meetings, accounts, answers } = await playOutage(ACCOUNTS, 20);
  assert.equal(meetings, 100);
  for (const { account, seconds, least } of accounts)
    assert.ok(seconds <= least * 1.2 + FOUND_OUT_SECONDS, `${account}: ${seconds} s of ${least}`);
  assert.equal(answers.get('POST 201'), 100, 'each meeting is made once');
  const others = [...answers].filter(([what]) => what !== 'POST 201');
  assert.deepEqual(
    others.map(([what]) => what),
    ['GET 200'],
    'no request is refused',
  );
  // One list for each host says what the outage has left behind; two may ask at the same moment.
  assert.ok(others[0]![1] <= 10, `${others[0]![1]} searches for 5 hosts`);
});
