import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPlace, type SessionView } from '#sessions';
import { openHouse, type House } from '#test/house';

const MANY = 405;

test('however many sessions there are, each is on one page, past ones latest first', async () => {
  await using house = await openHouse();
  await holdMany(house);
  await house.book(house.ada, '2027-01-12T09:00:00Z');
  const pages = await walk(house, 'past');
  assert.deepEqual(
    pages.map((page) => page.length),
    [200, 200, 5],
  );
  const starts = pages.flat().map(({ start }) => start.epochMilliseconds);
  assert.deepEqual(
    starts,
    starts.toSorted((a, b) => b - a),
  );
  assert.equal(new Set(pages.flat().map(({ id }) => id)).size, MANY);
});

test('where all fit on one page, none follows; and what is no place is none', async () => {
  await using house = await openHouse();
  await house.book(house.ada, '2027-01-12T09:00:00Z');
  const { sessions, next } = await house.sessions.list(house.ada.account.id, { when: 'upcoming' });
  assert.deepEqual([sessions.length, next], [1, undefined]);
  assert.equal(readPlace('tomorrow'), undefined);
});

/** Three at each hour, so that a page ends amid some that begin at once. Cancelled ones may overlap. */
async function holdMany({ db, clock, ids, ada }: House): Promise<void> {
  const now = clock.now();
  const rows = Array.from({ length: MANY }, (_, index) => {
    const start = now.subtract({ hours: 1 + Math.floor(index / 3) });
    const end = start.add({ minutes: 30 });
    return {
      ...{ id: ids.id(), account_id: ada.account.id, service_id: ada.service.id },
      ...{ service_name: 'Introductory session', starts_at: start, ends_at: end },
      ...{ blocked_from: start, blocked_until: end, capacity: 1, place: 'built-in' as const },
      ...{ cancelled_at: now, created_at: now },
    };
  });
  await db.insertInto('session').values(rows).execute();
}

async function walk({ sessions, ada }: House, when: 'past' | 'upcoming'): Promise<SessionView[][]> {
  const pages: SessionView[][] = [];
  for (let next: string | undefined = ''; next !== undefined;) {
    const page = await sessions.list(ada.account.id, { when, after: readPlace(next) });
    pages.push(page.sessions);
    next = page.next;
  }
  return pages;
}
