import type { APIResponse } from '@playwright/test';
import { hostNamed, signUp } from './support/host.ts';
import { expect, test } from './support/test.ts';

// The server's log is watched: whatever ends in a fault on our side fails this test.
test('odd addresses and posts are answered with a page in words', async ({ page, house }) => {
  const host = hostNamed('Odo Quist');
  await signUp(page, host);
  const service = `${new URL(host.page, house.url).pathname}/introductory-session`;
  const { request } = page;
  const headers = { Origin: house.url };

  for (const path of ['/%00', '/b/%00', '/b/%00/calendar.ics', '/b/%00/move', '/%E0%A4%A'])
    expect((await request.get(path)).status(), path).toBe(404);
  expect(await (await request.get('/b/%00')).text()).toContain('does not lead to a booking');
  for (const start of ['0001-01-01T00:00Z', '%2B275760-09-13T00:00Z'])
    expect((await request.get(`${service}?start=${start}`)).status(), start).toBe(200);

  const json = await request.post('/sign-in', { headers, data: { email: 'ada' } });
  await says(json, 415, 'is no form');
  const key = 'k'.repeat(5000);
  const odd = { start: '2026-12-08T10:00:00Z', name: 'A\0', email: 'odo@example.com', key };
  const answer = await request.post(service, { headers, form: odd });
  expect(answer.status()).toBeLessThan(500);
  const nobodys = '/sessions/00000000-0000-0000-0000-000000000000';
  const moved = await request.post(`${nobodys}/move`, { headers, form: {} });
  expect(moved.status()).toBeLessThan(500);
  for (const path of ['/sessions/x/call', '/sessions/x/call/relay', '/sessions/%F0%9F%8E%BB/start'])
    expect((await request.get(path)).status(), path).toBe(404);
  const strange = await request.get('/scheduling/conferencing?said=__proto__');
  expect(strange.status()).toBe(200);
  expect((await request.post('/help', { headers, form: {} })).status()).toBe(405);
  // Last: the rest of it may be cut off together with the line.
  const form = { note: 'a'.repeat(300 * 1024) };
  await says(await request.post(service, { headers, form }), 413, 'Go back in your browser');
});

async function says(answer: APIResponse, status: number, words: string): Promise<void> {
  expect(answer.status()).toBe(status);
  expect(await answer.text()).toContain(words);
}
