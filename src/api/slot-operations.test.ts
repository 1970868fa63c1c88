import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createApi } from './api.ts';
import { adasOffer, now, pretendHouse, slotsAt } from './pretend-house.ts';

const introductory = '/accounts/ada-berger/services/introductory-session';

test('free times are told in UTC with the seats left', async () => {
  const answer = await get(
    `${introductory}/slots?from=2026-12-01&to=2026-12-01&timezone=Europe/Berlin`,
  );
  assert.deepEqual(await answer.json(), {
    timezone: 'Europe/Berlin',
    slots: [
      { start: '2026-12-01T08:00:00Z', end: '2026-12-01T08:30:00Z', seats_left: 1 },
      { start: '2026-12-01T08:30:00Z', end: '2026-12-01T09:00:00Z', seats_left: 1 },
    ],
  });
});

test('the dates asked for are days in the zone asked for, the last one included', async () => {
  // In Auckland the second of December begins at 11:00 UTC on the first.
  const house = houseFreeAt(
    '2026-12-01T10:30:00Z',
    '2026-12-01T11:00:00Z',
    '2026-12-02T10:30:00Z',
    '2026-12-02T11:00:00Z',
  );
  const answer = await get(
    `${introductory}/slots?from=2026-12-02&to=2026-12-02&timezone=Pacific/Auckland`,
    house,
  );
  assert.deepEqual(await startsIn(answer), ['2026-12-01T11:00:00Z', '2026-12-02T10:30:00Z']);
});

test('without dates the next 31 days are told, in the zone of the account', async () => {
  const house = houseFreeAt('2026-11-30T09:00:00Z', '2026-12-31T22:30:00Z', '2026-12-31T23:00:00Z');
  const answer = await get(`${introductory}/slots`, house);
  assert.deepEqual(await startsIn(answer), ['2026-11-30T09:00:00Z', '2026-12-31T22:30:00Z']);
});

test('92 days can be asked for at once, and not one more', async () => {
  assert.equal((await get(`${introductory}/slots?from=2026-12-01&to=2027-03-02`)).status, 200);
  const answer = await get(`${introductory}/slots?from=2026-12-01&to=2027-03-03`);
  assert.deepEqual(await errorsOf(answer), [
    { field: 'to', message: 'Ask for at most 92 days at once.' },
  ]);
});

test('a last day before the first is refused', async () => {
  const answer = await get(`${introductory}/slots?from=2026-12-02&to=2026-12-01`);
  assert.deepEqual(await errorsOf(answer), [
    { field: 'to', message: 'The last day must not lie before the first, 2026-12-02.' },
  ]);
});

test('every parameter at fault is named, in words', async () => {
  const answer = await get(`${introductory}/slots?from=soon&timezone=Berlin`);
  assert.deepEqual(await errorsOf(answer), [
    { field: 'from', message: 'Write a date such as 2026-12-01.' },
    { field: 'timezone', message: 'Choose a time zone, such as Europe/Berlin.' },
  ]);
});

test('days long gone and far ahead have no free times', async () => {
  const past = await get(
    `${introductory}/slots?from=0000-01-01&to=0000-01-31`,
    houseFreeAt('2026-12-01T08:00:00Z'),
  );
  const future = await get(`${introductory}/slots?from=9999-12-01&to=9999-12-31`);
  assert.deepEqual([await startsIn(past), await startsIn(future)], [[], []]);
});

function houseFreeAt(...starts: string[]) {
  return pretendHouse({
    sessions: {
      offer: async () => ({
        ...adasOffer,
        async slots({ fromMs, toMs }) {
          assert.ok(fromMs >= now.epochMilliseconds && toMs >= fromMs);
          return slotsAt(...starts).filter((slot) => slot.startMs >= fromMs && slot.startMs < toMs);
        },
      }),
    },
  });
}

async function get(path: string, house = pretendHouse()): Promise<Response> {
  return await createApi(house).request(path);
}

async function startsIn(answer: Response): Promise<string[]> {
  const { slots } = (await answer.json()) as { slots: { start: string }[] };
  return slots.map((slot) => slot.start);
}

async function errorsOf(answer: Response): Promise<{ field: string; message: string }[]> {
  assert.equal(answer.status, 422);
  return ((await answer.json()) as { errors: { field: string; message: string }[] }).errors;
}
