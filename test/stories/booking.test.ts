import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openHouse, zoe, type House } from '#test/house';

const TUESDAY_TEN = '2027-01-12T09:00:00Z';

function ok<T extends { ok: boolean }>(result: T): Extract<T, { ok: true }> {
  assert.ok(result.ok, JSON.stringify(result));
  return result as Extract<T, { ok: true }>;
}

test('a booked time is no longer offered, and comes back when the booking is cancelled', async () => {
  await using house = await openHouse();
  const { account, service } = house.ada;
  const day = { fromMs: Date.UTC(2027, 0, 12), toMs: Date.UTC(2027, 0, 13) };
  const before = await house.sessions.slots(account, service, day);
  const { booking } = ok(await house.book(house.ada, TUESDAY_TEN));
  const after = await house.sessions.slots(account, service, day);
  assert.equal(after.length, before.length - 1);
  ok(await house.sessions.cancel(booking.token, '', 'guest'));
  assert.deepEqual(await house.sessions.slots(account, service, day), before);
});

test('a taken time is refused with the nearest free ones', async () => {
  await using house = await openHouse();
  ok(await house.book(house.ada, TUESDAY_TEN));
  const refused = await house.book(house.ada, TUESDAY_TEN);
  assert.ok(!refused.ok && refused.reason === 'slot-taken');
  const nearest = refused.nearest.map((slot) => new Date(slot.startMs).toISOString());
  assert.deepEqual(nearest, [
    '2027-01-12T08:00:00.000Z',
    '2027-01-12T08:30:00.000Z',
    '2027-01-12T09:30:00.000Z',
  ]);
});

test('of eight people who want one time at once, one gets it', async () => {
  await using house = await openHouse();
  const results = await Promise.all(
    Array.from({ length: 8 }, () => house.book(house.ada, TUESDAY_TEN)),
  );
  assert.equal(results.filter((result) => result.ok).length, 1);
  assert.ok(results.every((result) => result.ok || result.reason === 'slot-taken'));
});

test('sending the same request again answers the first booking', async () => {
  await using house = await openHouse();
  const results = await Promise.all(
    [1, 2, 3].map(() => house.book(house.ada, TUESDAY_TEN, 'key-1')),
  );
  const tokens = new Set(results.map((result) => ok(result).booking.token));
  assert.equal(tokens.size, 1);
  const other = await house.book(house.ada, '2027-01-12T10:00:00Z', 'key-1');
  assert.ok(!other.ok && other.reason === 'key-reused');
});

test('a time outside the hours, or too soon, cannot be booked by asking for it', async () => {
  await using house = await openHouse();
  for (const start of [
    '2027-01-12T20:00:00Z',
    '2027-01-11T09:00:00Z',
    '2027-01-12T09:10:00Z',
    '2028-01-12T09:00:00Z',
  ]) {
    const refused = await house.book(house.ada, start);
    assert.ok(!refused.ok && refused.reason === 'slot-taken', start);
  }
});

test('a switched-off service cannot be booked', async () => {
  await using house = await openHouse();
  await house.services.switchOff(house.ada.account.id, house.ada.service.id);
  const refused = await house.book(await house.refreshed(house.ada), TUESDAY_TEN);
  assert.ok(!refused.ok && refused.reason === 'switched-off');
});

test('guests of a group take one seat each, and the full session is no longer offered', async () => {
  await using house = await openHouse();
  const choir = await house.refreshed(house.ada, { capacity: 3 });
  const results = await Promise.all(
    Array.from({ length: 6 }, () => house.book(choir, TUESDAY_TEN)),
  );
  const booked = results.filter((result) => result.ok);
  assert.equal(booked.length, 3);
  assert.equal(new Set(booked.map((result) => ok(result).booking.sessionId)).size, 1);
  const day = { fromMs: Date.UTC(2027, 0, 12), toMs: Date.UTC(2027, 0, 13) };
  const offered = await house.sessions.slots(choir.account, choir.service, day);
  assert.ok(!offered.some((slot) => slot.startMs === Date.parse(TUESDAY_TEN)));
  ok(await house.sessions.cancel(ok(booked[0]!).booking.token, '', 'guest'));
  const again = await house.sessions.slots(choir.account, choir.service, day);
  assert.equal(again.find((slot) => slot.startMs === Date.parse(TUESDAY_TEN))?.seatsLeft, 1);
});

test('one guest of a group moves alone and leaves the others where they are', async () => {
  await using house = await openHouse();
  await house.connect(house.ada, zoe);
  await house.conferencing.makeDefault(house.ada.account.id, 'zoom');
  const choir = await house.refreshed(house.ada, { capacity: 3 });
  const first = ok(await house.book(choir, TUESDAY_TEN)).booking;
  const second = ok(await house.book(choir, TUESDAY_TEN)).booking;
  await house.jobs.settle();
  assert.equal(house.meetings().length, 1);
  const moved = ok(
    await house.sessions.move(second.token, Temporal.Instant.from('2027-01-13T09:00:00Z'), 'guest'),
  );
  assert.equal(moved.booking.url, second.url);
  await house.jobs.settle();
  assert.deepEqual(startsOf(house), ['2027-01-12T09:00:00Z', '2027-01-13T09:00:00Z']);
  ok(await house.sessions.cancel(first.token, '', 'guest'));
  await house.jobs.settle();
  assert.deepEqual(startsOf(house), ['2027-01-13T09:00:00Z']);
});

test('a guest may move until the notice the host asks for, and is told why not after it', async () => {
  await using house = await openHouse();
  const { account } = house.ada;
  await house.accounts.change(account.id, {
    name: account.name,
    tagline: '',
    guestsMayChange: true,
    changeNoticeMinutes: 24 * 60,
  });
  const hosting = await house.refreshed(house.ada);
  const { booking } = ok(await house.book(hosting, '2027-01-13T09:00:00Z'));
  const wednesdayEleven = Temporal.Instant.from('2027-01-13T10:00:00Z');
  house.clock.set('2027-01-12T09:00:00Z');
  const late = await house.sessions.move(booking.token, wednesdayEleven, 'guest');
  assert.ok(!late.ok && late.reason === 'not-allowed' && late.why.includes('write to Ada Berger'));
  ok(await house.sessions.move(booking.token, wednesdayEleven, 'host'));
});

test('moving a booking to where it is, or cancelling it twice, changes nothing', async () => {
  await using house = await openHouse();
  const { booking } = ok(await house.book(house.ada, TUESDAY_TEN));
  await house.jobs.settle();
  ok(await house.sessions.move(booking.token, booking.start, 'guest'));
  ok(await house.sessions.cancel(booking.token, 'ill', 'guest'));
  await house.jobs.settle();
  const mails = house.mails.length;
  const again = ok(await house.sessions.cancel(booking.token, 'really', 'guest'));
  await house.jobs.settle();
  assert.equal(again.booking.cancelReason, 'ill');
  assert.equal(house.mails.length, mails);
});

test('two sessions booked next to each other keep the pause the service asks for', async () => {
  await using house = await openHouse();
  const hosting = await house.refreshed(house.ada, { bufferAfterMinutes: 15 });
  ok(await house.book(hosting, TUESDAY_TEN));
  const tooNear = await house.book(hosting, '2027-01-12T09:30:00Z');
  assert.ok(!tooNear.ok && tooNear.reason === 'slot-taken');
  ok(await house.book(hosting, '2027-01-12T10:00:00Z'));
});

function startsOf(house: House): string[] {
  return house
    .meetings()
    .map((meeting) => meeting.start)
    .toSorted();
}
