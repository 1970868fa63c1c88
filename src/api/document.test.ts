import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { Hono } from 'hono';
import { createApi } from './api.ts';
import { operations } from './operations.ts';
import { refusalsOf, type Operation } from './operation.ts';
import { pretendHouse, sessionId } from './pretend-house.ts';
import { ask, good, sent, troubles } from './pretend-requests.ts';

interface Answers {
  responses: Record<string, { content: Record<string, { schema: object }> }>;
}
interface Document {
  openapi: string;
  paths: Record<string, Record<string, Answers>>;
}

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
  const since = Temporal.Instant.from('2026-12-01T09:00:00+01:00');
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
