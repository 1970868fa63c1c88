import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { day, second } from './clock.ts';
import { beginTrial, tom, zoe } from './trial.ts';

test('a free account gets four light calls a second', async () => {
  const { connect, call, control } = beginTrial();
  const tokens = await connect(tom);
  const statuses: number[] = [];
  for (let n = 0; n < 5; n += 1) {
    statuses.push((await call(tokens, 'GET', '/users/me')).status);
  }
  assert.deepEqual(statuses, [200, 200, 200, 200, 429]);
  const refused = await call(tokens, 'GET', '/users/me');
  assert.deepEqual(await refused.json(), {
    code: 429,
    message: 'You have reached the maximum per-second rate limit for this API. Try again later.',
  });
  control.advance(second);
  assert.equal((await call(tokens, 'GET', '/users/me')).status, 200);
});

test('a host makes and changes at most 100 meetings a day, until midnight UTC', async () => {
  const { connect, call, make, control, refresh } = beginTrial();
  control.turn({ rateHeaders: true });
  const first = await connect(zoe);
  const { id } = await make(first);
  for (let n = 1; n < 100; n += 1) {
    control.advance(second);
    assert.equal((await call(first, 'PATCH', `/meetings/${id}`, { topic: `${n}` })).status, 204);
  }
  const refused = await call(first, 'POST', '/users/me/meetings', {});
  assert.equal(refused.status, 429);
  assert.equal(refused.headers.get('retry-after'), '2026-11-24T00:00:00Z');
  assert.match(((await refused.json()) as { message: string }).message, /daily rate limit \(100\)/);
  assert.equal((await call(first, 'DELETE', `/meetings/${id}`)).status, 204);
  control.advance(day / 2);
  const tokens = (await (await refresh(first.refresh_token)).json()) as typeof first;
  assert.equal((await call(tokens, 'POST', '/users/me/meetings', {})).status, 201);
});

test('headers that were only seen in captures stay away by default', async () => {
  const { connect, call } = beginTrial();
  const answer = await call(await connect(zoe), 'GET', '/users/me');
  assert.equal(answer.headers.get('x-ratelimit-category'), 'Light');
  assert.equal(answer.headers.get('x-ratelimit-limit'), null);
});
