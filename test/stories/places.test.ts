import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openHouse, zoe, type House } from '#test/house';

const TUESDAY_TEN = '2027-01-12T09:00:00Z';

/** A session of Ada's, held where she holds hers, with Zoom connected. */
async function withSession(house: House, place: 'built-in' | 'zoom', start = TUESDAY_TEN) {
  await house.connect(house.ada, zoe);
  await house.conferencing.makeDefault(house.ada.account.id, place);
  return await oneMore(house, start);
}

async function oneMore(house: House, start: string) {
  const booked = await house.book(await house.refreshed(house.ada, { noticeMinutes: 0 }), start);
  assert.ok(booked.ok);
  await house.settle();
  house.mails.length = 0;
  const { token, sessionId } = booked.booking;
  const accountId = house.ada.account.id;
  return {
    ...{ accountId, sessionId, token },
    /** What the guest's page leads to. */
    join: async () => {
      const { place, join } = (await house.sessions.find(token)) ?? assert.fail('no booking');
      return { place, ready: join.ready, url: join.url };
    },
    holdIn: (to: 'built-in' | 'zoom') => house.sessions.holdIn(accountId, sessionId, to),
    shown: async () =>
      (await house.sessions.show(accountId, sessionId)) ?? assert.fail('no session'),
    told: async () =>
      ((await house.sessions.show(accountId, sessionId))?.happenings ?? [])
        .map(({ kind }) => kind)
        .filter((kind) => !kind.startsWith('mail')),
  };
}

const toGuest = (house: House) => house.mails.filter((mail) => mail.to === 'grace@example.org');

test('a session goes into Zoom when its meeting stands, and until then its call is there', async () => {
  await using house = await openHouse();
  const session = await withSession(house, 'built-in');
  assert.deepEqual(await session.holdIn('zoom'), { ok: true });
  assert.deepEqual(
    [(await session.join()).place, (await session.join()).ready],
    ['built-in', true],
  );
  assert.equal((await session.shown()).session.meeting?.arriving, true);
  assert.deepEqual(house.mails, []);
  await house.settle();
  const [meeting, ...more] = house.meetings();
  assert.deepEqual([meeting?.start, more], [TUESDAY_TEN, []]);
  assert.deepEqual(await session.join(), { place: 'zoom', ready: true, url: meeting?.joinUrl });
  assert.deepEqual(
    toGuest(house).map((mail) => mail.subject.split(':')[0]),
    ['New place'],
  );
  assert.match(toGuest(house)[0]?.text ?? '', /New place: A Zoom meeting/);
});

test('a session leaves Zoom at once, its meeting is removed, and the guest is told once', async () => {
  await using house = await openHouse();
  const session = await withSession(house, 'zoom');
  assert.deepEqual(await session.holdIn('built-in'), { ok: true });
  assert.deepEqual(
    [(await session.join()).place, (await session.join()).ready],
    ['built-in', true],
  );
  assert.deepEqual(await session.holdIn('built-in'), { ok: true });
  await house.settle();
  assert.deepEqual(house.meetings(), []);
  assert.equal(toGuest(house).length, 1);
  assert.match(toGuest(house)[0]?.text ?? '', /New place: A video call in your browser/);
});

test('to Zoom and back and to Zoom again leaves one meeting', async () => {
  await using house = await openHouse();
  const session = await withSession(house, 'zoom');
  for (const place of ['built-in', 'zoom', 'built-in', 'zoom'] as const) {
    assert.deepEqual(await session.holdIn(place), { ok: true });
    if (place === 'zoom') await house.settle();
  }
  assert.deepEqual([house.meetings().length, (await session.join()).place], [1, 'zoom']);
  assert.equal((await session.join()).url, house.meetings()[0]?.joinUrl);
});

test('while Zoom is silent a session on its way there stays in its call, and nobody is told anything', async () => {
  await using house = await openHouse();
  const session = await withSession(house, 'built-in');
  house.sandbox.control.addFault({ kind: 'error', path: '/v2' });
  await session.holdIn('zoom');
  await house.settle();
  assert.equal((await session.shown()).session.meeting?.status, 'waiting');
  house.clock.set('2027-01-12T08:50:00Z');
  await house.settle();
  const { session: shown } = await session.shown();
  assert.deepEqual([shown.place, shown.meeting], ['built-in', undefined]);
  assert.ok((await session.told()).includes('stays-built-in'));
  assert.deepEqual(house.mails, []);
});

test('a session on its way to Zoom can be kept in its call, and nothing is left in Zoom', async () => {
  await using house = await openHouse();
  const session = await withSession(house, 'built-in');
  house.sandbox.control.addFault({ kind: 'lost', method: 'POST', path: '/v2/users', times: 1 });
  await session.holdIn('zoom');
  await house.settle();
  assert.equal(house.meetings().length, 1);
  assert.deepEqual(await session.holdIn('built-in'), { ok: true });
  house.clock.advance({ minutes: 1 });
  await house.settle();
  assert.deepEqual([house.meetings(), house.mails], [[], []]);
  assert.equal((await session.told()).includes('stays-built-in'), true);
});

test('a session moved or cancelled on its way to Zoom arrives at its new time, or not at all', async () => {
  await using house = await openHouse();
  const moved = await withSession(house, 'built-in');
  const cancelled = await oneMore(house, '2027-01-12T10:00:00Z');
  const later = '2027-01-13T09:00:00Z';
  await moved.holdIn('zoom');
  await cancelled.holdIn('zoom');
  assert.ok((await house.sessions.move(moved.token, Temporal.Instant.from(later), 'guest')).ok);
  await house.sessions.cancel(cancelled.token, '', 'guest');
  await house.settle();
  assert.deepEqual(
    house.meetings().map(({ start }) => start),
    [later],
  );
  assert.equal((await moved.join()).place, 'zoom');
});

test('Disconnect leaves a session on its way to Zoom in its call', async () => {
  await using house = await openHouse();
  const session = await withSession(house, 'built-in');
  await session.holdIn('zoom');
  await house.conferencing.disconnect(session.accountId);
  await house.settle();
  await house.sweep();
  assert.deepEqual([(await session.join()).place, house.meetings()], ['built-in', []]);
  assert.deepEqual(house.mails, []);
});

test('after Disconnect and Connect a session comes back to Zoom with a meeting of its own', async () => {
  await using house = await openHouse();
  const session = await withSession(house, 'zoom');
  const [former] = house.meetings();
  await house.conferencing.disconnect(session.accountId);
  await house.settle();
  assert.deepEqual(await session.holdIn('built-in'), { ok: true });
  await house.connect(house.ada, zoe);
  assert.deepEqual(await session.holdIn('zoom'), { ok: true });
  await house.settle();
  const ours = house.meetings().find(({ id }) => id !== former?.id);
  assert.deepEqual(await session.join(), { place: 'zoom', ready: true, url: ours?.joinUrl });
  assert.deepEqual(
    house.meetings().map(({ id }) => id),
    [former?.id, ours?.id],
  );
});

test('without a working connection no session goes to Zoom', async () => {
  await using house = await openHouse();
  const session = await oneMore(house, TUESDAY_TEN);
  assert.deepEqual(await session.holdIn('zoom'), { ok: false, reason: 'not-usable' });
  await house.connect(house.ada, zoe);
  house.sandbox.control.killGrant(zoe);
  const [grant] = await house.db.selectFrom('zoom_grant').select('id').execute();
  await assert.rejects(house.zoom.read(grant?.id ?? '', '81234567890'));
  await house.sweep();
  assert.deepEqual(await session.holdIn('zoom'), { ok: false, reason: 'not-usable' });
  assert.equal((await session.join()).place, 'built-in');
});

test('a session about to begin, begun, cancelled or of somebody else is left where it is', async () => {
  await using house = await openHouse();
  const session = await withSession(house, 'built-in');
  const { holdIn } = house.sessions;
  const stranger = house.ids.id();
  assert.deepEqual(await holdIn(stranger, session.sessionId, 'zoom'), {
    ok: false,
    reason: 'not-found',
  });
  house.clock.set('2027-01-12T08:51:00Z');
  assert.deepEqual(await session.holdIn('zoom'), { ok: false, reason: 'too-late' });
  await house.sessions.cancel(session.token, '', 'host');
  assert.deepEqual(await session.holdIn('built-in'), { ok: false, reason: 'not-found' });
});

test('a group larger than a call stays in Zoom, alone or with all the others', async () => {
  await using house = await openHouse();
  await house.connect(house.ada, zoe);
  await house.conferencing.makeDefault(house.ada.account.id, 'zoom');
  const choir = await house.refreshed(house.ada, { capacity: 12, place: 'zoom' });
  const booked = await house.book(choir, TUESDAY_TEN);
  assert.ok(booked.ok);
  await house.settle();
  const { sessionId } = booked.booking;
  const refused = { ok: false, reason: 'too-many-seats' };
  assert.deepEqual(await house.sessions.holdIn(choir.account.id, sessionId, 'built-in'), refused);
  await house.conferencing.disconnect(choir.account.id, { moveToBuiltIn: true });
  assert.equal((await house.sessions.find(booked.booking.token))?.place, 'zoom');
});

test('all upcoming sessions move to the new default, but for those of services that say otherwise', async () => {
  await using house = await openHouse();
  const first = await withSession(house, 'built-in');
  const second = await oneMore(house, '2027-01-12T10:00:00Z');
  const held = await house.services.create(first.accountId, {
    ...house.ada.service,
    name: 'Always here',
    place: 'built-in',
  });
  const { account } = await house.refreshed(house.ada);
  const stays = await house.book({ account, service: held }, '2027-01-12T11:00:00Z');
  assert.ok(stays.ok);
  await house.conferencing.makeDefault(first.accountId, 'zoom');
  const now = (await house.refreshed(house.ada)).account;
  const listed = await house.sessions.movable(now, 'zoom');
  assert.deepEqual(
    listed.map(({ id, stays: why, guests }) => [id, why, guests]),
    [
      [first.sessionId, undefined, ['Grace Hill']],
      [second.sessionId, undefined, ['Grace Hill']],
    ],
  );
  assert.equal(await house.sessions.moveAll(now, 'zoom'), 2);
  assert.deepEqual(await house.sessions.movable(now, 'zoom'), []);
  await house.settle();
  assert.equal(house.meetings().length, 2);
  assert.equal((await house.sessions.find(stays.booking.token))?.place, 'built-in');
  await house.conferencing.makeDefault(first.accountId, 'built-in');
  const back = (await house.refreshed(house.ada)).account;
  assert.equal(await house.sessions.moveAll(back, 'built-in'), 2);
  await house.settle();
  assert.deepEqual(house.meetings(), []);
});

test('built-in calls do not become the default of a group they cannot hold', async () => {
  await using house = await openHouse();
  await house.connect(house.ada, zoe);
  const { id } = house.ada.account;
  await house.conferencing.makeDefault(id, 'zoom');
  await house.refreshed(house.ada, { capacity: 12, name: 'Choir' });
  const refused = await house.conferencing.makeDefault(id, 'built-in');
  assert.ok(!refused.ok);
  assert.match(refused.why, /“Choir” takes up to 12 guests, but a built-in call holds 4 people/);
  await house.refreshed(house.ada, { capacity: 12, place: 'zoom' });
  assert.deepEqual(await house.conferencing.makeDefault(id, 'built-in'), { ok: true });
});

test('where a call stands in for Zoom, a group is open to no more guests than it holds', async () => {
  await using house = await openHouse();
  const choir = await house.refreshed(house.ada, { capacity: 12, place: 'zoom' });
  const guests = [1, 2, 3, 4].map((n) => ({ name: `Guest ${n}`, email: `g${n}@example.org` }));
  const answers = [];
  for (const guest of guests) {
    const start = Temporal.Instant.from(TUESDAY_TEN);
    const request = { start, guest: { ...guest, zone: 'Europe/Berlin' }, note: '' };
    answers.push((await house.sessions.book(choir.account, choir.service, request)).ok);
  }
  assert.deepEqual(answers, [true, true, true, false]);
});
