/** Where Zoom was wanted and is not at hand, a session takes place in a call, and says so. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { createLog } from '#base';
import { joinCore } from '#core';
import { openHouse, zoe, type House } from '#test/house';

const TUESDAY_TEN = '2027-01-12T09:00:00Z';
const ELEVEN = Temporal.Instant.from('2027-01-12T10:00:00Z');

/** The same database, after this server was started anew without an app at Zoom. */
function withoutApp(house: House) {
  const { db, clock, ids, jobs, mails } = house;
  return joinCore({
    ...{ db, clock, ids, jobs, log: createLog('silent'), provider: undefined, largestCall: 4 },
    mailer: { send: async (letter) => void mails.push(letter) },
    appUrl: 'https://book.example.org',
    mailFrom: 'Parley <parley@example.org>',
    random: () => 0.5,
  });
}

async function zoomIsDefault(house: House) {
  await house.connect(house.ada, zoe);
  await house.conferencing.makeDefault(house.ada.account.id, 'zoom');
  return await house.refreshed(house.ada, { noticeMinutes: 0 });
}

const requestAt = (start: string) => ({
  start: Temporal.Instant.from(start),
  guest: { name: 'Grace Hill', email: 'grace@example.org', zone: 'America/New_York' },
  note: '',
});

test('without an app at Zoom new sessions are held in calls, and the host reads why', async () => {
  await using house = await openHouse();
  const { account, service } = await zoomIsDefault(house);
  const { sessions, conferencing } = withoutApp(house);
  const booked = await sessions.book(account, service, requestAt(TUESDAY_TEN));
  assert.ok(booked.ok);
  assert.deepEqual([booked.booking.place, booked.booking.join.ready], ['built-in', true]);
  await house.settle();
  const toHost = house.mails.find(({ to }) => to === 'ada@example.org');
  assert.match(
    toHost?.text ?? '',
    /Zoom is not set up on this server, so this session takes place/,
  );
  assert.equal((await conferencing.makeDefault(account.id, 'zoom')).ok, false);
  assert.equal(await conferencing.test(account.id), false);
  assert.deepEqual(await conferencing.zoomRow(account.id), {
    state: 'not-configured',
    sessionsAtRisk: [],
  });
});

test('a session that waited for its meeting comes to its call in time, though the app at Zoom is gone', async () => {
  await using house = await openHouse();
  const { account, service } = await zoomIsDefault(house);
  const booked = await house.book({ account, service }, TUESDAY_TEN);
  assert.ok(booked.ok);
  const { conferencing, sessions } = withoutApp(house);
  const { sessionId, token } = booked.booking;
  await conferencing.reconcile(sessionId);
  const waiting = (await sessions.find(token))?.meeting;
  assert.deepEqual([waiting?.status, waiting?.reason?.code], ['needs-host', 'not-set-up']);
  house.clock.set('2027-01-12T08:50:00Z');
  await conferencing.sweep();
  await conferencing.reconcile(sessionId);
  const now = await sessions.find(token);
  assert.deepEqual([now?.place, now?.join.ready], ['built-in', true]);
});

test('when this server knows Zoom again, what waited gets its meeting', async () => {
  await using house = await openHouse();
  const booked = await house.book(await zoomIsDefault(house), TUESDAY_TEN);
  assert.ok(booked.ok);
  await withoutApp(house).conferencing.reconcile(booked.booking.sessionId);
  await sql`delete from jobs.job`.execute(house.db);
  await house.sweep();
  await house.settle();
  assert.equal((await house.sessions.find(booked.booking.token))?.meeting?.status, 'in-step');
});

test('while the permission is lost a new session says in its letter and its story that a call stands in', async () => {
  await using house = await openHouse();
  const hosting = await zoomIsDefault(house);
  house.sandbox.control.killGrant(zoe);
  const [grant] = await house.db.selectFrom('zoom_grant').select('id').execute();
  await assert.rejects(house.zoom.read(grant?.id ?? '', '81234567890'));
  await house.sweep();
  const booked = await house.book(hosting, TUESDAY_TEN);
  assert.ok(booked.ok);
  await house.settle();
  const { sessionId } = booked.booking;
  const shown = await house.sessions.show(hosting.account.id, sessionId);
  assert.equal(shown?.happenings[0]?.facts['insteadOfZoom'], 'lost');
  const says = /Why not in Zoom: Parley’s access to Zoom has ended/;
  for (const { to, text, subject } of house.mails)
    if (!subject.startsWith('Action')) assert.equal(says.test(text), to === 'ada@example.org');
});

test('a guest who leaves a group while Zoom is disconnected finds a call, and both are told', async () => {
  await using house = await openHouse();
  await house.connect(house.ada, zoe);
  const group = await house.refreshed(house.ada, { capacity: 3, place: 'zoom', noticeMinutes: 0 });
  const [first, second] = [
    await house.book(group, TUESDAY_TEN),
    await house.book(group, TUESDAY_TEN),
  ];
  assert.ok(first.ok && second.ok);
  await house.settle();
  await house.conferencing.disconnect(group.account.id);
  await house.settle();
  house.mails.length = 0;
  assert.ok((await house.sessions.move(second.booking.token, ELEVEN, 'guest')).ok);
  await house.settle();
  const moved = await house.sessions.find(second.booking.token);
  assert.deepEqual([moved?.place, moved?.join.ready], ['built-in', true]);
  assert.equal((await house.sessions.find(first.booking.token))?.place, 'zoom');
  const textTo = (to: string) => house.mails.find((mail) => mail.to === to)?.text ?? '';
  assert.match(textTo('grace@example.org'), /held in your browser now, and no longer in Zoom/);
  assert.match(textTo('ada@example.org'), /Zoom is not connected, so this session takes place/);
});
