/** How somebody becomes a member of an account, and how they cease to be one. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createApiKeys, createMembers } from '#accounts';
import { createDoorkeeper } from '#sessions';
import { linus } from '#test/cast';
import { openHouse, zoe, type House } from '#test/house';

const ada = { name: 'Ada Berger', email: 'ada@example.org' };

async function withMembers(house: House) {
  const members = createMembers({ ...house, appUrl: 'https://book.example.org' });
  const owner = { id: house.ada.personId, ...ada };
  const { account } = house.ada;
  return {
    members,
    owner,
    account,
    /** A person who is signed up and belongs nowhere. */
    async person({ name, email }: { name: string; email: string }) {
      const id = house.ids.id();
      await house.db.insertInto('person').values({ id, name, email }).execute();
      return { id, name, email };
    },
    /** Invites, and answers the key that stands in the newest letter. */
    async invite(email: string, role: 'owner' | 'host' = 'host') {
      assert.deepEqual(await members.invite(owner, account, { email, role }), { ok: true });
      await house.settle();
      const letter = house.mails.findLast(({ to }) => to === email);
      return /\/accounts\/join\/(\S+)/.exec(letter?.text ?? '')?.[1] ?? assert.fail('no link');
    },
    async roles() {
      const all = await members.list(account.id);
      return Object.fromEntries(all.map(({ email, role }) => [email, role]));
    },
  };
}

test('whoever accepts an invitation is a member from then on, and its link is used up', async () => {
  await using house = await openHouse();
  const { members, account, person, invite, roles } = await withMembers(house);
  const token = await invite(linus.email);
  const found = await members.find(token);
  assert.equal(found.is === 'open' && found.account.name, account.name);
  assert.equal(found.is === 'open' && found.invitedBy, ada.name);
  const her = await person(linus);
  assert.deepEqual(await members.accept(token, her), { ok: true, accountId: account.id });
  assert.deepEqual(await roles(), { [ada.email]: 'owner', [linus.email]: 'host' });
  assert.deepEqual(
    (await house.accounts.ofPerson(her.id)).map(({ id, role }) => [id, role]),
    [[account.id, 'host']],
  );
  assert.deepEqual(await members.invited(account.id), []);
  assert.equal((await members.find(token)).is, 'used');
  const eve = await person({ name: 'Eve', email: 'eve@example.org' });
  assert.deepEqual(await members.accept(token, eve), { ok: false, reason: 'used' });
  // Pressed twice, it is once.
  assert.deepEqual(await members.accept(token, her), { ok: true, accountId: account.id });
});

test('an invitation is for its address alone', async () => {
  await using house = await openHouse();
  const { members, person, invite, roles } = await withMembers(house);
  const token = await invite(linus.email, 'owner');
  const eve = await person({ name: 'Eve', email: 'eve@example.org' });
  assert.deepEqual(await members.accept(token, eve), { ok: false, reason: 'other-address' });
  assert.deepEqual(await roles(), { [ada.email]: 'owner' });
  assert.equal((await members.find(token)).is, 'open');
});

test('an invitation works for seven days', async () => {
  await using house = await openHouse();
  const { members, account, person, invite } = await withMembers(house);
  const token = await invite(linus.email);
  house.clock.advance({ hours: 7 * 24 - 1 });
  assert.equal((await members.find(token)).is, 'open');
  house.clock.advance({ hours: 1 });
  assert.equal((await members.find(token)).is, 'expired');
  const answer = await members.accept(token, await person(linus));
  assert.deepEqual(answer, { ok: false, reason: 'expired' });
  // The owner goes on reading that nobody came, for a while.
  await house.sweep();
  assert.equal((await members.invited(account.id)).length, 1);
  house.clock.advance({ hours: 30 * 24 + 1 });
  await house.sweep();
  assert.deepEqual(await members.invited(account.id), []);
});

test('a withdrawn invitation opens nothing, and its letter is not sent any more', async () => {
  await using house = await openHouse();
  const { members, owner, account, person, invite } = await withMembers(house);
  const token = await invite(linus.email);
  const [invited] = await members.invited(account.id);
  assert.ok(invited);
  await members.withdraw(account.id, invited.id);
  assert.equal((await members.find(token)).is, 'unknown');
  const answer = await members.accept(token, await person(linus));
  assert.deepEqual(answer, { ok: false, reason: 'unknown' });

  house.mails.length = 0;
  const email = 'grace@example.org';
  assert.ok((await members.invite(owner, account, { email, role: 'host' })).ok);
  const [waiting] = await members.invited(account.id);
  assert.ok(waiting);
  await members.withdraw(account.id, waiting.id);
  await house.settle();
  assert.deepEqual(house.mails, []);
});

test('whoever is invited anew has one link that works, the newest', async () => {
  await using house = await openHouse();
  const { members, account, person, invite, roles } = await withMembers(house);
  const first = await invite(linus.email);
  const second = await invite(linus.email, 'owner');
  assert.equal((await members.find(first)).is, 'unknown');
  assert.equal((await members.invited(account.id)).length, 1);
  assert.ok((await members.accept(second, await person(linus))).ok);
  assert.equal((await roles())[linus.email], 'owner');
});

test('only a hash of an invitation’s key is kept, once its letter is sent', async () => {
  await using house = await openHouse();
  const { invite } = await withMembers(house);
  const token = await invite(linus.email);
  await house.sweep();
  const rows = await house.db.selectFrom('invitation').selectAll().execute();
  const letters = await house.db.selectFrom('notice').selectAll().execute();
  assert.ok(!JSON.stringify([rows, letters]).includes(token));
});

test('a removed member is in no account any more, and comes back by nothing they had', async () => {
  await using house = await openHouse();
  const { members, account, person, invite } = await withMembers(house);
  const token = await invite(linus.email, 'owner');
  const former = await person(linus);
  assert.ok((await members.accept(token, former)).ok);
  const keys = createApiKeys(house);
  const { key } = await keys.make(account.id, former.id, 'my own program');
  const kept = await keys.make(account.id, house.ada.personId, 'the studio’s');
  const back = { email: 'me-again@example.org', role: 'owner' } as const;
  assert.ok((await members.invite(former, account, back)).ok);
  const loginId = house.ids.id();
  await house.db
    .insertInto('login')
    .values({
      id: loginId,
      person_id: former.id,
      token: 't',
      expires_at: house.clock.now(),
    } as never)
    .execute();
  await house.zoom.beginAuthorization(account.id, loginId);

  const { isHost } = createDoorkeeper(house);
  assert.equal(await isHost(account.id, former.id), true);

  assert.deepEqual(await members.remove(account.id, former.id), { ok: true });
  assert.deepEqual(await house.accounts.ofPerson(former.id), []);
  assert.equal(await isHost(account.id, former.id), false);
  assert.equal(await keys.accountOf(key), undefined);
  assert.equal(await keys.accountOf(kept.key), account.id);
  assert.deepEqual(await members.invited(account.id), []);
  assert.deepEqual(await members.accept(token, former), { ok: false, reason: 'used' });
  const begun = await house.db.selectFrom('zoom_authorization').select('state').execute();
  assert.deepEqual(begun, []);
  const again = await members.invite(former, account, { email: 'x@example.org', role: 'owner' });
  assert.deepEqual(again, { ok: false, reason: 'may-not' });
});

test('an account keeps an owner, whoever leaves', async () => {
  await using house = await openHouse();
  const { members, account, person, invite, roles } = await withMembers(house);
  const adas = house.ada.personId;
  const last = { ok: false, reason: 'last-owner' };
  assert.deepEqual(await members.remove(account.id, adas), last);
  assert.deepEqual(await members.setRole(account.id, adas, 'host'), last);
  const other = await person(linus);
  assert.ok((await members.accept(await invite(linus.email), other)).ok);
  assert.deepEqual(await members.remove(account.id, adas), last);
  assert.ok((await members.setRole(account.id, other.id, 'owner')).ok);
  assert.deepEqual(await members.remove(account.id, adas), { ok: true });
  assert.deepEqual(await roles(), { [linus.email]: 'owner' });
});

test('of two owners who leave in one moment one stays', async () => {
  await using house = await openHouse();
  const { members, account, person } = await withMembers(house);
  const both = [house.ada.personId, (await person(linus)).id];
  const ownerAgain = (personId: string) =>
    house.db
      .insertInto('member')
      .values({
        ...{ account_id: account.id, person_id: personId, role: 'owner' },
        joined_at: house.clock.now(),
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  // Several times: on a server the first transactions wait for their connections, one after the other.
  for (let round = 0; round < 10; round += 1) {
    for (const personId of both) await ownerAgain(personId);
    await Promise.all(both.map((personId) => members.remove(account.id, personId)));
    assert.equal((await members.list(account.id)).length, 1);
  }
});

test('an owner who is made a host keeps the sessions and loses the keys', async () => {
  await using house = await openHouse();
  const { members, account, person, invite } = await withMembers(house);
  const other = await person(linus);
  assert.ok((await members.accept(await invite(linus.email, 'owner'), other)).ok);
  const keys = createApiKeys(house);
  const { key } = await keys.make(account.id, other.id, 'my own program');
  assert.ok((await members.setRole(account.id, other.id, 'host')).ok);
  assert.equal(await keys.accountOf(key), undefined);
  assert.equal((await house.accounts.ofPerson(other.id)).length, 1);
});

test('a member is not invited a second time, and nobody is written to over and over', async () => {
  await using house = await openHouse();
  const { members, owner, account, invite } = await withMembers(house);
  const again = await members.invite(owner, account, { email: ada.email, role: 'host' });
  assert.deepEqual(again, { ok: false, reason: 'is-member' });
  for (let time = 0; time < 3; time += 1) await invite(linus.email);
  const tooOften = { ok: false, reason: 'too-often' };
  assert.deepEqual(
    await members.invite(owner, account, { email: linus.email, role: 'host' }),
    tooOften,
  );
  for (let other = 0; other < 17; other += 1) await invite(`host-${other}@example.org`);
  assert.deepEqual(
    await members.invite(owner, account, { email: 'one-more@example.org', role: 'host' }),
    tooOften,
  );
});

test('every member hears of sessions, and the owners alone of what they alone can mend', async () => {
  await using house = await openHouse();
  const { members, account, person, invite } = await withMembers(house);
  const other = await person(linus);
  assert.ok((await members.accept(await invite(linus.email), other)).ok);
  const grantId = await house.connect(house.ada, zoe);
  await house.conferencing.makeDefault(account.id, 'zoom');
  house.mails.length = 0;
  const booked = await house.book(await house.refreshed(house.ada), '2027-01-15T09:00:00Z');
  assert.ok(booked.ok);
  await house.settle();
  const recipients = () =>
    house.mails
      .splice(0)
      .map(({ to }) => to)
      .toSorted();
  assert.deepEqual(recipients(), [ada.email, 'grace@example.org', linus.email]);

  // As a guest books: the account is read with the service, and who holds its sessions along with it.
  const address = { account: account.slug, service: house.ada.service.slug };
  const offer = await house.sessions.offer(address, { fromMs: 0, toMs: 1 });
  assert.deepEqual(offer?.account.holders, [ada.email, linus.email]);
  assert.ok((await house.book(offer, '2027-01-18T09:00:00Z')).ok);
  await house.settle();
  assert.deepEqual(recipients(), [ada.email, 'grace@example.org', linus.email]);

  house.sandbox.control.killGrant(zoe);
  await assert.rejects(house.zoom.read(grantId, '81234567890'), { code: 'grant-lost' });
  await house.sweep();
  await house.settle();
  assert.deepEqual(recipients(), [ada.email]);

  assert.ok((await members.remove(account.id, other.id)).ok);
  await house.sessions.cancel(booked.booking.token, '', 'guest');
  await house.settle();
  assert.deepEqual(recipients(), [ada.email, 'grace@example.org']);
});
