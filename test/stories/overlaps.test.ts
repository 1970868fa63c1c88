import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openAccount, type Hosting } from '#test/cast';
import { openHouse, zoe, type House } from '#test/house';

const TUESDAY_TEN = '2027-01-12T09:00:00Z';

/** Ada with a second account, both on one Zoom user, and a session in the first. */
async function twoAccounts(house: House) {
  const { db, clock, ids } = house;
  const choir = await openAccount(
    { db, clock, ids },
    { name: 'Winter Choir', email: 'choir@example.org', zone: 'Europe/Berlin' },
  );
  for (const hosting of [house.ada, choir]) {
    await house.connect(hosting, zoe);
    await house.conferencing.makeDefault(hosting.account.id, 'zoom');
  }
  const first = await bookWith(house, house.ada, TUESDAY_TEN);
  house.mails.length = 0;
  return { choir, first };
}

async function bookWith(house: House, hosting: Hosting, start: string) {
  const booked = await house.book(await house.refreshed(hosting), start);
  assert.ok(booked.ok);
  await house.settle();
  const { sessionId, token } = booked.booking;
  return { accountId: hosting.account.id, sessionId, token };
}

async function overlapsOf(house: House, of: { accountId: string; sessionId: string }) {
  const shown = await house.sessions.show(of.accountId, of.sessionId);
  return shown?.session.overlaps.map(({ accountName, start }) => `${accountName} ${start}`);
}

test('an overlap on one Zoom user is told to both hosts, by mail to the one just booked, never to guests', async () => {
  await using house = await openHouse();
  const { choir, first } = await twoAccounts(house);
  const second = await bookWith(house, choir, TUESDAY_TEN);
  assert.deepEqual(await overlapsOf(house, first), [`Winter Choir ${TUESDAY_TEN}`]);
  assert.deepEqual(await overlapsOf(house, second), [`Ada Berger ${TUESDAY_TEN}`]);
  const told = house.mails.filter(({ text }) => text.includes('Zoom holds one meeting at a time'));
  assert.deepEqual(
    told.map(({ to }) => to),
    ['choir@example.org'],
  );
  const facts = await house.db
    .selectFrom('notice')
    .select('facts')
    .where('kind', 'like', '%-guest')
    .execute();
  assert.ok(facts.every((row) => !('overlaps' in row.facts)));
});

test('sessions one after the other, or on different Zoom users, do not overlap', async () => {
  await using house = await openHouse();
  const { choir } = await twoAccounts(house);
  const after = await bookWith(house, choir, '2027-01-12T09:30:00Z');
  assert.deepEqual(await overlapsOf(house, after), []);
});

test('an overlap is gone once one of the two moves, is cancelled or goes to a built-in call', async () => {
  await using house = await openHouse();
  const { choir, first } = await twoAccounts(house);
  const solve = {
    moves: ({ token }: { token: string }) =>
      house.sessions.move(token, Temporal.Instant.from('2027-01-13T13:00:00Z'), 'guest'),
    cancels: ({ token }: { token: string }) => house.sessions.cancel(token, '', 'host'),
    'leaves Zoom': ({ accountId, sessionId }: typeof first) =>
      house.sessions.holdIn(accountId, sessionId, 'built-in'),
  };
  for (const [how, deed] of Object.entries(solve)) {
    const second = await bookWith(house, choir, TUESDAY_TEN);
    assert.equal((await overlapsOf(house, first))?.length, 1, how);
    await deed(second);
    await house.settle();
    assert.deepEqual(await overlapsOf(house, first), [], how);
    if (how !== 'cancels') await house.sessions.cancel(second.token, '', 'host');
    await house.settle();
  }
});
