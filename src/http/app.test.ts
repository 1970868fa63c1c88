import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Hono } from 'hono';
import type { ServerBuild } from 'react-router';
import { createLog } from '#base';
import { createHttpApp, type HttpParts } from './app.ts';
import type { Parley } from './parley.ts';

const OURS = 'https://book.example.org';

test('a form of our own is taken, also where a proxy in front ends the encryption', async () => {
  const answer = await post('http://book.example.org/api/auth/x', { origin: OURS });
  assert.equal(answer.status, 200);
});

test('a form from another site is refused', async () => {
  const answer = await post(`${OURS}/api/auth/x`, { origin: 'https://evil.example' });
  assert.equal(answer.status, 403);
});

test('a program with a key may post to the API from anywhere', async () => {
  const answer = await post(`${OURS}/api/v1/echo`, { origin: 'https://shop.example' });
  assert.equal(answer.status, 200);
});

test('readiness names the part that is not ready', async () => {
  const app = house({ ready: async () => ({ database: true, jobs: false }) });
  const answer = await app.request('/readyz');
  assert.equal(answer.status, 503);
  assert.deepEqual(await answer.json(), {
    status: 'not ready',
    parts: { database: true, jobs: false },
  });
});

test('the process is alive even while nothing else is', async () => {
  const app = house({ ready: () => Promise.reject(new Error('no database')) });
  assert.equal((await app.request('/healthz')).status, 200);
  assert.equal((await app.request('/readyz')).status, 503);
});

test('no page may run a script that is not ours', async () => {
  const policy = (await house({}).request('/healthz')).headers.get('content-security-policy');
  assert.match(policy ?? '', /script-src 'self' 'nonce-[^']+'(;|$)/);
});

function post(url: string, headers: { origin: string }): Promise<Response> | Response {
  const form = 'application/x-www-form-urlencoded';
  return house({}).request(url, {
    method: 'POST',
    body: 'a=b',
    headers: { ...headers, 'content-type': form },
  });
}

function house(parts: Partial<HttpParts>): Hono {
  const parley = {
    config: { appUrl: OURS, production: true },
    log: createLog('silent'),
    auth: { handler: async () => new Response('signed') },
  } as unknown as Parley;
  return createHttpApp({
    parley,
    api: new Hono().post('/echo', (c) => c.text('heard')),
    pages: { routes: {}, assets: { routes: {} } } as unknown as ServerBuild,
    ready: async () => ({ database: true }),
    metrics: { answered: () => {}, text: async () => '', contentType: 'text/plain' },
    ...parts,
  });
}
