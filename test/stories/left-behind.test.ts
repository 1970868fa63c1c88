/** Meetings that nobody needs any more, where Parley can no longer remove them or they come too late. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openAccount } from '#test/cast';
import { connectThrough } from '#test/consent';
import { openHouse, tom, zoe, type House } from '#test/house';

const TUESDAY_TEN = '2027-01-12T09:00:00Z';

async function onZoom(house: House, start = TUESDAY_TEN) {
  await house.connect(house.ada, zoe);
  await house.conferencing.makeDefault(house.ada.account.id, 'zoom');
  const booked = await house.book(await house.refreshed(house.ada), start);
  assert.ok(booked.ok);
  return booked.booking;
}

async function minutes(house: House, many: number) {
  for (let minute = 0; minute < many; minute += 1) {
    house.clock.advance({ minutes: 1 });
    await house.sweep();
    await house.settle();
  }
}

async function loseGrant(house: House) {
  house.sandbox.control.killGrant(zoe);
  const { id } = await house.db.selectFrom('zoom_grant').select('id').executeTakeFirstOrThrow();
  await assert.rejects(house.zoom.read(id, '81234567890'), { code: 'grant-lost' });
  await house.sweep();
  await house.settle();
}

const story = async (house: House, sessionId: string) =>
  ((await house.sessions.show(house.ada.account.id, sessionId))?.happenings ?? []).map(
    ({ kind }) => kind,
  );
const leftLetters = (house: House) =>
  house.mails.filter(({ text }) => text.includes('may still stand there'));

test('a removal that waits for a lost permission is not handed to another Zoom user, and the host is told', async () => {
  await using house = await openHouse();
  const { token, sessionId } = await onZoom(house);
  await house.settle();
  await loseGrant(house);
  await house.sessions.cancel(token, '', 'guest');
  await house.settle();
  await house.connect(house.ada, tom);
  await house.settle();
  const told = await story(house, sessionId);
  assert.equal(told.includes('meeting-removed'), false);
  assert.equal(told.filter((kind) => kind === 'meeting-left').length, 1);
  const deletes = house.sandbox.control.state().calls.filter(({ method }) => method === 'DELETE');
  assert.deepEqual(
    deletes.filter(({ status }) => status === 404),
    [],
  );
  const [letter, ...more] = leftLetters(house);
  assert.deepEqual([letter?.to, more], ['ada@example.org', []]);
  assert.match(
    letter?.text ?? '',
    /12 January 2027, 10:00, Berlin \(UTC\+1\): Introductory session/,
  );
  const row = await house.conferencing.zoomRow(house.ada.account.id);
  assert.equal(row.state === 'connected' && row.waiting, 0);
});

/** Another account of Ada's is on the same lost permission, so that it is not given back. */
async function sharedAndLost(house: House) {
  const choir = await openAccount(house, {
    name: 'Choir',
    email: '',
    zone: 'Europe/Berlin',
    personId: house.ada.personId,
  });
  await house.connect(choir, zoe);
  const { token, sessionId } = await onZoom(house);
  await house.settle();
  await loseGrant(house);
  await house.sessions.cancel(token, '', 'guest');
  await house.settle();
  return sessionId;
}

test('nor does it wait for an account that stays on the lost permission, once its own goes elsewhere', async () => {
  await using house = await openHouse();
  const sessionId = await sharedAndLost(house);
  await house.connect(house.ada, tom);
  assert.ok((await story(house, sessionId)).includes('meeting-left'));
});

test('nor once its own account has disconnected', async () => {
  await using house = await openHouse();
  const sessionId = await sharedAndLost(house);
  await house.conferencing.disconnect(house.ada.account.id);
  assert.ok((await story(house, sessionId)).includes('meeting-left'));
});

test('after Disconnect without a permission nothing waits, and nothing of the meeting is kept', async () => {
  await using house = await openHouse();
  const { token, sessionId } = await onZoom(house);
  await house.settle();
  await loseGrant(house);
  await house.sessions.cancel(token, '', 'guest');
  await house.settle();
  await house.conferencing.disconnect(house.ada.account.id);
  await house.settle();
  const row = await house.db.selectFrom('observed_meeting').selectAll().executeTakeFirstOrThrow();
  assert.deepEqual(
    [row.meeting_id, row.join_url, row.creating_since, row.outcome],
    [null, null, null, 'settled'],
  );
  assert.ok((await story(house, sessionId)).includes('meeting-left'));
  assert.equal(leftLetters(house).length, 1);
});

test('should the same Zoom user come back, the scan of the day removes what was left', async () => {
  await using house = await openHouse();
  const { token } = await onZoom(house, '2027-01-15T09:00:00Z');
  await house.settle();
  await loseGrant(house);
  await house.sessions.cancel(token, '', 'guest');
  await house.conferencing.disconnect(house.ada.account.id);
  await house.connect(house.ada, zoe);
  assert.equal(house.meetings().length, 1);
  house.clock.advance({ hours: 25 });
  await minutes(house, 2);
  assert.deepEqual(house.meetings(), []);
});

test('removed at Zoom, Parley tells of the meetings it had still to remove', async () => {
  await using house = await openHouse({ webhooks: 'on' });
  const { token } = await onZoom(house);
  await house.settle();
  house.sandbox.control.addFault({
    kind: 'refuse',
    refusal: 'invalid',
    method: 'DELETE',
    path: '/v2/meetings',
  });
  await house.sessions.cancel(token, '', 'guest');
  await house.settle();
  house.clock.advance({ minutes: 10 });
  house.sandbox.control.uninstall(zoe);
  await house.settle();
  assert.equal(leftLetters(house).length, 1);
});

test('a permission whose last removal Zoom refuses goes back when that session is over', async () => {
  await using house = await openHouse();
  const { token } = await onZoom(house);
  await house.settle();
  house.sandbox.control.addFault({
    kind: 'refuse',
    refusal: 'invalid',
    method: 'DELETE',
    path: '/v2/meetings',
  });
  await house.sessions.cancel(token, '', 'guest');
  await house.settle();
  await house.conferencing.disconnect(house.ada.account.id);
  await minutes(house, 10);
  const grants = () => house.db.selectFrom('zoom_grant').select('id').execute();
  assert.equal((await grants()).length, 1);
  house.clock.set('2027-01-12T09:31:00Z');
  await minutes(house, 1);
  assert.deepEqual(await grants(), []);
});

test('one account’s Disconnect leaves a permission alone that another is just being given', async () => {
  await using house = await openHouse();
  await house.connect(house.ada, zoe);
  const choir = await openAccount(house, {
    name: 'Choir',
    email: 'choir@example.org',
    zone: 'Europe/Berlin',
  });
  const connect = async () => 'connected' as const;
  const halfway = { ...house, conferencing: { ...house.conferencing, connect } };
  const authorized = await connectThrough(halfway, choir, zoe);
  assert.ok(authorized.ok);
  await house.conferencing.disconnect(house.ada.account.id);
  assert.ok(await house.zoom.viewGrant(authorized.grantId));
  await house.conferencing.connect(choir.account.id, authorized.grantId);
  assert.equal((await house.conferencing.zoomRow(choir.account.id)).state, 'connected');
});

/** Zoom takes its time: the line is cut after `cutAfterS`, and the meeting is made at `madeAfterS`. */
function lateCreates(times: { cutAfterS: number; madeAfterS: number }) {
  const late: { make?: () => Promise<unknown>; house?: House; on: boolean } = { on: false };
  const wrapFetch =
    (ask: typeof fetch): typeof fetch =>
    async (input, init) => {
      if (!late.on || init?.method !== 'POST' || !String(input).endsWith('/users/me/meetings'))
        return await ask(input, init);
      late.on = false;
      if (times.madeAfterS > times.cutAfterS) late.make = () => ask(input, init);
      else {
        late.house?.clock.advance({ seconds: times.madeAfterS });
        await ask(input, init);
      }
      late.house?.clock.advance({ seconds: Math.max(0, times.cutAfterS - times.madeAfterS) });
      throw new TypeError('the line is cut');
    };
  return { late, wrapFetch };
}

test('a meeting made just before the line was cut is found, though the list does not show it at once', async () => {
  const { late, wrapFetch } = lateCreates({ cutAfterS: 9, madeAfterS: 9 });
  await using house = await openHouse({ wrapFetch });
  await onZoom(house);
  Object.assign(late, { house, on: true });
  house.sandbox.control.turn({ listLagMs: 10_000 });
  for (let step = 0; step < 12; step += 1) {
    await house.settle();
    house.clock.advance({ seconds: 3 });
  }
  assert.equal(house.meetings().length, 1);
});

test('a meeting that Zoom makes after we have stopped waiting leaves again within minutes', async () => {
  const { late, wrapFetch } = lateCreates({ cutAfterS: 10, madeAfterS: 40 });
  await using house = await openHouse({ wrapFetch });
  const { token } = await onZoom(house);
  Object.assign(late, { house, on: true });
  await house.settle();
  house.clock.advance({ seconds: 28 });
  await house.settle();
  await late.make?.();
  assert.equal(house.meetings().length, 2);
  await minutes(house, 3);
  const [meeting, ...more] = house.meetings();
  assert.deepEqual(more, []);
  assert.equal((await house.sessions.find(token))?.join.url, meeting?.joinUrl);
});

test('nor does one that comes after its session was cancelled', async () => {
  const { late, wrapFetch } = lateCreates({ cutAfterS: 10, madeAfterS: 400 });
  await using house = await openHouse({ wrapFetch });
  const { token } = await onZoom(house);
  Object.assign(late, { house, on: true });
  await house.settle();
  await house.sessions.cancel(token, '', 'guest');
  await minutes(house, 5);
  await late.make?.();
  assert.equal(house.meetings().length, 1);
  await minutes(house, 8);
  assert.deepEqual(house.meetings(), []);
});

test('of two meetings of a session that has begun, the one its link leads to stays', async () => {
  await using house = await openHouse();
  const { token, sessionId } = await onZoom(house);
  await house.settle();
  const { mark } = await house.db
    .selectFrom('observed_meeting')
    .select('mark')
    .where('session_id', '=', sessionId)
    .executeTakeFirstOrThrow();
  house.sandbox.control.schedule(zoe, {
    topic: 'Twin',
    type: 2,
    start_time: TUESDAY_TEN,
    agenda: mark,
  });
  house.clock.set('2027-01-12T09:05:00Z');
  const { id } = await house.db.selectFrom('zoom_grant').select('id').executeTakeFirstOrThrow();
  await house.conferencing.scanOrphans(id);
  const [meeting, ...more] = house.meetings();
  assert.deepEqual(more, []);
  assert.equal((await house.sessions.find(token))?.join.url, meeting?.joinUrl);
});
