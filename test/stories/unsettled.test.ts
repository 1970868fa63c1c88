/** Zoom says yes, and does not say to whom: the permission it gave is kept until it does. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reseal } from '#zoom';
import { openAccount } from '#test/cast';
import { connectThrough } from '#test/consent';
import { openHouse, tom, zoe, type House } from '#test/house';

const allow = (house: House) => connectThrough(house, house.ada, zoe);
/** Zoom tells nobody who a token belongs to. */
async function allowUnheard(house: House) {
  house.sandbox.control.addFault({ kind: 'error', path: '/v2/users/me', method: 'GET' });
  return await allow(house);
}

const row = (house: House) => house.conferencing.zoomRow(house.ada.account.id);
const lastTry = (house: House) => house.zoom.lastTry(house.ada.account.id);

test('a host waits a second at most for a limit of a second, and is connected', async () => {
  await using house = await openHouse();
  house.sandbox.control.addFault({ kind: 'too-many', path: '/v2/users/me', times: 1 });
  assert.equal((await allow(house)).ok, true);
});

test('a Zoom that does not say who it is for a while connects the host in the end, unasked', async () => {
  await using house = await openHouse();
  const answer = await allowUnheard(house);
  assert.ok(!answer.ok && answer.reason === 'waiting');
  await house.sweep();
  assert.deepEqual((await row(house)).state, 'not-connected');
  assert.equal((await lastTry(house))?.how, 'waiting');
  house.sandbox.control.clearFaults();
  await house.sweep();
  const now = await row(house);
  assert.ok(now.state === 'connected' && now.email === zoe);
  assert.equal((await lastTry(house))?.how, 'connected');
});

test('allowing Parley again does not end the access there was while Zoom does not say who it is', async () => {
  await using house = await openHouse();
  const grantId = await house.connect(house.ada, zoe);
  await allowUnheard(house);
  house.sandbox.control.clearFaults();
  // Zoom has ended the former tokens by now.
  await assert.rejects(house.zoom.listMarked(grantId, 'parley'), { code: 'unreachable' });
  assert.equal((await row(house)).state, 'connected');
  await house.sweep();
  assert.deepEqual(await house.zoom.listMarked(grantId, 'parley'), []);
  assert.deepEqual(house.mails, []);
});

test('a program that dies with the permission in its hand connects the host when it is back', async () => {
  await using house = await openHouse();
  const dies = async () => {
    throw new Error('out of power');
  };
  const dying = { ...house, conferencing: { ...house.conferencing, connect: dies } };
  await assert.rejects(connectThrough(dying, house.ada, zoe), /out of power/);
  await house.sweep();
  assert.equal((await row(house)).state, 'not-connected', 'somebody may be about to');
  house.clock.advance({ minutes: 1 });
  await house.sweep();
  assert.equal((await row(house)).state, 'connected');
});

test('what Zoom has taken back meanwhile is forgotten', async () => {
  await using house = await openHouse();
  await allowUnheard(house);
  house.sandbox.control.clearFaults();
  house.sandbox.control.uninstall(zoe);
  await house.sweep();
  assert.equal((await row(house)).state, 'not-connected');
  assert.equal((await lastTry(house))?.how, 'failed');
  assert.deepEqual(await house.db.selectFrom('zoom_unsettled').selectAll().execute(), []);
});

test('an outage of hours costs nobody their permission', async () => {
  await using house = await openHouse();
  await allowUnheard(house);
  house.clock.advance({ hours: 5 });
  await house.sweep();
  house.clock.advance({ hours: 5 });
  house.sandbox.control.clearFaults();
  await house.sweep();
  assert.equal((await row(house)).state, 'connected');
});

test('a permission whose giver stays unknown for a week is forgotten', async () => {
  await using house = await openHouse();
  await allowUnheard(house);
  house.clock.advance({ hours: 7 * 24 });
  await house.sweep();
  assert.deepEqual(await house.db.selectFrom('zoom_unsettled').selectAll().execute(), []);
});

test('somebody whom Zoom does not name keeps nobody else’s lost access hidden for more than an hour', async () => {
  await using house = await openHouse();
  const linus = { name: 'Linus', email: 'linus@example.org', zone: 'Europe/Berlin' };
  const grantId = await house.connect(await openAccount(house, linus), tom);
  await allowUnheard(house);
  house.sandbox.control.clearFaults();
  house.sandbox.control.killGrant(tom);
  await assert.rejects(house.zoom.listMarked(grantId, 'parley'), { code: 'unreachable' });
  house.clock.advance({ hours: 1 });
  await assert.rejects(house.zoom.listMarked(grantId, 'parley'), { code: 'grant-lost' });
});

test('tokens sealed with another key hide nobody’s lost access', async () => {
  await using house = await openHouse();
  const linus = { name: 'Linus', email: 'linus@example.org', zone: 'Europe/Berlin' };
  const grantId = await house.connect(await openAccount(house, linus), tom);
  await allowUnheard(house);
  house.sandbox.control.clearFaults();
  await house.db.updateTable('zoom_unsettled').set({ tokens: 'sealed by somebody else' }).execute();
  house.sandbox.control.killGrant(tom);
  await assert.rejects(house.zoom.listMarked(grantId, 'parley'), { code: 'grant-lost' });
});

test('after a second account has connected, a Zoom that doubts the new tokens costs neither its access', async () => {
  await using house = await openHouse();
  const choir = { name: 'Choir', email: '', zone: 'Europe/Berlin', personId: house.ada.personId };
  const grantId = await house.connect(house.ada, zoe);
  const path = '/v2/users/me';
  house.sandbox.control.addFault({ kind: 'token-expired', path, method: 'GET', times: 1 });
  assert.ok((await connectThrough(house, await openAccount(house, choir), zoe)).ok);
  assert.deepEqual(await house.zoom.listMarked(grantId, 'parley'), []);
});

test('tokens that wait lie sealed, and are sealed anew with a new key', async () => {
  await using house = await openHouse();
  await allowUnheard(house);
  const [kept] = await house.db.selectFrom('zoom_unsettled').select('tokens').execute();
  assert.doesNotMatch(kept?.tokens ?? '', /token/i);
  const keys = ['another key for tests, long enough too', 'a key for tests that is long enough'];
  const result = await reseal(house.db, keys as [string, string]);
  assert.deepEqual(result, { renewed: 1, already: 0, unopened: 0, left: 0 });
});
