import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { changeWaitsUntil, EMPTY_LANE, nextTurn, utcDay, type Wish } from './limits.ts';

const free: Wish = { plan: 'free', weight: 'light', requests: 1, nowMs: 1e12, hasQueue: true };

/** Everybody comes back exactly when told, until all have left. Answers when each left. */
function departures(wishes: Wish[]): number[] {
  let lane = EMPTY_LANE;
  const left: number[] = [];
  const waiting = wishes.map((wish) => ({ wish, atMs: wish.nowMs }));
  while (waiting.length > 0) {
    waiting.sort((a, b) => a.atMs - b.atMs);
    const next = waiting.shift()!;
    const turn = nextTurn(lane, { ...next.wish, nowMs: next.atMs });
    lane = turn.lane;
    if (turn.atMs > next.atMs) waiting.push({ ...next, atMs: turn.atMs });
    else for (let n = 0; n < next.wish.requests; n += 1) left.push(next.atMs);
  }
  return left;
}

test('whoever asks how often, no second sees more requests than the plan allows', () => {
  const wish = fc.record({
    plan: fc.constant('free' as const),
    weight: fc.constant('light' as const),
    requests: fc.constantFrom(1, 2),
    nowMs: fc.integer({ min: 0, max: 4_000 }).map((ms) => 1e12 + ms),
    hasQueue: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 60 }), (wishes) => {
      const left = departures(wishes);
      for (const at of left) {
        const inASecond = left.filter((other) => other >= at && other < at + 1_000).length;
        assert.ok(inASecond <= 4, `${inASecond} requests in a second`);
      }
    }),
  );
});

test('a full queue leaves at nearly the pace of the plan', () => {
  for (const [plan, perSecond] of [
    ['free', 4],
    ['pro', 30],
    ['business', 80],
  ] as const) {
    const wishes = Array.from({ length: 100 * perSecond }, () => ({ ...free, plan }));
    const left = departures(wishes.slice(0, 2_000));
    const seconds = (left.at(-1)! - left[0]!) / 1000;
    const least = left.length / perSecond;
    assert.ok(seconds < least * 1.12, `${plan}: ${seconds} seconds for what takes ${least}`);
    assert.ok(seconds > least * 0.96, `${plan}: ${seconds} seconds are too few`);
  }
});

test('a host with nobody waiting is served before the long queue of another', () => {
  let { lane } = { lane: EMPTY_LANE };
  for (let n = 0; n < 100; n += 1) lane = nextTurn(lane, free).lane;
  const { atMs } = nextTurn(lane, { ...free, hasQueue: false });
  assert.ok(atMs - free.nowMs <= 1_100, `waits ${atMs - free.nowMs} ms`);
});

test('whoever comes before its turn keeps it, and no other is left unused', () => {
  let { lane } = { lane: EMPTY_LANE };
  for (let n = 0; n < 20; n += 1) lane = nextTurn(lane, free).lane;
  const promisedMs = free.nowMs + 3_000;
  const early = nextTurn(lane, { ...free, promisedMs });
  assert.equal(early.atMs, promisedMs);
  assert.equal(early.lane.promisedUntil, lane.promisedUntil);
  const held = { ...lane, heldUntil: promisedMs + 5_000 };
  assert.ok(nextTurn(held, { ...free, promisedMs }).atMs >= held.heldUntil);
});

test('what Zoom has put off waits until then', () => {
  const held = { ...EMPTY_LANE, heldUntil: free.nowMs + 5_000 };
  assert.ok(nextTurn(held, free).atMs >= free.nowMs + 5_000);
});

test('a day is Zoom’s: from midnight to midnight in UTC, whatever the clocks do', () => {
  const { since, next } = utcDay(Temporal.Instant.from('2027-03-28T01:30:00+02:00'));
  assert.deepEqual([String(since), String(next)], ['2027-03-27T00:00:00Z', '2027-03-28T00:00:00Z']);
});

const noon = Temporal.Instant.from('2027-01-11T12:00:00Z');
const today = Temporal.Instant.from('2027-01-11T18:00:00Z');
const inTwoDays = Temporal.Instant.from('2027-01-13T18:00:00Z');
const inAMonth = Temporal.Instant.from('2027-02-11T18:00:00Z');

test('when few changes are left, they are kept for sessions that begin today', () => {
  assert.equal(changeWaitsUntil(79, inAMonth, noon), undefined);
  assert.equal(changeWaitsUntil(80, today, noon), undefined);
  assert.equal(changeWaitsUntil(99, today, noon), undefined);
  assert.ok(changeWaitsUntil(80, inAMonth, noon));
  assert.ok(changeWaitsUntil(100, today, noon));
});

test('after midnight the sessions that begin soonest come first', () => {
  const midnight = Temporal.Instant.from('2027-01-12T00:00:00Z');
  const [first, second, third] = [today, inTwoDays, inAMonth].map((startsAt) =>
    midnight.until(changeWaitsUntil(100, startsAt, noon)!).total('seconds'),
  );
  assert.ok(first! >= 0 && first! < second! && second! < third! && third! <= 600);
});
