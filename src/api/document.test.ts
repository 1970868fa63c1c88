import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { Hono } from 'hono';
import { Failure } from '#base';
import { createApi } from './api.ts';
import { operations } from './operations.ts';
import { refusalsOf, type ApiParts, type Operation } from './operation.ts';
import {
  adasAccount,
  adasOffer,
  adasService,
  hostKey,
  pretendHouse,
  serviceId,
  sessionId,
  slotsAt,
  token,
} from './pretend-house.ts';

interface Answers {
  responses: Record<string, { content: Record<string, { schema: object }> }>;
}
interface Document {
  openapi: string;
  paths: Record<string, Record<string, Answers>>;
}
type Sent = { path: string; method: string; body?: unknown; headers?: Record<string, string> };

const host = { authorization: `Bearer ${hostKey}` };
const guest = { name: 'Grace Hill', email: 'grace@example.org', timezone: 'America/New_York' };
const start = '2026-12-01T09:00:00+01:00';
const introductory = '/accounts/ada-berger/services/introductory-session';
const hours = {
  zone: 'Europe/Berlin',
  weekly: { '1': [{ start: '09:00', end: '12:00' }] },
  exceptions: {},
};

/** A request to every operation that is answered as wished. */
const good: Record<string, { path: string; body?: unknown }> = {
  listOfferedServices: { path: '/accounts/ada-berger/services' },
  listSlots: { path: `${introductory}/slots?from=2026-12-01&to=2026-12-31&timezone=Europe/Berlin` },
  book: { path: `${introductory}/bookings`, body: { start, guest } },
  findBooking: { path: `/bookings/${token}` },
  moveBooking: { path: `/bookings/${token}/move`, body: { start } },
  cancelBooking: { path: `/bookings/${token}/cancel`, body: { reason: 'Ill' } },
  listSessions: { path: '/sessions?when=past' },
  showSession: { path: `/sessions/${sessionId}` },
  moveSession: { path: `/sessions/${sessionId}/move`, body: { start } },
  cancelSession: { path: `/sessions/${sessionId}/cancel`, body: {} },
  listServices: { path: '/services' },
  createService: { path: '/services', body: { name: 'Lesson', duration_minutes: 45 } },
  changeService: { path: `/services/${serviceId}`, body: { capacity: 2, offered: false } },
  showAccount: { path: '/account' },
  showAvailability: { path: '/availability' },
  setAvailability: { path: '/availability', body: hours },
  listConnections: { path: '/connections' },
  setDefaultConferencing: { path: '/conferencing/default', body: { place: 'zoom' } },
  explainProblem: { path: '/problems/slot-taken' },
};

const taken = async () =>
  ({ ok: false, reason: 'slot-taken', nearest: slotsAt('2026-12-01T08:30:00Z') }) as const;
const cancelled = async () => ({ ok: false, reason: 'cancelled' }) as const;
const tooLate = async () =>
  ({ ok: false, reason: 'not-allowed', why: 'It starts in an hour.' }) as const;
const off = {
  sessions: {
    offer: async () => ({
      ...adasOffer,
      service: { ...adasService, switchedOffAt: Temporal.Instant.from(start) },
    }),
  },
};

/** Houses that refuse: operation, what it should refuse with, and why it does. */
const refusing: [operation: string, code: string, house: Parameters<typeof pretendHouse>[0]][] = [
  ['listSlots', 'switched-off', off],
  [
    'book',
    'switched-off',
    { sessions: { book: async () => ({ ok: false, reason: 'switched-off' }) } },
  ],
  ['book', 'key-reused', { sessions: { book: async () => ({ ok: false, reason: 'key-reused' }) } }],
  ['book', 'slot-taken', { sessions: { book: taken } }],
  ['moveBooking', 'slot-taken', { sessions: { move: taken } }],
  ['moveBooking', 'cancelled', { sessions: { move: cancelled } }],
  ['moveBooking', 'change-not-allowed', { sessions: { move: tooLate } }],
  ['cancelBooking', 'change-not-allowed', { sessions: { cancel: tooLate } }],
  ['moveSession', 'slot-taken', { sessions: { moveSession: taken } }],
  ['moveSession', 'cancelled', { sessions: { moveSession: cancelled } }],
  [
    'setDefaultConferencing',
    'conferencing-not-ready',
    { conferencing: { makeDefault: async () => ({ ok: false, why: 'Connect Zoom first.' }) } },
  ],
];

test('the document tells of every route, and every route is in it', async () => {
  const app = createApi(pretendHouse());
  const document = await documentOf(app);
  const told = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const routes = app.routes.map(
    ({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`,
  );
  const paths = Object.keys(document.paths);
  // Routes of every method only refuse: one for each path in the document, and one for all other paths.
  const refusing = [...paths, '/*'].map((path) => `ALL ${path}`);
  assert.equal(document.openapi, '3.1.0');
  assert.deepEqual(new Set(routes), new Set([...told, ...refusing]));
});

test('what is done is answered as the document says', async () => {
  const { check } = await checker();
  assert.deepEqual(operations.map(({ id }) => id).toSorted(), Object.keys(good).toSorted());
  for (const operation of operations) {
    const answer = await ask(pretendHouse(), sent(operation));
    assert.equal(
      answer.status,
      operation.status,
      `${operation.id}: ${await answer.clone().text()}`,
    );
    await check(operation, answer);
  }
});

test('every state of the Zoom connection is answered as the document says', async () => {
  const { check } = await checker();
  const since = Temporal.Instant.from(start);
  const connected = {
    email: 'ada@zoom.example',
    basicPlan: true,
    since,
    lastSuccessAt: null,
    waiting: 1,
  };
  const lost = {
    reason: 'revoked',
    since,
    sessionsAtRisk: [{ sessionId, start: since, title: 'Lesson', capacity: 1 }],
  };
  const rows = [
    { state: 'not-configured' as const },
    { state: 'connected' as const, ...connected },
    { state: 'action-required' as const, ...lost },
  ];
  const operation = operations.find(({ id }) => id === 'listConnections')!;
  for (const row of rows) {
    const house = pretendHouse({ conferencing: { zoomRow: async () => row } });
    const answer = await ask(house, sent(operation));
    assert.equal(answer.status, 200, row.state);
    await check(operation, answer);
  }
});

test('every refusal an operation tells of happens, and reads as the document says', async () => {
  const { check } = await checker();
  for (const operation of operations) {
    const met = new Set<string>();
    for (const [house, request] of troubles(operation)) {
      const answer = await ask(house, request);
      const { code } = (await answer.clone().json()) as { code: string };
      assert.match(
        answer.headers.get('content-type') ?? '',
        /^application\/problem\+json/,
        operation.id,
      );
      await check(operation, answer);
      met.add(code);
    }
    assert.deepEqual(met, new Set(refusalsOf(operation)), operation.id);
  }
});

test('an answer that is not as the document says would be noticed', async () => {
  const { check } = await checker();
  const operation = operations.find(({ id }) => id === 'findBooking')!;
  const headers = { 'content-type': 'application/json' };
  const missing = new Response('{"booking":{"token":"t"}}', { status: 200, headers });
  await assert.rejects(check(operation, missing), /findBooking 200.*required/);
  const { booking } = (await (await ask(pretendHouse(), sent(operation))).json()) as {
    booking: object;
  };
  const untold = Response.json({ booking: { ...booking, email: 'grace@example.org' } });
  await assert.rejects(check(operation, untold), /findBooking 200.*additionalProperties/);
});

test('the meaning of a problem can be opened at its type', async () => {
  const refusal = await ask(pretendHouse(), { path: '/bookings/nobodys', method: 'GET' });
  const { type } = (await refusal.json()) as { type: string };
  const opened = await ask(pretendHouse(), { path: type.replace('/api/v1', ''), method: 'GET' });
  assert.equal(opened.status, 200);
  assert.match(await opened.text(), /No account, service, booking or session/);
});

function sent({ id, method }: Operation): Sent {
  const request = good[id];
  assert.ok(request, `no request for ${id} is known here`);
  return { ...request, method: method.toUpperCase(), headers: host };
}

/** Whatever can go wrong with an operation, as a house and a request each. */
function troubles(operation: Operation): [ApiParts, Sent][] {
  const well = sent(operation);
  const house = pretendHouse();
  const list: [ApiParts, Sent][] = [
    [house, { ...well, headers: { ...host, accept: 'text/html' } }],
  ];
  if (operation.access === 'key')
    list.push([house, { ...well, headers: { authorization: 'Bearer wrong' } }]);
  if (operation.path.includes('{'))
    list.push([house, { ...well, path: operation.path.replace(/\{\w+\}/g, 'nobody') }]);
  if (Object.keys(operation.query.shape).length > 0) {
    list.push([house, { ...well, path: `${well.path.split('?')[0]}?from=soon&when=later` }]);
  }
  if (operation.body) {
    list.push(
      [house, { ...well, body: { 'no such field': 1 } }],
      [house, { ...well, body: '{' }],
      [house, { ...well, body: ' '.repeat(70_000) }],
      [house, { ...well, headers: { ...host, 'content-type': 'text/plain' } }],
    );
  }
  for (const [id, , changes] of refusing)
    if (id === operation.id) list.push([pretendHouse(changes), well]);
  if (operation.tag !== 'About') {
    list.push(
      [broken(new Error('our mistake')), well],
      [broken(new Failure('db', { retry: 'soon' })), well],
    );
  }
  return list;
}

/** A house in which nothing works. */
function broken(error: Error): ApiParts {
  const fail = async () => {
    throw error;
  };
  const part = new Proxy({}, { get: () => fail }) as never;
  const house = pretendHouse();
  return {
    ...house,
    accounts: part,
    apiKeys: part,
    services: part,
    sessions: part,
    conferencing: part,
  };
}

async function ask(house: ApiParts, { path, method, body, headers }: Sent): Promise<Response> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return await createApi(house).request(path, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: text }),
  });
}

async function documentOf(app: Hono): Promise<Document> {
  return (await (await app.request('/openapi.json')).json()) as Document;
}

function closed(_key: string, value: unknown): unknown {
  const isObject =
    typeof value === 'object' && value !== null && 'properties' in value && 'type' in value;
  return isObject ? { additionalProperties: false, ...value } : value;
}

async function checker() {
  const document = await documentOf(createApi(pretendHouse()));
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  formats.default(ajv);
  // Answers may gain fields for clients, but not unnoticed by the document.
  ajv.addSchema(JSON.parse(JSON.stringify(document), closed), 'document');
  const check = async (operation: Operation, answer: Response): Promise<void> => {
    const status = `${answer.status}`;
    const type = answer.headers.get('content-type') ?? '';
    const told =
      document.paths[operation.path]?.[operation.method]?.responses[status]?.content[type];
    assert.ok(told, `${operation.id} ${status} ${type} is not in the document`);
    const at = [
      'paths',
      operation.path,
      operation.method,
      'responses',
      status,
      'content',
      type,
      'schema',
    ];
    const pointer = at.map((part) => encodeURIComponent(part.replaceAll('/', '~1'))).join('/');
    const fits = ajv.getSchema(`document#/${pointer}`)!;
    assert.ok(
      fits(await answer.json()),
      `${operation.id} ${status}: ${JSON.stringify(fits.errors)}`,
    );
  };
  return { document, check };
}
