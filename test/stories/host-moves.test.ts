/** What guests are offered does not bind a host; what has passed and what stands already does. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openHouse, type House } from '#test/house';

const at = Temporal.Instant.from;
const TUESDAY_TEN = '2027-01-12T09:00:00Z';
/** Neither on the grid of half hours nor in the working hours. */
const SATURDAY_NIGHT = '2027-01-16T21:10:00Z';

async function booked(house: House, start = TUESDAY_TEN) {
  const answer = await house.book(house.ada, start);
  assert.ok(answer.ok);
  await house.settle();
  house.mails.length = 0;
  return { ...answer.booking, accountId: house.ada.account.id };
}

test('a host moves a session to a time no guest is offered, and everybody is told', async () => {
  await using house = await openHouse();
  const { accountId, sessionId, token } = await booked(house);
  const moved = await house.sessions.moveSession(accountId, sessionId, at(SATURDAY_NIGHT));
  assert.deepEqual(moved, { ok: true });
  assert.equal((await house.sessions.find(token))?.start.toString(), SATURDAY_NIGHT);
  await house.settle();
  assert.equal(house.mails.filter(({ subject }) => subject.startsWith('Moved:')).length, 2);
});

test('it can move by less than its length, and that is among the times offered for it', async () => {
  await using house = await openHouse();
  const hour = await house.refreshed(house.ada, { durationMinutes: 60 });
  const answer = await house.book(hour, TUESDAY_TEN);
  assert.ok(answer.ok);
  const { sessionId } = answer.booking;
  const half = at(TUESDAY_TEN).add({ minutes: 30 });
  const { epochMilliseconds: fromMs } = half;
  const range = { fromMs, toMs: fromMs + 1 };
  const { id } = hour.account;
  assert.equal((await house.sessions.slotsForSession(id, sessionId, range)).length, 1);
  assert.deepEqual(await house.sessions.moveSession(id, sessionId, half), { ok: true });
});

test('another session in the way, a time that is past, and one years ahead are refused', async () => {
  await using house = await openHouse();
  const { accountId, sessionId } = await booked(house);
  await booked(house, '2027-01-13T09:00:00Z');
  const tried = async (start: string) => {
    const answer = await house.sessions.moveSession(accountId, sessionId, at(start));
    return answer.ok ? 'moved' : answer.reason;
  };
  assert.equal(await tried('2027-01-13T09:10:00Z'), 'slot-taken');
  assert.equal(await tried('2020-01-13T09:00:00Z'), 'out-of-reach');
  assert.equal(await tried('+012027-01-13T09:00:00Z'), 'out-of-reach');
});

test('what is over is neither moved nor cancelled, and nobody is written to', async () => {
  await using house = await openHouse();
  const { accountId, sessionId, token } = await booked(house);
  house.clock.set('2027-01-12T09:30:00Z');
  assert.deepEqual(await house.sessions.moveSession(accountId, sessionId, at(SATURDAY_NIGHT)), {
    ok: false,
    reason: 'over',
  });
  assert.deepEqual(await house.sessions.cancelSession(accountId, sessionId, 'late'), {
    ok: false,
    reason: 'over',
  });
  await house.settle();
  assert.deepEqual(house.mails, []);
  assert.equal((await house.sessions.find(token))?.status, 'confirmed');
});
