import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Hono } from 'hono';
import { createApiKeys } from '#accounts';
import { createLog } from '#base';
import { joinCore } from '#core';
import { adaHosts, grace, linus } from '#test/cast';
import { testClock, type TestClock } from '#test/clock';
import { freshDatabase, type FreshDatabase } from '#test/database';
import { testIds } from '#test/ids';
import { testJobs, type TestJobs } from '#test/jobs';
import { createApi } from './api.ts';

interface Booking {
  token: string;
  status: string;
  start: string;
  url: string;
  join: { kind: string };
}
interface Answer {
  booking: Booking;
  code: string;
  slots: { start: string }[];
  nearest: { start: string }[];
  sessions: { status: string; bookings: { guest: { email: string } }[] }[];
}

const introductory = '/accounts/ada-berger/services/introductory-session';

test('a guest books, repeats the request, moves and cancels; the link stays the same', async () => {
  await using house = await openHouse();
  const { app } = house;
  const { slots } = await get(app, `${introductory}/slots?from=2027-01-12&to=2027-01-12`);
  const [first, second] = slots.map((slot) => slot.start);
  const request = { start: first, guest: grace, note: 'First time' };
  const key = { 'idempotency-key': 'once' };

  const booked = await post(app, `${introductory}/bookings`, request, key);
  const again = await post(app, `${introductory}/bookings`, request, key);
  assert.deepEqual([booked.status, again.status], [201, 201]);
  assert.deepEqual(again.body, booked.body);
  const { token, url } = booked.body.booking;

  const moved = await post(app, `/bookings/${token}/move`, { start: second });
  assert.deepEqual([moved.body.booking.start, moved.body.booking.url], [second, url]);
  const cancelled = await post(app, `/bookings/${token}/cancel`, { reason: 'Ill' });
  assert.equal(cancelled.body.booking.status, 'cancelled');
  assert.deepEqual(await get(app, `/bookings/${token}`), cancelled.body);
});

test('free times that were told before are told again, and a time that was taken since is not among them', async () => {
  await using house = await openHouse();
  const { app } = house;
  const day = `${introductory}/slots?from=2027-01-12&to=2027-01-12`;
  const starts = async (query = '') =>
    (await get(app, `${day}${query}`)).slots.map((slot) => slot.start);
  const [first, ...others] = await starts();
  assert.deepEqual(await starts(), [first, ...others]);
  assert.notDeepEqual(await starts('&timezone=Asia/Tokyo'), [first, ...others]);
  await post(app, `${introductory}/bookings`, { start: first, guest: grace });
  assert.deepEqual(await starts(), others);
});

test('a key used for one booking cannot be used for another', async () => {
  await using house = await openHouse();
  const key = { 'idempotency-key': 'once' };
  const request = { start: '2027-01-12T09:00:00Z', guest: grace };
  await post(house.app, `${introductory}/bookings`, request, key);
  const other = await post(
    house.app,
    `${introductory}/bookings`,
    { ...request, guest: linus },
    key,
  );
  assert.deepEqual([other.status, other.body.code], [409, 'key-reused']);
});

test('whoever comes second for a time is told the nearest free ones', async () => {
  await using house = await openHouse();
  const start = '2027-01-12T09:00:00Z';
  await post(house.app, `${introductory}/bookings`, { start, guest: grace });
  const late = await post(house.app, `${introductory}/bookings`, { start, guest: linus });
  assert.deepEqual([late.status, late.body.code], [409, 'slot-taken']);
  assert.ok(late.body.nearest.length > 0);
  assert.ok(late.body.nearest.every((slot) => slot.start !== start));
});

test('a host sees with a key who has booked, and nobody does with another key', async () => {
  await using house = await openHouse();
  await post(house.app, `${introductory}/bookings`, {
    start: '2027-01-12T09:00:00Z',
    guest: grace,
  });
  const { sessions } = await get(house.app, '/sessions', house.authorization);
  assert.deepEqual(
    sessions.map((session) => session.bookings.map((booking) => booking.guest.email)),
    [['grace@example.org']],
  );
  const refused = await house.app.request('/sessions', {
    headers: { authorization: 'Bearer parley_other' },
  });
  assert.equal(refused.status, 401);
});

async function openHouse() {
  const database = await freshDatabase();
  const clock = testClock();
  const jobs = await testJobs(database, clock);
  const { app, apiKeys, hosting } = await furnish(database, clock, jobs);
  const { key } = await apiKeys.make(hosting.account.id, hosting.personId, 'Website');
  const close = () => jobs.stop().then(() => database.close());
  return { app, authorization: { authorization: `Bearer ${key}` }, [Symbol.asyncDispose]: close };
}

/** Without Zoom and the post. */
async function furnish({ db }: FreshDatabase, clock: TestClock, jobs: TestJobs) {
  const base = { db, clock, jobs, ids: testIds(), appUrl: 'https://book.example.org' };
  const core = joinCore({
    ...base,
    log: createLog('error'),
    mailer: { send: async () => {} },
    mailFrom: 'Parley <parley@localhost>',
    provider: undefined,
    largestCall: 4,
  });
  const apiKeys = createApiKeys(base);
  const app = createApi({ ...base, ...core, apiKeys, log: createLog('error') });
  return { app, apiKeys, hosting: await adaHosts(base) };
}

async function get(app: Hono, path: string, headers: Record<string, string> = {}): Promise<Answer> {
  const answer = await app.request(path, { headers });
  assert.equal(answer.status, 200, path);
  return (await answer.json()) as Answer;
}

async function post(app: Hono, path: string, body: unknown, headers: Record<string, string> = {}) {
  const answer = await app.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as Answer };
}
