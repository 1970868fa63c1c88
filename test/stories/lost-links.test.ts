/** A guest who lost the mails with their links asks for them again, and only their mailbox learns what there is. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openAccount } from '#test/cast';
import { openHouse, type House } from '#test/house';

const TUESDAY_TEN = '2027-01-12T09:00:00Z';
const FRIDAY_TEN = '2027-01-15T09:00:00Z';

/** The letters that come of asking, the letters before it aside. */
async function lettersFor(house: House, email: string) {
  await house.settle();
  house.mails.length = 0;
  const asked = await house.sessions.sendLinks(email);
  assert.ok(asked.ok);
  await asked.sent;
  await house.settle();
  return house.mails.splice(0);
}

async function book(house: House, start: string) {
  const answer = await house.book(await house.refreshed(house.ada), start);
  assert.ok(answer.ok);
  return answer.booking;
}

test('one mail lists what is ahead with every host, soonest first, in the zone of the guest', async () => {
  await using house = await openHouse();
  const friday = await book(house, FRIDAY_TEN);
  const tuesday = await book(house, TUESDAY_TEN);
  const cancelled = await book(house, '2027-01-13T09:00:00Z');
  await house.sessions.cancel(cancelled.token, '', 'guest');
  const owner = { name: 'Bea Stone', email: 'bea@example.org', zone: 'Europe/Berlin' };
  const bea = await openAccount(house, owner);
  const other = await house.book(bea, FRIDAY_TEN);
  assert.ok(other.ok);
  const [letter, ...more] = await lettersFor(house, 'Grace@Example.org');
  assert.deepEqual(
    [letter?.to, letter?.subject, more],
    ['grace@example.org', 'Your links to 3 sessions', []],
  );
  const links = letter?.text.match(/https:\S+/g) ?? [];
  assert.deepEqual(links[0], tuesday.url);
  assert.deepEqual(links.toSorted(), [friday.url, tuesday.url, other.booking.url].toSorted());
  assert.match(
    letter?.text ?? '',
    /with Ada Berger:\n {2}Tuesday, 12 January 2027, 04:00 to 04:30, New York/,
  );
  assert.match(
    letter?.text ?? '',
    /with Bea Stone:\n {2}Friday, 15 January 2027, 04:00 to 04:30, New York/,
  );
  assert.doesNotMatch(JSON.stringify(letter), new RegExp(cancelled.token));
});

test('whoever has nothing ahead gets no mail and the same answer', async () => {
  await using house = await openHouse();
  await book(house, TUESDAY_TEN);
  assert.deepEqual(await lettersFor(house, 'nobody@example.org'), []);
  house.clock.set('2027-01-12T09:29:00Z');
  const [during] = await lettersFor(house, 'grace@example.org');
  assert.match(
    during?.subject ?? '',
    /^Your link: Introductory session with Ada Berger, Tue 12 Jan/,
  );
  house.clock.set('2027-01-12T09:30:00Z');
  assert.deepEqual(await lettersFor(house, 'grace@example.org'), []);
});

test('a stranger cannot fill a mailbox: after three times an address has to wait, however it is written', async () => {
  await using house = await openHouse();
  await book(house, FRIDAY_TEN);
  for (const email of ['grace@example.org', 'GRACE@example.org', 'Grace@example.org'])
    assert.equal((await lettersFor(house, email)).length, 1);
  assert.deepEqual(await house.sessions.sendLinks('grace@example.org'), {
    ok: false,
    reason: 'too-often',
  });
  assert.ok((await house.sessions.sendLinks('linus@example.org')).ok);
});

test('the mail is forgotten as soon as it is sent: its links are keys', async () => {
  await using house = await openHouse();
  await book(house, FRIDAY_TEN);
  await lettersFor(house, 'grace@example.org');
  await house.sweep();
  const kept = house.db.selectFrom('notice').select('kind').where('kind', '=', 'lost-links');
  assert.deepEqual(await kept.execute(), []);
});
