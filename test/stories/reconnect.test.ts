/** What Reconnect sets right, and what it says of it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openHouse, tom, zoe, type House } from '#test/house';

const report = (house: House) => house.conferencing.connectionReport(house.ada.account.id);

/** Ada on Zoom with sessions at these times, all of them made there. */
async function onZoom(house: House, starts: string[]): Promise<string[]> {
  await house.connect(house.ada, zoe);
  await house.conferencing.makeDefault(house.ada.account.id, 'zoom');
  const tokens: string[] = [];
  for (const start of starts) {
    const booked = await house.book(await house.refreshed(house.ada), start);
    assert.ok(booked.ok);
    tokens.push(booked.booking.token);
  }
  await house.jobs.settle();
  return tokens;
}

async function again(house: House, person = zoe): Promise<void> {
  await house.connect(house.ada, person);
  await house.jobs.settle();
}

test('after a lost permission the report tells what was repaired, removed and found in order', async () => {
  await using house = await openHouse();
  const [moved = '', cancelled = ''] = await onZoom(house, [
    '2027-01-12T09:00:00Z',
    '2027-01-12T10:00:00Z',
    '2027-01-12T11:00:00Z',
  ]);
  house.sandbox.control.killGrant(zoe);
  assert.ok(
    (await house.sessions.move(moved, Temporal.Instant.from('2027-01-13T09:00:00Z'), 'guest')).ok,
  );
  await house.sessions.cancel(cancelled, '', 'guest');
  await house.jobs.settle();
  await again(house);
  const repair = (await report(house))?.repair;
  assert.deepEqual(
    { ...repair, begunAt: undefined },
    { begunAt: undefined, repaired: 1, removed: 1, inOrder: 1, waits: 0, needsHost: 0 },
  );
  assert.deepEqual(
    house.meetings().map(({ start }) => start),
    ['2027-01-13T09:00:00Z', '2027-01-12T11:00:00Z'],
  );
});

test('while access is lost a session in step tells its host so, and its guest nothing', async () => {
  await using house = await openHouse();
  const [token = ''] = await onZoom(house, ['2027-01-12T09:00:00Z']);
  const join = async () => (await house.sessions.find(token))?.join;
  const before = await join();
  house.sandbox.control.killGrant(zoe);
  await house.conferencing.test(house.ada.account.id);
  await house.jobs.settle();
  const upcoming = () => house.sessions.list(house.ada.account.id, { when: 'upcoming' });
  const [session] = (await upcoming()).sessions;
  assert.equal(session?.meeting?.status, 'in-step');
  assert.equal(session.meeting.reason?.code, 'grant-lost');
  assert.deepEqual(await join(), before);
  await again(house);
  const [mended] = (await upcoming()).sessions;
  assert.equal(mended?.meeting?.reason, undefined);
});

test('a meeting deleted in Zoom while nobody could look is noticed on the day of reconnecting', async () => {
  await using house = await openHouse();
  await onZoom(house, ['2027-01-14T09:00:00Z']);
  house.sandbox.control.killGrant(zoe);
  await house.book(await house.refreshed(house.ada), '2027-01-15T09:00:00Z');
  await house.jobs.settle();
  house.sandbox.control.deleteMeeting(house.meetings()[0]?.id ?? 0);
  await again(house);
  const { repair, waits } = (await report(house)) ?? {};
  assert.deepEqual([repair?.needsHost, repair?.repaired], [1, 1]);
  assert.deepEqual(
    waits?.map(({ meeting }) => meeting.reason?.code),
    ['gone-in-zoom'],
  );
});

test('what Zoom does not take yet is told as waiting, with the moment of the next try', async () => {
  await using house = await openHouse();
  const [token = ''] = await onZoom(house, ['2027-01-12T09:00:00Z']);
  house.sandbox.control.killGrant(zoe);
  await house.sessions.move(token, Temporal.Instant.from('2027-01-13T09:00:00Z'), 'guest');
  await house.jobs.settle();
  house.sandbox.control.addFault({ kind: 'too-many', limit: 'hundred', method: 'PATCH' });
  await again(house);
  const { repair, waits } = (await report(house)) ?? {};
  assert.deepEqual([repair?.waits, repair?.repaired], [1, 0]);
  // In the first minutes of the next day: the sessions that begin soonest come first.
  assert.match(String(waits?.[0]?.meeting.nextTryAt), /^2027-01-12T00:0/);
});

test('a first connection has nothing to report, and a report is gone after a day', async () => {
  await using house = await openHouse();
  await onZoom(house, ['2027-01-14T09:00:00Z']);
  assert.equal((await report(house))?.repair, undefined);
  house.sandbox.control.killGrant(zoe);
  await house.book(await house.refreshed(house.ada), '2027-01-15T09:00:00Z');
  await house.jobs.settle();
  await again(house);
  assert.equal((await report(house))?.repair?.repaired, 1);
  house.clock.advance({ hours: 25 });
  await house.sweep();
  assert.equal((await report(house))?.repair, undefined);
  assert.deepEqual(await house.db.selectFrom('repair').selectAll().execute(), []);
});

test('with another Zoom user the sessions booked before are counted as not managed', async () => {
  await using house = await openHouse();
  await onZoom(house, ['2027-01-12T09:00:00Z', '2027-01-12T10:00:00Z']);
  await again(house, tom);
  const told = await report(house);
  assert.deepEqual([told?.notManaged, told?.repair], [2, undefined]);
  house.clock.set('2027-01-12T09:30:00Z');
  assert.equal((await report(house))?.notManaged, 1);
});
