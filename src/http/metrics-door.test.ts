import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Hono } from 'hono';
import type { Metrics } from '#operator';
import { counted, metricsDoor, routeClass } from './metrics-door.ts';

const TOKEN = 'a token for the scraper';

test('a token opens the door from anywhere, and nothing else does', async () => {
  const guarded = { metricsToken: TOKEN, production: true };
  assert.equal((await knock(guarded, '203.0.113.9', `Bearer ${TOKEN}`)).status, 200);
  assert.equal((await knock(guarded, '127.0.0.1')).status, 401);
  assert.equal((await knock(guarded, '203.0.113.9', 'Bearer a guess')).status, 401);
});

test('without a token the machine itself may read, and nobody else', async () => {
  const guarded = { production: false };
  for (const own of ['127.0.0.1', '::1', '::ffff:127.0.0.1']) {
    assert.equal((await knock(guarded, own)).status, 200);
  }
  assert.equal((await knock(guarded, '192.168.1.20')).status, 401);
});

test('in production without a token nobody may read: a proxy makes everybody look local', async () => {
  assert.equal((await knock({ production: true }, '127.0.0.1')).status, 401);
});

test('addresses fall into few kinds, and keys in them are not told', () => {
  const kinds = {
    '/': 'public page',
    '/ada-winter/lesson': 'public page',
    '/b/5c5e1f': 'booking',
    '/b/5c5e1f/call': 'call',
    '/sessions/0192/call/ticket': 'call',
    '/sessions/0192': 'host page',
    '/setup/zoom': 'host page',
    '/api/v1/bookings/5c5e1f': 'api',
    '/api/auth/magic-link/verify': 'sign-in',
    '/zoom/webhook': 'webhook',
    '/zoom/callback': 'host page',
    '/assets/root-1a.css': 'file',
    '/icon.svg': 'file',
    '/metrics': 'sign',
  };
  for (const [path, kind] of Object.entries(kinds)) assert.equal(routeClass(path), kind, path);
});

test('every answer is counted, a fault as well', async () => {
  const seen: [string, number][] = [];
  const app = new Hono();
  app.use(counted(metricsThat((route, status) => seen.push([route, status]))));
  app.get('/b/:token', (c) => c.text('here'));
  app.get('/sessions', () => {
    throw new Error('broken');
  });
  app.onError((_error, c) => c.text('broken', 500));
  for (const path of ['/b/1', '/sessions', '/api/none']) await app.request(path);
  assert.deepEqual(seen, [
    ['booking', 200],
    ['host page', 500],
    ['api', 404],
  ]);
});

async function knock(
  guarded: Parameters<typeof metricsDoor>[1],
  from: string,
  authorization?: string,
) {
  const app = new Hono();
  app.get(
    '/metrics',
    metricsDoor(
      metricsThat(() => {}),
      guarded,
    ),
  );
  const headers = { ...(authorization && { authorization }) };
  const peer = { remoteAddress: from, remotePort: 1, remoteFamily: 'IPv4' };
  return await app.request('/metrics', { headers }, { incoming: { socket: peer } });
}

function metricsThat(answered: Metrics['answered']): Metrics {
  return { answered, text: async () => 'up 1\n', contentType: 'text/plain' };
}
