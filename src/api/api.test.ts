import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Hono } from 'hono';
import { createApi } from './api.ts';
import {
  adasService,
  gracesBooking,
  hostKey,
  pretendHouse,
  slotsAt,
  token,
} from './pretend-house.ts';

const introductory = '/accounts/ada-berger/services/introductory-session';
const guest = { name: 'Grace Hill', email: 'grace@example.org', timezone: 'America/New_York' };
const start = '2026-12-01T09:00:00+01:00';
const host = { authorization: `Bearer ${hostKey}` };

test('a booking is answered with its link, its times and the way in', async () => {
  const answer = await post(`${introductory}/bookings`, { start, guest, note: 'First time' });
  assert.equal(answer.status, 201);
  const { booking } = (await answer.json()) as { booking: Record<string, unknown> };
  const { url, status, end, join } = booking;
  assert.deepEqual(
    { token: booking['token'], url, status, start: booking['start'], end, join },
    {
      token,
      url: gracesBooking.url,
      status: 'confirmed',
      start: '2026-12-01T08:00:00Z',
      end: '2026-12-01T08:30:00Z',
      join: { kind: 'call', url: gracesBooking.join.url, ready: true },
    },
  );
});

test('a start is understood with any offset', async () => {
  const starts: string[] = [];
  const house = pretendHouse({
    sessions: {
      async book(_account, _service, request) {
        starts.push(request.start.toString());
        return { ok: true, booking: gracesBooking, repeated: false };
      },
    },
  });
  for (const text of ['2026-12-01T08:00:00Z', start, '2026-12-01T03:00:00.000-05:00']) {
    assert.equal(
      (await post(`${introductory}/bookings`, { start: text, guest }, house)).status,
      201,
      text,
    );
  }
  assert.deepEqual(new Set(starts), new Set(['2026-12-01T08:00:00Z']));
});

test('a start without an offset is refused', async () => {
  const answer = await post(`${introductory}/bookings`, { start: '2026-12-01T09:00:00', guest });
  assert.deepEqual(await errorsOf(answer), [
    { field: 'start', message: 'Write a time with its offset, such as 2026-12-01T09:00:00+01:00.' },
  ]);
});

test('a booking names every field at fault at once', async () => {
  const body = {
    start: '',
    guest: { name: ' ', email: 'grace', timezone: 'Mars/Base' },
    noet: 'typo',
  };
  const errors = await errorsOf(await post(`${introductory}/bookings`, body));
  assert.deepEqual(errors.map((error) => error.field).toSorted(), [
    'guest.email',
    'guest.name',
    'guest.timezone',
    'noet',
    'start',
  ]);
});

test('what the database cannot store is refused, not failed on', async () => {
  const note = await post(`${introductory}/bookings`, { start, guest, note: 'a\0b' });
  const name = await post(`${introductory}/bookings`, {
    start,
    guest: { ...guest, name: 'Grace\r\nBcc: x' },
  });
  assert.deepEqual(
    [note.status, name.status, (await get('/accounts/a%00b/services')).status],
    [422, 422, 404],
  );
});

test('a time that is gone comes with the nearest free ones', async () => {
  const nearest = slotsAt('2026-12-01T08:30:00Z');
  const house = pretendHouse({
    sessions: { book: async () => ({ ok: false, reason: 'slot-taken', nearest }) },
  });
  const answer = await post(`${introductory}/bookings`, { start, guest }, house);
  const problem = (await answer.json()) as Record<string, unknown>;
  assert.equal(answer.status, 409);
  assert.equal(problem['type'], '/api/v1/problems/slot-taken');
  assert.deepEqual(problem['nearest'], [
    { start: '2026-12-01T08:30:00Z', end: '2026-12-01T09:00:00Z' },
  ]);
});

test('a booking can be cancelled without a body', async () => {
  const answer = await createApi(pretendHouse()).request(`/bookings/${token}/cancel`, {
    method: 'POST',
  });
  assert.equal(answer.status, 200);
});

test('without a key, or with a wrong one, host routes ask for one', async () => {
  const none = await get('/sessions');
  const wrong = await createApi(pretendHouse()).request('/sessions', {
    headers: { authorization: 'Bearer nobodys' },
  });
  assert.deepEqual([none.status, wrong.status], [401, 401]);
  assert.match(none.headers.get('www-authenticate') ?? '', /^Bearer/);
});

test('a service that breaks a rule is refused by the names of the API', async () => {
  const answer = await post('/services', { name: 'Circle', duration_minutes: 2, capacity: 0 });
  assert.deepEqual(
    (await errorsOf(answer)).map((error) => error.field),
    ['duration_minutes', 'step_minutes', 'capacity'],
  );
});

test('changing one thing of a service leaves the others', async () => {
  const kept: unknown[] = [];
  const house = pretendHouse({
    services: {
      async edit(_account, _id, form) {
        kept.push([form.name, form.durationMinutes, form.capacity]);
        return { ...adasService, ...form };
      },
    },
  });
  await createApi(house).request(`/services/${adasService.id}`, {
    method: 'PATCH',
    headers: { ...host, 'content-type': 'application/json' },
    body: JSON.stringify({ capacity: 3 }),
  });
  assert.deepEqual(kept, [['Introductory session', 30, 3]]);
});

test('hours that overlap are refused where they do', async () => {
  const monday = [
    { start: '09:00', end: '12:00' },
    { start: '11:00', end: '13:00' },
  ];
  const body = { zone: 'Europe/Berlin', weekly: { '1': monday }, exceptions: {} };
  const answer = await createApi(pretendHouse()).request('/availability', json('PUT', body));
  assert.deepEqual(
    (await errorsOf(answer)).map((error) => error.field),
    ['weekly.1.1'],
  );
});

test('pages of other origins may read times and book, without cookies', async () => {
  const read = await get(`${introductory}/slots`);
  const asked = await createApi(pretendHouse()).request(`${introductory}/bookings`, {
    method: 'OPTIONS',
  });
  assert.equal(read.headers.get('access-control-allow-origin'), '*');
  assert.equal(read.headers.get('access-control-allow-credentials'), null);
  assert.equal(asked.status, 204);
  assert.equal(asked.headers.get('access-control-allow-methods'), 'POST');
  assert.equal(asked.headers.get('access-control-allow-headers'), 'content-type, idempotency-key');
});

test('pages of other origins may not read what needs a key', async () => {
  const answer = await createApi(pretendHouse()).request('/sessions', { headers: host });
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get('access-control-allow-origin'), null);
});

test('a method an address does not know is refused with those it does', async () => {
  const answer = await createApi(pretendHouse()).request(`/bookings/${token}`, {
    method: 'DELETE',
  });
  assert.equal(answer.status, 405);
  assert.equal(answer.headers.get('allow'), 'GET, HEAD, OPTIONS');
});

test('an address that is not there is a problem document too, wherever the API is mounted', async () => {
  const answer = await new Hono()
    .route('/api/v1', createApi(pretendHouse()))
    .request('/api/v1/nothing/here');
  assert.equal(answer.status, 404);
  assert.equal(answer.headers.get('content-type'), 'application/problem+json');
});

test('no answer may be kept by a cache', async () => {
  const good = await get('/accounts/ada-berger/services');
  const bad = await get('/accounts/nobody/services');
  assert.deepEqual(
    [good, bad].map((answer) => answer.headers.get('cache-control')),
    ['no-store', 'no-store'],
  );
});

test('a body that grows as it arrives is cut off at the limit', async () => {
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 1;
      controller.enqueue(new Uint8Array(16_384).fill(32));
    },
  });
  const request = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: endless,
    duplex: 'half',
  };
  const answer = await createApi(pretendHouse()).request(
    `${introductory}/bookings`,
    request as RequestInit,
  );
  assert.equal(answer.status, 413);
  assert.ok(sent < 10, `${sent} pieces were taken`);
});

async function get(path: string, house = pretendHouse()): Promise<Response> {
  return await createApi(house).request(path);
}

async function post(path: string, body: unknown, house = pretendHouse()): Promise<Response> {
  return await createApi(house).request(path, json('POST', body));
}

function json(method: string, body: unknown): RequestInit {
  return {
    method,
    headers: { ...host, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

async function errorsOf(answer: Response): Promise<{ field: string; message: string }[]> {
  assert.equal(answer.status, 422);
  return ((await answer.json()) as { errors: { field: string; message: string }[] }).errors;
}
