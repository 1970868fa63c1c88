/** What a permission allows is tried out on the day of connecting, with a meeting that nobody keeps. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openHouse, tom, zoe, type House } from '#test/house';

const AN_HOUR = { hours: 1 };

async function connected(house: House, person = zoe): Promise<string> {
  const grantId = await house.connect(house.ada, person);
  await house.jobs.settle();
  return grantId;
}

async function pressTest(house: House): Promise<void> {
  assert.equal(await house.conferencing.test(house.ada.account.id), true);
  await house.jobs.settle();
}

/** Each step with the reason it failed for: 'make', or 'make not-allowed'. */
async function steps(house: House): Promise<string[]> {
  const report = await house.conferencing.connectionReport(house.ada.account.id);
  const tried = report?.rehearsal?.tried ?? [];
  return tried.map(({ what, reason }) => [what, reason?.code].filter(Boolean).join(' '));
}

const rehearsal = async (house: House) =>
  (await house.conferencing.connectionReport(house.ada.account.id))?.rehearsal;

const posts = (house: House) =>
  house.sandbox.control.state().calls.filter(({ method }) => method === 'POST').length;

async function letTimePass(house: House, time: Temporal.DurationLike): Promise<void> {
  house.clock.advance(time);
  await house.sweep();
  await house.jobs.settle();
}

test('connecting makes, moves and removes a meeting far ahead, and leaves nothing behind', async () => {
  await using house = await openHouse();
  await connected(house);
  assert.deepEqual(await steps(house), ['know', 'make', 'move', 'remove']);
  const held = house.sandbox.control.state().meetings;
  assert.equal(held.length, 1);
  assert.notEqual(held[0]?.deletedAt, null);
  const ahead = Temporal.Instant.fromEpochMilliseconds(held[0]?.startTime ?? 0);
  assert.ok(house.clock.now().until(ahead).total('hours') > 60 * 24);
  assert.equal(house.sandbox.control.state().malformedCalls, 0);
});

test('a host without a licence reads so on the day of connecting', async () => {
  await using house = await openHouse();
  house.sandbox.control.change(zoe, { mayHost: false });
  await connected(house);
  assert.deepEqual(await steps(house), ['know', 'make not-allowed']);
  assert.match((await rehearsal(house))?.tried.at(-1)?.reason?.detail ?? '', /no licence/);
  assert.deepEqual(house.meetings(), []);
});

test('with the licence back, Test finds all in order and what waited is made', async () => {
  await using house = await openHouse();
  house.sandbox.control.change(zoe, { mayHost: false });
  await connected(house);
  await house.conferencing.makeDefault(house.ada.account.id, 'zoom');
  const booked = await house.book(await house.refreshed(house.ada), '2027-01-12T09:00:00Z');
  assert.ok(booked.ok);
  await house.jobs.settle();
  house.sandbox.control.change(zoe, { mayHost: true });
  await pressTest(house);
  assert.deepEqual(await steps(house), ['know', 'make', 'move', 'remove']);
  assert.deepEqual(
    house.meetings().map(({ start }) => start),
    ['2027-01-12T09:00:00Z'],
  );
});

test('a plan that changed at Zoom is known after the next test', async () => {
  await using house = await openHouse();
  await connected(house);
  house.sandbox.control.change(zoe, { type: 1, email: 'zoe@elsewhere.example' });
  await pressTest(house);
  const row = await house.conferencing.zoomRow(house.ada.account.id);
  assert.ok(row.state === 'connected');
  assert.deepEqual([row.basicPlan, row.email], [true, 'zoe@elsewhere.example']);
});

test('a lost answer does not leave the throw-away meeting behind', async () => {
  await using house = await openHouse();
  house.sandbox.control.addFault({ kind: 'lost', method: 'POST', path: '/v2/users', times: 1 });
  await connected(house);
  assert.equal(house.meetings().length, 1);
  await letTimePass(house, { minutes: 1 });
  assert.deepEqual(await steps(house), ['know', 'make', 'move', 'remove']);
  assert.deepEqual(house.meetings(), []);
});

test('what could not be removed is tried again until it is gone', async () => {
  await using house = await openHouse();
  house.sandbox.control.addFault({ kind: 'refuse', refusal: 'no permission', method: 'DELETE' });
  await connected(house);
  assert.deepEqual(await steps(house), ['know', 'make', 'move', 'remove not-allowed']);
  assert.equal((await rehearsal(house))?.left, true);
  await letTimePass(house, AN_HOUR);
  assert.equal(house.meetings().length, 1);
  house.sandbox.control.clearFaults();
  await letTimePass(house, AN_HOUR);
  assert.deepEqual(house.meetings(), []);
  assert.equal((await rehearsal(house))?.left, false);
});

test('a throw-away meeting that could not be removed goes before another is made', async () => {
  await using house = await openHouse();
  house.sandbox.control.addFault({ kind: 'refuse', refusal: 'no permission', method: 'DELETE' });
  await connected(house);
  await pressTest(house);
  assert.equal(house.meetings().length, 1);
  house.sandbox.control.clearFaults();
  await pressTest(house);
  assert.deepEqual(house.meetings(), []);
  assert.deepEqual(await steps(house), ['know', 'make', 'move', 'remove']);
});

test('a Zoom that fails for a moment is asked again; one that fails on is named', async () => {
  await using house = await openHouse();
  house.sandbox.control.addFault({ kind: 'error', method: 'PATCH', times: 3 });
  await connected(house);
  assert.deepEqual((await rehearsal(house))?.waits?.reason.code, 'unreachable');
  for (let n = 0; n < 3; n += 1) await letTimePass(house, { minutes: 1 });
  assert.deepEqual(await steps(house), ['know', 'make', 'move', 'remove']);
  house.sandbox.control.addFault({ kind: 'error', path: '/v2/users/me' });
  await pressTest(house);
  for (let n = 0; n < 4; n += 1) await letTimePass(house, { minutes: 1 });
  assert.deepEqual(await steps(house), ['know unreachable']);
});

test('when few of the day’s changes are left, the rehearsal waits for the next day', async () => {
  await using house = await openHouse();
  const grantId = await connected(house);
  const before = posts(house);
  await house.db
    .updateTable('zoom_allowance')
    .set({ used: 80 })
    .where('grant_id', '=', grantId)
    .execute();
  await pressTest(house);
  assert.equal(posts(house), before);
  assert.equal((await rehearsal(house))?.waits?.until.toString(), '2027-01-12T00:10:00Z');
  house.clock.set('2027-01-12T00:11:00Z');
  await house.sweep();
  await house.jobs.settle();
  assert.deepEqual(await steps(house), ['know', 'make', 'move', 'remove']);
});

test('a permission that is gone shows as action required, and no further step is tried', async () => {
  await using house = await openHouse();
  await connected(house);
  house.sandbox.control.killGrant(zoe);
  await pressTest(house);
  const row = await house.conferencing.zoomRow(house.ada.account.id);
  assert.equal(row.state, 'action-required');
  assert.equal(await house.conferencing.test(house.ada.account.id), false);
});

test('whoever disconnects in the middle of it leaves no meeting and no permission behind', async () => {
  await using house = await openHouse();
  house.sandbox.control.addFault({ kind: 'error', method: 'DELETE', times: 2 });
  await connected(house, tom);
  assert.equal(house.meetings().length, 1);
  await house.conferencing.disconnect(house.ada.account.id);
  await letTimePass(house, { minutes: 6 });
  await letTimePass(house, { minutes: 6 });
  assert.deepEqual(house.meetings(), []);
  assert.deepEqual(await house.db.selectFrom('zoom_grant').select('id').execute(), []);
});
