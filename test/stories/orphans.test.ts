import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openHouse, zoe, type House } from '#test/house';

const TUESDAY_TEN = '2027-01-12T09:00:00Z';
const FRIDAY_TEN = '2027-01-15T09:00:00Z';

async function bookOnZoom(house: House) {
  await house.connect(house.ada, zoe);
  await house.conferencing.makeDefault(house.ada.account.id, 'zoom');
  const booked = await house.book(await house.refreshed(house.ada), FRIDAY_TEN);
  assert.ok(booked.ok);
  await house.jobs.settle();
  return booked.booking;
}

const agendas = (house: House) =>
  house.sandbox.control
    .state()
    .meetings.filter((meeting) => meeting.deletedAt === null)
    .map((meeting) => meeting.agenda.split('\n')[0] ?? '');

async function markOf(house: House, sessionId: string) {
  const { mark } = await house.db
    .selectFrom('observed_meeting')
    .select('mark')
    .where('session_id', '=', sessionId)
    .executeTakeFirstOrThrow();
  return mark;
}

function schedule(house: House, agenda: string, start = FRIDAY_TEN) {
  return house.sandbox.control.schedule(zoe, {
    topic: 'Meeting',
    type: 2,
    start_time: start,
    agenda,
  });
}

/** A day and some minutes go by. */
async function nextNight(house: House) {
  house.clock.advance({ hours: 25 });
  for (let minute = 0; minute < 3; minute += 1) {
    await house.sweep();
    await house.jobs.settle();
    house.clock.advance({ minutes: 1 });
  }
}

test('a meeting of a session that Parley does not know any more leaves Zoom in the night', async () => {
  await using house = await openHouse();
  const { sessionId } = await bookOnZoom(house);
  await sql`delete from session where id = ${sessionId}`.execute(house.db);
  await nextNight(house);
  assert.deepEqual(agendas(house), []);
});

test('the host’s own meetings, and those of another Parley, are left alone', async () => {
  await using house = await openHouse();
  await bookOnZoom(house);
  const own = ['', 'Bring your notes', 'parley', 'parley-0123456789-token-of-another-one'];
  for (const agenda of own) schedule(house, agenda);
  await nextNight(house);
  assert.deepEqual(agendas(house).slice(1), own);
  assert.equal(agendas(house).length, own.length + 1);
});

test('of two meetings with the mark of one session, the one its link leads to stays', async () => {
  await using house = await openHouse();
  const { sessionId, token } = await bookOnZoom(house);
  schedule(house, `${await markOf(house, sessionId)}\nmade twice`);
  assert.equal(house.meetings().length, 2);
  await nextNight(house);
  const [left, ...more] = house.meetings();
  assert.equal(more.length, 0);
  assert.equal((await house.sessions.find(token))?.join.url, left?.joinUrl);
});

test('of a rehearsal the meeting it knows of stays its own, and a second one leaves Zoom in the night', async () => {
  await using house = await openHouse();
  const grantId = await house.connect(house.ada, zoe);
  const { mark } = await house.db.selectFrom('rehearsal').select('mark').executeTakeFirstOrThrow();
  const [known] = [schedule(house, mark), schedule(house, mark)];
  await house.db
    .updateTable('rehearsal')
    .set({ meeting_id: String(known.id) })
    .execute();
  await house.conferencing.scanOrphans(grantId);
  assert.deepEqual(
    house.meetings().map(({ id }) => id),
    [known.id],
  );
});

test('a removal that got lost is asked for again', async () => {
  await using house = await openHouse();
  const { sessionId, token } = await bookOnZoom(house);
  await house.sessions.cancel(token, 'a cold', 'guest');
  await sql`delete from jobs.job`.execute(house.db);
  await house.db
    .updateTable('observed_meeting')
    .set({ outcome: 'settled' })
    .where('session_id', '=', sessionId)
    .execute();
  await nextNight(house);
  assert.deepEqual(agendas(house), []);
});

test('a session without a meeting takes the one that carries its mark instead of a second one', async () => {
  await using house = await openHouse();
  const { sessionId, token } = await bookOnZoom(house);
  const made = house.meetings();
  await sql`update observed_meeting set meeting_id = null, join_url = null, applied_generation = 0`.execute(
    house.db,
  );
  const grant = await house.db.selectFrom('zoom_grant').select('id').executeTakeFirstOrThrow();
  await house.conferencing.scanOrphans(grant.id);
  await house.jobs.settle();
  house.clock.advance({ seconds: 30 });
  await house.jobs.settle();
  assert.deepEqual(house.meetings(), made);
  assert.equal((await house.sessions.find(token))?.join.url, made[0]?.joinUrl, sessionId);
});

test('after Disconnect the meetings that stayed are the host’s, and what is over stays in their history', async () => {
  await using house = await openHouse();
  const { sessionId } = await bookOnZoom(house);
  const other = await house.connect(house.ada, zoe);
  schedule(house, `${await markOf(house, sessionId)}\nover by then`, TUESDAY_TEN);
  await house.db.updateTable('desired_meeting').set({ managed: false }).execute();
  const before = agendas(house);
  house.clock.set('2027-01-12T10:00:00Z');
  await house.conferencing.scanOrphans(other);
  await house.jobs.settle();
  assert.deepEqual(agendas(house), before);
});

test('a scan keeps to the pace of the plan and comes back for the rest', async () => {
  await using house = await openHouse();
  const { sessionId } = await bookOnZoom(house);
  const { name } = await house.db
    .selectFrom('installation')
    .select('name')
    .executeTakeFirstOrThrow();
  for (let n = 0; n < 70; n += 1) schedule(house, `parley-${name}-nobodys-${n}`);
  const grant = await house.db.selectFrom('zoom_grant').select('id').executeTakeFirstOrThrow();
  house.clock.advance({ seconds: 2 });
  await house.conferencing.scanOrphans(grant.id);
  for (let second = 0; second < 6; second += 1) {
    house.clock.advance({ milliseconds: 1_100 });
    await house.jobs.settle();
  }
  assert.deepEqual(agendas(house), [await markOf(house, sessionId)]);
  const refused = house.sandbox.control.state().calls.filter((call) => call.status === 429);
  assert.deepEqual(refused, []);
});
