import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Hono } from 'hono';
import { limited, withReadableAddress } from './incoming.ts';

const FITS = 'a'.repeat(256 * 1024);

test('what is sent is taken up to a limit, whether its length is told or not', async () => {
  for (const told of [true, false]) {
    assert.deepEqual(await post(FITS, told), [200, FITS.length]);
    assert.deepEqual(await post(`${FITS}a`, told), [413, 'too large'.length]);
  }
});

test('what nobody can read in an address is read as an unknown letter or as it stands', async () => {
  const app = new Hono().use(withReadableAddress).get('*', (c) => c.text(c.req.raw.url));
  const answer = await app.request('http://localhost/b/%00?a=%00&b=1');
  assert.equal(await answer.text(), 'http://localhost/b/%EF%BF%BD?a=%EF%BF%BD&b=1');
  const stray = await app.request('http://localhost/%E0%A4%A');
  assert.equal(await stray.text(), 'http://localhost/%25E0%25A4%25A');
});

async function post(text: string, told: boolean): Promise<[status: number, length: number]> {
  const app = new Hono();
  app.use(limited((c) => c.text('too large', 413)));
  app.post('/', async (c) => c.text(await c.req.raw.text()));
  const headers = told ? { 'content-length': String(text.length) } : {};
  const body = new Blob([text]).stream();
  const init = { method: 'POST', body, headers, duplex: 'half' };
  const answer = await app.request('/', init);
  return [answer.status, (await answer.text()).length];
}
