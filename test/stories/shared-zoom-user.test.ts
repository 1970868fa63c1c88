import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openAccount, type Hosting } from '#test/cast';
import { openHouse, zoe, type House } from '#test/house';

async function studioAndChoir(house: House): Promise<[Hosting, Hosting]> {
  const choir = await openAccount(house, {
    name: 'Winter Choir',
    email: '',
    zone: 'Europe/Berlin',
    personId: house.ada.personId,
  });
  for (const hosting of [house.ada, choir]) {
    await house.connect(hosting, zoe);
    await house.conferencing.makeDefault(hosting.account.id, 'zoom');
  }
  return [await house.refreshed(house.ada), await house.refreshed(choir)];
}

async function rowOf(house: House, hosting: Hosting): Promise<string> {
  return (await house.conferencing.zoomRow(hosting.account.id)).state;
}

test('two accounts on one Zoom user both make meetings, though the second connect ends the first one’s tokens', async () => {
  await using house = await openHouse();
  const [studio, choir] = await studioAndChoir(house);
  assert.ok((await house.book(studio, '2027-01-12T09:00:00Z')).ok);
  assert.ok((await house.book(choir, '2027-01-12T10:00:00Z')).ok);
  await house.jobs.settle();
  assert.equal(house.meetings().length, 2);
});

test('disconnecting one account leaves the other on the same Zoom user working', async () => {
  await using house = await openHouse();
  const [studio, choir] = await studioAndChoir(house);
  await house.conferencing.disconnect(studio.account.id);
  await house.conferencing.sweep();
  assert.deepEqual(
    [await rowOf(house, studio), await rowOf(house, choir)],
    ['not-connected', 'connected'],
  );
  assert.ok((await house.book(choir, '2027-01-12T10:00:00Z')).ok);
  await house.jobs.settle();
  assert.equal(house.meetings().length, 1);
});

test('when the last account disconnects, nothing of the Zoom user is kept', async () => {
  await using house = await openHouse();
  const [studio, choir] = await studioAndChoir(house);
  for (const hosting of [studio, choir]) await house.conferencing.disconnect(hosting.account.id);
  assert.deepEqual(await house.db.selectFrom('zoom_grant').selectAll().execute(), []);
});

test('a session cancelled just before Disconnect still leaves Zoom', async () => {
  await using house = await openHouse();
  const [studio] = await studioAndChoir(house);
  const booked = await house.book(studio, '2027-01-12T09:00:00Z');
  assert.ok(booked.ok);
  await house.jobs.settle();
  await house.sessions.cancel(booked.booking.token, '', 'guest');
  await house.conferencing.disconnect(studio.account.id);
  await house.jobs.settle();
  assert.deepEqual(house.meetings(), []);
});

test('whoever wants to leave Zoom altogether takes the sessions along, and nothing stays behind there', async () => {
  await using house = await openHouse();
  const [studio, choir] = await studioAndChoir(house);
  await house.conferencing.disconnect(choir.account.id);
  const booked = await house.book(studio, '2027-01-12T09:00:00Z');
  assert.ok(booked.ok);
  await house.jobs.settle();
  house.mails.length = 0;
  await house.conferencing.disconnect(studio.account.id, { moveToBuiltIn: true });
  await house.jobs.settle();
  house.clock.advance({ minutes: 10 });
  await house.conferencing.sweep();
  assert.deepEqual(house.meetings(), []);
  assert.deepEqual((await house.sessions.find(booked.booking.token))?.join.kind, 'call');
  assert.deepEqual(house.mails.map((mail) => mail.to).toSorted(), [
    'ada@example.org',
    'grace@example.org',
  ]);
  assert.deepEqual(await house.db.selectFrom('zoom_grant').select('id').execute(), []);
});

test('a dead permission writes once to the host of every account on it, with the sessions at risk', async () => {
  await using house = await openHouse();
  const [studio, choir] = await studioAndChoir(house);
  assert.ok((await house.book(studio, '2027-01-14T09:00:00Z')).ok);
  await house.jobs.settle();
  house.mails.length = 0;
  house.sandbox.control.killGrant(zoe);
  assert.ok((await house.book(studio, '2027-01-13T09:00:00Z')).ok);
  assert.ok((await house.book(choir, '2027-01-13T10:00:00Z')).ok);
  await house.jobs.settle();
  const asking = house.mails.filter((mail) => mail.subject.startsWith('Action required'));
  assert.deepEqual(
    asking.map((mail) => mail.to),
    ['ada@example.org', 'ada@example.org'],
  );
  assert.ok(
    asking.some(
      (mail) => mail.text.includes('/scheduling/conferencing') && mail.text.includes('14 January'),
    ),
  );
  assert.deepEqual(
    [await rowOf(house, studio), await rowOf(house, choir)],
    ['action-required', 'action-required'],
  );
});

test('while access is lost new sessions are built-in calls, and Reconnect makes what was waiting', async () => {
  await using house = await openHouse();
  const [studio, choir] = await studioAndChoir(house);
  house.sandbox.control.killGrant(zoe);
  const waiting = await house.book(studio, '2027-01-13T09:00:00Z');
  await house.jobs.settle();
  const meanwhile = await house.book(studio, '2027-01-13T11:00:00Z');
  assert.ok(waiting.ok && meanwhile.ok);
  assert.equal(meanwhile.booking.place, 'built-in');
  assert.equal((await house.accounts.byId(studio.account.id))?.defaultPlace, 'zoom');
  await house.connect(studio, zoe);
  await house.jobs.settle();
  assert.equal(house.meetings().length, 1);
  assert.deepEqual(
    [await rowOf(house, studio), await rowOf(house, choir)],
    ['connected', 'connected'],
  );
  assert.equal((await house.sessions.find(waiting.booking.token))?.join.ready, true);
});
