import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { beginTrial, zoe } from './trial.ts';

test('a slow Zoom answers, but late', async () => {
  const waits: number[] = [];
  const { connect, call, control } = beginTrial({ sleep: async (ms) => void waits.push(ms) });
  const tokens = await connect(zoe);
  control.addFault({ kind: 'slow', ms: 4000 });
  assert.equal((await call(tokens, 'GET', '/users/me')).status, 200);
  assert.deepEqual(waits, [4000]);
});

test('a failing Zoom does nothing, as often as it was told', async () => {
  const { connect, call, control } = beginTrial();
  const tokens = await connect(zoe);
  control.addFault({ kind: 'error', status: 503, times: 2, path: '/v2/users' });
  const statuses: number[] = [];
  for (let n = 0; n < 3; n += 1) {
    statuses.push((await call(tokens, 'POST', '/users/me/meetings', {})).status);
  }
  assert.deepEqual(statuses, [503, 503, 201]);
  assert.equal(control.state().meetings.length, 1);
});

test('an answer lost after the effect leaves the meeting there', async () => {
  const { connect, fetch, control } = beginTrial();
  const { access_token } = await connect(zoe);
  control.addFault({ kind: 'lost', times: 1, method: 'POST' });
  const made = fetch('http://zoom.test/v2/users/me/meetings', {
    method: 'POST',
    headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
    body: '{}',
  });
  await assert.rejects(made, TypeError);
  assert.equal(control.state().meetings.length, 1);
  assert.equal(control.state().calls.at(-1)?.status, 'no answer');
});

test('a failure after the effect leaves the meeting there as well', async () => {
  const { connect, call, control } = beginTrial();
  const tokens = await connect(zoe);
  control.addFault({ kind: 'error-after-effect', status: 504, times: 1 });
  assert.equal((await call(tokens, 'POST', '/users/me/meetings', {})).status, 504);
  assert.equal(control.state().meetings.length, 1);
});

test('a silent Zoom never answers, until the caller gives up', async () => {
  const { fetch, control } = beginTrial();
  control.addFault({ kind: 'silence' });
  const giveUp = new AbortController();
  const asked = fetch('http://zoom.test/v2/users/me', { signal: giveUp.signal });
  giveUp.abort(new Error('enough'));
  await assert.rejects(asked, /enough/);
});

test('a fault may be meant for one person’s calls', async () => {
  const { connect, call, control } = beginTrial();
  const ours = await connect(zoe);
  const others = await connect('mira@north-practice.example');
  control.addFault({ kind: 'too-many', person: zoe });
  assert.equal((await call(ours, 'GET', '/users/me')).status, 429);
  assert.equal((await call(others, 'GET', '/users/me')).status, 200);
});

test('an expired access token is healed by refreshing', async () => {
  const { connect, call, control, refresh } = beginTrial();
  const first = await connect(zoe);
  control.expireTokens(zoe);
  assert.equal((await call(first, 'GET', '/users/me')).status, 401);
  const tokens = (await (await refresh(first.refresh_token)).json()) as typeof first;
  assert.equal((await call(tokens, 'GET', '/users/me')).status, 200);
});

test('a killed grant is not healed by refreshing', async () => {
  const { connect, control, refresh } = beginTrial();
  const { refresh_token } = await connect(zoe);
  control.killGrant(zoe);
  const answer = await refresh(refresh_token);
  assert.deepEqual(await answer.json(), { reason: 'Invalid Token!', error: 'invalid_grant' });
});

test('an approval taken back stops the tokens', async () => {
  const { connect, call, control, refresh } = beginTrial();
  const tokens = await connect(zoe);
  control.approveApps(zoe, false);
  assert.equal((await call(tokens, 'GET', '/users/me')).status, 401);
  assert.equal((await refresh(tokens.refresh_token)).status, 400);
});

test('the control calls take JSON and refuse what they do not know', async () => {
  const { app, control } = beginTrial();
  const post = (path: string, body: object) =>
    app.request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  assert.equal((await post('/control/faults', { kind: 'slow', ms: 10 })).status, 200);
  assert.equal(control.state().faults[0]?.ms, 10);
  assert.equal((await post('/control/faults', { kind: 'moody' })).status, 422);
  assert.equal((await post('/control/switches', { listLagMs: 5000 })).status, 200);
  assert.equal(control.state().switches.listLagMs, 5000);
  assert.equal((await post('/control/switches', { weather: 'bad' })).status, 422);
  await post('/control/reset', {});
  assert.deepEqual(control.state().faults, []);
});

test('the state tells no token and no secret', async () => {
  const { connect, app } = beginTrial();
  const tokens = await connect(zoe);
  const text = await (await app.request('/control/state')).text();
  assert.ok(text.includes('zoe@winter-voice.example'));
  for (const secret of [tokens.access_token, tokens.refresh_token, 'example-secret-token']) {
    assert.ok(!text.includes(secret));
  }
});

test('a refusal for lack of a licence or plan comes with Zoom’s own number, and nothing is done', async () => {
  const { connect, call, control } = beginTrial();
  const tokens = await connect(zoe);
  for (const [refusal, status, code] of [
    ['no licence', 400, 3161],
    ['user gone', 404, 1001],
    ['paid only', 400, 200],
  ] as const) {
    control.addFault({ kind: 'refuse', refusal, method: 'POST', times: 1 });
    const answer = await call(tokens, 'POST', '/users/me/meetings', {});
    const body = (await answer.json()) as { code: number };
    assert.deepEqual([answer.status, body.code], [status, code]);
  }
  assert.equal(control.state().meetings.length, 0);
});
