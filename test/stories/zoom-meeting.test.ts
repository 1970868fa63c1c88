import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openHouse, zoe, type House } from '#test/house';

async function onZoom(house: House) {
  await house.connect(house.ada, zoe);
  assert.deepEqual(await house.conferencing.makeDefault(house.ada.account.id, 'zoom'), {
    ok: true,
  });
  return await house.refreshed(house.ada);
}

function booked(result: Awaited<ReturnType<House['book']>>) {
  assert.ok(result.ok, JSON.stringify(result));
  return result.booking;
}

test('a booked session gets one Zoom meeting at its time, and its link leads there', async () => {
  await using house = await openHouse();
  const hosting = await onZoom(house);
  const booking = booked(await house.book(hosting, '2027-01-12T09:00:00Z'));
  assert.deepEqual([booking.join.kind, booking.join.ready], ['zoom', false]);
  await house.jobs.settle();
  const [meeting, ...more] = house.meetings();
  assert.equal(more.length, 0);
  assert.equal(meeting?.start, '2027-01-12T09:00:00Z');
  const now = await house.sessions.find(booking.token);
  assert.deepEqual(now?.join, { kind: 'zoom', url: meeting?.joinUrl, ready: true });
  assert.equal(now?.meeting?.status, 'in-step');
});

test('moving a session keeps its booking link and its Zoom meeting', async () => {
  await using house = await openHouse();
  const booking = booked(await house.book(await onZoom(house), '2027-01-12T09:00:00Z'));
  await house.jobs.settle();
  const before = house.meetings()[0];
  const moved = await house.sessions.move(
    booking.token,
    Temporal.Instant.from('2027-01-13T10:00:00Z'),
    'guest',
  );
  assert.ok(moved.ok);
  assert.equal(moved.booking.url, booking.url);
  await house.jobs.settle();
  const [after, ...more] = house.meetings();
  assert.equal(more.length, 0);
  assert.equal(after?.id, before?.id);
  assert.equal(after?.start, '2027-01-13T10:00:00Z');
});

test('cancelling a session leaves nothing behind in Zoom', async () => {
  await using house = await openHouse();
  const booking = booked(await house.book(await onZoom(house), '2027-01-12T09:00:00Z'));
  await house.jobs.settle();
  assert.equal(house.meetings().length, 1);
  await house.sessions.cancel(booking.token, 'a cold', 'guest');
  await house.jobs.settle();
  assert.equal(house.meetings().length, 0);
});

test('when Zoom’s answer is lost, the meeting it made is found again instead of making a second', async () => {
  await using house = await openHouse();
  const hosting = await onZoom(house);
  house.sandbox.control.addFault({ kind: 'lost', method: 'POST', path: '/v2/users', times: 1 });
  const booking = booked(await house.book(hosting, '2027-01-12T09:00:00Z'));
  await house.jobs.settle();
  assert.equal((await house.sessions.find(booking.token))?.meeting?.status, 'waiting');
  house.clock.advance({ seconds: 30 });
  await house.jobs.settle();
  house.clock.advance({ seconds: 30 });
  await house.jobs.settle();
  assert.equal(house.meetings().length, 1);
  assert.equal((await house.sessions.find(booking.token))?.join.ready, true);
});

test('a session that Zoom never gave a meeting is held in a built-in call, and both sides are told', async () => {
  await using house = await openHouse();
  const hosting = await onZoom(house);
  house.sandbox.control.addFault({ kind: 'error', path: '/v2' });
  const booking = booked(await house.book(hosting, '2027-01-12T09:00:00Z'));
  await house.jobs.settle();
  house.clock.set('2027-01-12T08:50:01Z');
  for (let pass = 0; pass < 3; pass += 1) await house.jobs.settle();
  const now = await house.sessions.find(booking.token);
  assert.deepEqual([now?.place, now?.join.kind, now?.join.ready], ['built-in', 'call', true]);
  const told = house.mails.slice(2).map((mail) => mail.to);
  assert.deepEqual(told.toSorted(), ['ada@example.org', 'grace@example.org']);
});

test('after Disconnect links keep working, later changes leave Zoom alone, and built-in calls are the default', async () => {
  await using house = await openHouse();
  const booking = booked(await house.book(await onZoom(house), '2027-01-12T09:00:00Z'));
  await house.jobs.settle();
  const link = (await house.sessions.find(booking.token))?.join.url;
  await house.conferencing.disconnect(house.ada.account.id);
  await house.jobs.settle();
  await house.sessions.move(booking.token, Temporal.Instant.from('2027-01-13T10:00:00Z'), 'guest');
  await house.jobs.settle();
  const now = await house.sessions.find(booking.token);
  assert.equal(now?.join.url, link);
  assert.equal(now?.meeting?.status, 'not-managed');
  assert.equal(house.meetings()[0]?.start, '2027-01-12T09:00:00Z');
  assert.equal((await house.accounts.byId(house.ada.account.id))?.defaultPlace, 'built-in');
  assert.equal((await house.conferencing.zoomRow(house.ada.account.id)).state, 'not-connected');
});
