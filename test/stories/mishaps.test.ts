import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openHouse, tom, zoe, type House } from '#test/house';

const TUESDAY_TEN = '2027-01-12T09:00:00Z';
const WEDNESDAY_TEN = Temporal.Instant.from('2027-01-13T09:00:00Z');
const THURSDAY_TEN = Temporal.Instant.from('2027-01-14T09:00:00Z');

async function bookOnZoom(house: House, start = TUESDAY_TEN) {
  await house.connect(house.ada, zoe);
  await house.conferencing.makeDefault(house.ada.account.id, 'zoom');
  const booked = await house.book(await house.refreshed(house.ada, { noticeMinutes: 0 }), start);
  assert.ok(booked.ok);
  return booked.booking;
}

async function letTimePass(house: House, minutes: number) {
  house.clock.advance({ minutes });
  await house.conferencing.sweep();
  await house.jobs.settle();
}

test('a session that was over before Zoom could be asked gets no meeting afterwards', async () => {
  await using house = await openHouse();
  await bookOnZoom(house);
  house.clock.set('2027-01-12T12:00:00Z');
  await house.jobs.settle();
  assert.deepEqual(house.meetings(), []);
});

test('nobody is told of a new place for a session that is over', async () => {
  await using house = await openHouse();
  await bookOnZoom(house);
  house.sandbox.control.addFault({ kind: 'error', path: '/v2' });
  await house.jobs.settle();
  house.mails.length = 0;
  house.clock.set('2027-01-12T12:00:00Z');
  await house.jobs.settle();
  assert.deepEqual(house.mails, []);
});

test('a session about to begin is held in a built-in call when Zoom puts us off until midnight', async () => {
  await using house = await openHouse();
  house.clock.set('2027-01-12T08:52:00Z');
  house.sandbox.control.addFault({
    kind: 'too-many',
    limit: 'hundred',
    path: '/v2/users/me/meetings',
  });
  const booking = await bookOnZoom(house);
  await house.jobs.settle();
  const now = await house.sessions.find(booking.token);
  assert.deepEqual([now?.place, now?.join.ready], ['built-in', true]);
});

test('a cancelled session leaves Zoom even when the job that should see to it was lost', async () => {
  await using house = await openHouse();
  const booking = await bookOnZoom(house);
  await house.jobs.settle();
  await house.sessions.cancel(booking.token, 'a cold', 'guest');
  await sql`delete from jobs.job`.execute(house.db);
  await letTimePass(house, 3);
  assert.deepEqual(house.meetings(), []);
});

test('when a host connects another Zoom user, meetings of the one before stay as they are', async () => {
  await using house = await openHouse();
  const booking = await bookOnZoom(house);
  await house.jobs.settle();
  const before = house.meetings();
  await house.connect(house.ada, tom);
  assert.ok((await house.sessions.move(booking.token, WEDNESDAY_TEN, 'guest')).ok);
  await house.jobs.settle();
  assert.deepEqual(house.meetings(), before);
  assert.equal((await house.sessions.find(booking.token))?.meeting?.status, 'not-managed');
  const grants = await house.db.selectFrom('zoom_grant').select('email').execute();
  assert.deepEqual(grants, [{ email: tom }]);
});

test('a meeting that Zoom once refused to remove goes when the host disconnects', async () => {
  await using house = await openHouse();
  const { token } = await bookOnZoom(house);
  await house.jobs.settle();
  const refusal = {
    kind: 'refuse',
    refusal: 'invalid',
    method: 'DELETE',
    times: 1,
  } as const;
  house.sandbox.control.addFault(refusal);
  await house.sessions.cancel(token, '', 'guest');
  await house.jobs.settle();
  assert.equal(house.meetings().length, 1);
  await house.conferencing.disconnect(house.ada.account.id);
  await house.jobs.settle();
  assert.deepEqual(house.meetings(), []);
});

test('a meeting nobody knows of does not stay behind when the host disconnects', async () => {
  await using house = await openHouse();
  await bookOnZoom(house);
  house.sandbox.control.addFault({ kind: 'lost', method: 'POST', path: '/v2/users', times: 1 });
  await house.jobs.settle();
  assert.equal(house.meetings().length, 1);
  await house.conferencing.disconnect(house.ada.account.id);
  await letTimePass(house, 1);
  assert.deepEqual(house.meetings(), []);
  // What Zoom made late would still have to be removed.
  await letTimePass(house, 10);
  await letTimePass(house, 1);
  assert.deepEqual(await house.db.selectFrom('zoom_grant').select('id').execute(), []);
});

test('a host whose access to Zoom ended is told, even when the program stopped before it could tell', async () => {
  await using house = await openHouse();
  const grantId = await house.connect(house.ada, zoe);
  house.sandbox.control.killGrant(zoe);
  await assert.rejects(house.zoom.read(grantId, '81234567890'), { code: 'grant-lost' });
  await letTimePass(house, 1);
  await letTimePass(house, 1);
  const asking = house.mails.filter((mail) => mail.subject.startsWith('Action required'));
  assert.deepEqual(
    asking.map((mail) => mail.to),
    ['ada@example.org'],
  );
});

test('a worker that stood still too long does not leave a second meeting behind', async () => {
  let whileStanding: (() => Promise<void>) | undefined;
  await using house = await openHouse({
    wrapFetch: (ask) => standingStill('POST', ask, () => whileStanding),
  });
  const { sessionId } = await bookOnZoom(house);
  whileStanding = async () => {
    whileStanding = undefined;
    house.clock.advance({ seconds: 90 });
    await house.conferencing.reconcile(sessionId);
  };
  await house.jobs.settle();
  await letTimePass(house, 1);
  assert.equal(house.meetings().length, 1);
});

test('a change that reaches Zoom late does not undo a newer one', async () => {
  let whileStanding: (() => Promise<void>) | undefined;
  await using house = await openHouse({
    wrapFetch: (ask) => standingStill('PATCH', ask, () => whileStanding),
  });
  const { token, sessionId } = await bookOnZoom(house);
  await house.jobs.settle();
  assert.ok((await house.sessions.move(token, WEDNESDAY_TEN, 'guest')).ok);
  whileStanding = async () => {
    whileStanding = undefined;
    assert.ok((await house.sessions.move(token, THURSDAY_TEN, 'guest')).ok);
    house.clock.advance({ seconds: 90 });
    await house.conferencing.reconcile(sessionId);
  };
  await house.jobs.settle();
  await letTimePass(house, 1);
  assert.deepEqual(
    house.meetings().map((meeting) => meeting.start),
    [THURSDAY_TEN.toString()],
  );
});

test('a letter held up at the post office is not sent after one that is newer', async () => {
  await using house = await openHouse();
  const { token } = await bookOnZoom(house);
  const heldUp = await house.jobs.waiting('send-notice');
  await house.sessions.cancel(token, 'a cold', 'guest');
  const all = await house.jobs.waiting('send-notice');
  for (const { noticeId } of [...all.slice(heldUp.length), ...heldUp])
    await house.notices.deliver(noticeId);
  assert.deepEqual(
    house.mails.map((mail) => mail.subject.split(':')[0]),
    ['Cancelled', 'Cancelled'],
  );
});

/** Something happens in the moment before a request of this kind goes out. */
function standingStill(
  method: string,
  ask: typeof fetch,
  meanwhile: () => (() => Promise<void>) | undefined,
): typeof fetch {
  return async (input, init) => {
    if (init?.method === method && String(input).includes('/meetings')) await meanwhile()?.();
    return await ask(input, init);
  };
}
