/** What only happens between two connections, so only on a PostgreSQL server. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openHouse, type House } from '#test/house';

const skip = process.env.TEST_DATABASE_URL
  ? false
  : 'the embedded database has one connection; a race needs two';

test(
  'whoever joins a group while its last guest leaves has a session that takes place',
  { skip },
  async () => {
    await using house = await openHouse();
    const choir = await house.refreshed(house.ada, { capacity: 3 });
    const leaving = await house.book(choir, '2027-01-12T09:00:00Z');
    assert.ok(leaving.ok);
    const { sessionId, token } = leaving.booking;
    const [joining] = await whileLocked(house, sessionId, [
      () => house.book(choir, '2027-01-12T09:00:00Z'),
      () => house.sessions.cancel(token, '', 'guest'),
    ]);
    assert.ok(joining?.ok && 'booking' in joining);
    const shown = await house.sessions.show(choir.account.id, joining.booking.sessionId);
    assert.equal(shown?.session.cancelledAt, null);
  },
);

type Deed = () => ReturnType<House['book'] | House['sessions']['cancel']>;

/** Begins the deeds one after another while the session is locked, so that they queue in this order. */
async function whileLocked(house: House, sessionId: string, deeds: Deed[]) {
  const begun = await house.db.transaction().execute(async (tx) => {
    await sql`select 1 from session where id = ${sessionId} for update`.execute(tx);
    const started = [];
    for (const deed of deeds) {
      started.push(deed());
      await untilWaiting(house, started.length);
    }
    return started;
  });
  return await Promise.all(begun);
}

async function untilWaiting(house: House, count: number): Promise<void> {
  for (;;) {
    const { rows } = await sql`
      select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
    `.execute(house.db);
    if (rows.length >= count) return;
  }
}
