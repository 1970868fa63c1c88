import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { day, hour, minute } from './clock.ts';
import { mailbox } from './trial-mailbox.ts';
import { assertFits, beginTrial, redirectUri, s256, tom, zoe } from './trial.ts';

const dead = { reason: 'Invalid Token!', error: 'invalid_grant' };

test('allowing sends the person back with a code and the state', async () => {
  const { decide } = beginTrial();
  const { answer, to } = await decide(zoe);
  assert.equal(answer.status, 302);
  assert.equal(`${to?.origin}${to?.pathname}`, redirectUri);
  assert.equal(to?.searchParams.get('state'), 'state-1');
});

test('a code becomes tokens in Zoom’s shape', async () => {
  const { connect } = beginTrial();
  const tokens = await connect(zoe);
  await assertFits('token', tokens);
  assert.equal(tokens.expires_in, 3599);
  assert.equal(tokens.api_url, 'http://zoom.test');
});

test('a code works once', async () => {
  const { codeFor, exchange } = beginTrial();
  const code = await codeFor(zoe);
  await exchange(code);
  const again = await exchange(code);
  assert.equal(again.status, 400);
  assert.deepEqual(await again.json(), {
    reason: 'Invalid authorization code',
    error: 'invalid_grant',
  });
});

test('a code is dead after five minutes', async () => {
  const { codeFor, exchange, control } = beginTrial();
  const code = await codeFor(zoe);
  control.advance(5 * minute);
  assert.equal((await exchange(code)).status, 400);
});

test('a code is not given for another redirect address', async () => {
  const { codeFor, exchange } = beginTrial();
  const answer = await exchange(await codeFor(zoe), {
    redirect_uri: 'http://localhost:3000/other',
  });
  assert.equal(answer.status, 400);
  assert.equal(((await answer.json()) as { error: string }).error, 'invalid_request');
});

test('a code made with a challenge wants its verifier', async () => {
  const { codeFor, exchange } = beginTrial();
  const code = await codeFor(zoe, {
    code_challenge: s256('the-verifier'),
    code_challenge_method: 'S256',
  });
  assert.equal((await exchange(code)).status, 400);
  assert.equal((await exchange(code, { code_verifier: 'another' })).status, 400);
  assert.equal((await exchange(code, { code_verifier: 'the-verifier' })).status, 200);
});

test('without a method the challenge is the verifier itself', async () => {
  const { codeFor, exchange } = beginTrial();
  const code = await codeFor(zoe, { code_challenge: 'plain-words' });
  assert.equal((await exchange(code, { code_verifier: 'plain-words' })).status, 200);
});

test('a wrong secret is the client’s fault, not the person’s', async () => {
  const { form, connect, refresh } = beginTrial();
  const tokens = await connect(zoe);
  const fields = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token };
  const answer = await form('/oauth/token', fields, 'wrong');
  assert.equal(answer.status, 400);
  assert.deepEqual(await answer.json(), {
    reason: 'Invalid client_id or client_secret',
    error: 'invalid_client',
  });
  assert.equal((await refresh(tokens.refresh_token)).status, 200);
});

test('refreshing replaces the refresh token at once', async () => {
  const { connect, refresh } = beginTrial();
  const first = await connect(zoe);
  const second = (await (await refresh(first.refresh_token)).json()) as typeof first;
  const again = await refresh(first.refresh_token);
  assert.equal(again.status, 400);
  assert.deepEqual(await again.json(), dead);
  assert.equal((await refresh(second.refresh_token)).status, 200);
});

test('with a grace the replaced refresh token is taken for a while', async () => {
  const { connect, refresh, control } = beginTrial();
  control.turn({ refreshGraceMs: minute });
  const first = await connect(zoe);
  await refresh(first.refresh_token);
  assert.equal((await refresh(first.refresh_token)).status, 200);
  control.advance(minute);
  assert.equal((await refresh(first.refresh_token)).status, 400);
});

test('a refresh token left alone for 90 days is dead', async () => {
  const { connect, refresh, control } = beginTrial();
  const { refresh_token } = await connect(zoe);
  control.advance(90 * day);
  assert.deepEqual(await (await refresh(refresh_token)).json(), dead);
});

test('an access token is good for an hour', async () => {
  const { connect, call, control } = beginTrial();
  const tokens = await connect(zoe);
  control.advance(hour - 1);
  assert.equal((await call(tokens, 'GET', '/users/me')).status, 200);
  control.advance(1);
  const late = await call(tokens, 'GET', '/users/me');
  assert.equal(late.status, 401);
  assert.deepEqual(await late.json(), { code: 124, message: 'Access token is expired.' });
});

test('authorizing again kills that person’s earlier tokens and nobody else’s', async () => {
  const { connect, call, refresh } = beginTrial();
  const other = await connect(tom);
  const first = await connect(zoe);
  await connect(zoe);
  const answer = await call(first, 'GET', '/users/me');
  assert.deepEqual(await answer.json(), { code: 124, message: 'Invalid access token.' });
  assert.deepEqual(await (await refresh(first.refresh_token)).json(), dead);
  assert.equal((await call(other, 'GET', '/users/me')).status, 200);
});

test('revoking uninstalls the app and says so to it', async () => {
  const box = mailbox();
  const { connect, call, form, control } = beginTrial({
    webhookUrl: 'http://app.test/hook',
    fetch: box.post,
  });
  const tokens = await connect(zoe);
  const answer = await form('/oauth/revoke', { token: tokens.access_token });
  assert.deepEqual(await answer.json(), { status: 'success' });
  assert.equal((await call(tokens, 'GET', '/users/me')).status, 401);
  await control.settle();
  assert.deepEqual(box.events(), ['app_deauthorized']);
  assert.deepEqual(control.state().installs, []);
});

test('declining goes back with an error and the state', async () => {
  const { decide } = beginTrial();
  const { to } = await decide(zoe, { decision: 'decline' });
  assert.equal(to?.searchParams.get('error'), 'access_denied');
  assert.equal(to?.searchParams.get('state'), 'state-1');
  assert.equal(to?.searchParams.get('code'), null);
});

test('declining may lose the state', async () => {
  const { decide } = beginTrial();
  const { to } = await decide(zoe, { decision: 'decline', decline_way: 'without state' });
  assert.equal(to?.search, '?error=access_denied');
});

test('declining may leave the person on Zoom', async () => {
  const { decide } = beginTrial();
  const { answer, to } = await decide(zoe, { decision: 'decline', decline_way: 'stay on Zoom' });
  assert.equal(answer.status, 200);
  assert.equal(to, null);
});

test('somebody who has the app is let through without a page, and may still choose another person', async () => {
  const { decide, app, authorizeUrl } = beginTrial();
  const { answer } = await decide(zoe);
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  const silent = await app.request(authorizeUrl(), { headers: { cookie } });
  assert.equal(silent.status, 302);
  const asked = await app.request(authorizeUrl({ choose: '1' }), { headers: { cookie } });
  assert.equal(asked.status, 200);
});

test('an address that is not on the allow list ends on Zoom’s own page', async () => {
  const { app, authorizeUrl } = beginTrial();
  const answer = await app.request(authorizeUrl({ redirect_uri: 'http://evil.test/' }));
  assert.equal(answer.status, 400);
  assert.equal(answer.headers.get('location'), null);
  assert.match(await answer.text(), /4709/);
});

test('a client nobody knows ends on Zoom’s own page', async () => {
  const { app, authorizeUrl } = beginTrial();
  const answer = await app.request(authorizeUrl({ client_id: 'stranger' }));
  assert.match(await answer.text(), /4700/);
});

test('an account that wants to approve apps first sends nobody back', async () => {
  const { decide, control } = beginTrial();
  control.approveApps(zoe, false);
  const { answer, to } = await decide(zoe);
  assert.equal(to, null);
  assert.match(await answer.text(), /You cannot authorize/);
});

test('a scope a person leaves out is missing from the tokens, and its call says which', async () => {
  const { codeFor, exchange, call } = beginTrial({ optionalScopes: ['meeting:update:meeting'] });
  const answer = await exchange(await codeFor(zoe));
  const tokens = (await answer.json()) as Parameters<typeof call>[0];
  assert.ok(!tokens.scope.includes('meeting:update:meeting'));
  const refused = await call(tokens, 'PATCH', '/meetings/81234567890', { topic: 'x' });
  assert.equal(refused.status, 400);
  assert.deepEqual(await refused.json(), {
    code: 4711,
    message:
      'Invalid access token, does not contain scopes:[meeting:update:meeting, meeting:update:meeting:admin].',
  });
});
