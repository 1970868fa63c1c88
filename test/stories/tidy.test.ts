import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openHouse, zoe, type House } from '#test/house';

async function countIn({ db }: House, table: string): Promise<number> {
  const { rows } = await sql<{
    count: number;
  }>`select count(*)::int as count from ${sql.table(table)}`.execute(db);
  return rows[0]?.count ?? -1;
}

test('a mail whose link is a key is forgotten as soon as it is sent', async () => {
  await using house = await openHouse();
  const facts = {
    name: 'Ada',
    link: 'https://book.example.org/reset-password/key',
    validMinutes: 30,
  };
  const letter = { kind: 'reset-password' as const, recipient: 'ada@example.org', facts };
  await house.db.transaction().execute((tx) => house.notices.add(tx, null, [letter]));
  await house.sweep();
  assert.equal(await countIn(house, 'notice'), 1);
  await house.settle();
  assert.equal(house.mails.length, 1);
  await house.sweep();
  assert.equal(await countIn(house, 'notice'), 0);
});

test('mails about sessions are kept', async () => {
  await using house = await openHouse();
  assert.ok((await house.book(house.ada, '2027-01-12T09:00:00Z')).ok);
  await house.settle();
  house.clock.advance({ days: 30 });
  await house.sweep();
  assert.equal(await countIn(house, 'notice'), 2);
});

test('the answer to a repeated request is kept for two days', async () => {
  await using house = await openHouse();
  assert.ok((await house.book(house.ada, '2027-01-20T09:00:00Z', 'key-1')).ok);
  house.clock.advance({ hours: 48 });
  await house.sweep();
  assert.equal(await countIn(house, 'repeated_request'), 1);
  house.clock.advance({ seconds: 1 });
  await house.sweep();
  assert.equal(await countIn(house, 'repeated_request'), 0);
});

test('fingerprints of events outlast Zoom’s repeating, and no more', async () => {
  await using house = await openHouse();
  const body = '{"event":"meeting.updated","payload":{"object":{"id":1}}}';
  await house.deliver(body, house.signed(body));
  house.clock.advance({ hours: 2 });
  await house.sweep();
  assert.equal(await countIn(house, 'zoom_event'), 1);
  house.clock.advance({ hours: 23 });
  await house.sweep();
  assert.equal(await countIn(house, 'zoom_event'), 0);
});

test('logins and one-time links go when they have ended, and what was begun at Zoom after a day', async () => {
  await using house = await openHouse();
  const { db, clock, ada } = house;
  const soon = clock.now().add({ hours: 25 });
  const id = '00000000-0000-7000-8000-00000000abcd';
  await sql`insert into login (id, person_id, token, expires_at) values (${id}, ${ada.personId}, 't', ${soon})`.execute(
    db,
  );
  await sql`insert into verification (id, identifier, value, expires_at) values ('v', 'i', 'x', ${soon})`.execute(
    db,
  );
  await house.zoom.beginAuthorization(ada.account.id, id);
  const counts = async () => [
    await countIn(house, 'login'),
    await countIn(house, 'verification'),
    await countIn(house, 'zoom_authorization'),
  ];
  await house.sweep();
  assert.deepEqual(await counts(), [1, 1, 1]);
  clock.advance({ hours: 24, seconds: 1 });
  await house.sweep();
  assert.deepEqual(await counts(), [1, 1, 0]);
  clock.advance({ hours: 1 });
  await house.sweep();
  assert.deepEqual(await counts(), [0, 0, 0]);
});

test('a host who books nothing for months stays connected', async () => {
  await using house = await openHouse();
  await house.connect(house.ada, zoe);
  for (let month = 0; month < 8; month += 1) {
    house.clock.advance({ days: 31 });
    await house.sweep();
  }
  assert.equal((await house.conferencing.zoomRow(house.ada.account.id)).state, 'connected');
  assert.ok((await house.zoom.listMarked(await grantOf(house), 'nothing')).length === 0);
});

test('a resting permission that has died is told of like any other', async () => {
  await using house = await openHouse();
  await house.connect(house.ada, zoe);
  house.sandbox.control.killGrant(zoe);
  house.clock.advance({ days: 31 });
  await house.sweep();
  await house.settle();
  assert.equal((await house.conferencing.zoomRow(house.ada.account.id)).state, 'action-required');
  assert.equal(house.mails.filter((mail) => mail.subject.startsWith('Action required')).length, 1);
});

async function grantOf({ db }: House): Promise<string> {
  return (await db.selectFrom('zoom_grant').select('id').executeTakeFirstOrThrow()).id;
}
