import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { day, hour, minute } from './clock.ts';
import { assertFits, beginTrial, mira, tom, zoe } from './trial.ts';

const later = { topic: 'Coaching', start_time: '2026-11-30T15:00:00Z', duration: 50 };

test('a person reads who they are', async () => {
  const { connect, call } = beginTrial();
  const answer = await call(await connect(zoe), 'GET', '/users/me');
  const user = (await answer.json()) as { type: number; email: string };
  await assertFits('user', user);
  assert.equal(user.type, 2);
});

test('a person named by id is refused: user-level tokens say "me"', async () => {
  const { connect, call, control } = beginTrial();
  const tokens = await connect(zoe);
  const answer = await call(tokens, 'GET', '/users/zoeWinterSandboxUser01');
  assert.equal(answer.status, 400);
  assert.equal(((await answer.json()) as { code: number }).code, 4700);
  assert.equal(control.state().malformedCalls, 1);
});

test('a meeting is made in Zoom’s shape and can be read', async () => {
  const { connect, make, read } = beginTrial();
  const tokens = await connect(zoe);
  const made = await make(tokens, later);
  await assertFits('meeting', made);
  const again = await read(tokens, made.id);
  await assertFits('meeting', again);
  assert.equal(again.start_time, '2026-11-30T15:00:00Z');
  assert.notEqual(again.start_url, made.start_url);
  assert.equal(again.join_url, made.join_url);
});

test('wall time counts in the zone that is sent', async () => {
  const { connect, make } = beginTrial();
  const made = await make(await connect(zoe), {
    start_time: '2026-11-30T16:00:00',
    timezone: 'Europe/Berlin',
  });
  assert.equal(made.start_time, '2026-11-30T15:00:00Z');
});

test('wall time without a zone counts in the host’s zone', async () => {
  const { connect, make } = beginTrial();
  const made = await make(await connect(tom), { start_time: '2026-11-30T10:00:00' });
  assert.equal(made.start_time, '2026-11-30T15:00:00Z');
  assert.equal(made.timezone, 'America/New_York');
});

test('a start that is past means now when a meeting is made', async () => {
  const { connect, make } = beginTrial();
  const made = await make(await connect(zoe), { start_time: '2020-01-01T00:00:00Z' });
  assert.equal(made.start_time, '2026-11-23T12:00:00Z');
});

test('a start that is past is passed over when a meeting is changed, with 204 all the same', async () => {
  const { connect, make, call, read } = beginTrial();
  const tokens = await connect(zoe);
  const { id } = await make(tokens, later);
  const body = { start_time: '2020-01-01T00:00:00Z', topic: 'New' };
  const answer = await call(tokens, 'PATCH', `/meetings/${id}`, body);
  assert.equal(answer.status, 204);
  assert.equal(await answer.text(), '');
  const now = await read(tokens, id);
  assert.equal(now.start_time, later.start_time);
  assert.equal(now.topic, 'New');
});

test('moving a meeting keeps its number and its link', async () => {
  const { connect, make, call, read } = beginTrial();
  const tokens = await connect(zoe);
  const made = await make(tokens, later);
  await call(tokens, 'PATCH', `/meetings/${made.id}`, { start_time: '2026-12-01T09:00:00Z' });
  const now = await read(tokens, made.id);
  assert.equal(now.start_time, '2026-12-01T09:00:00Z');
  assert.equal(now.join_url, made.join_url);
  assert.equal(now.uuid, made.uuid);
  assert.equal(now.duration, 50);
});

test('another passcode makes another link', async () => {
  const { connect, make, call, read } = beginTrial();
  const tokens = await connect(zoe);
  const made = await make(tokens, later);
  await call(tokens, 'PATCH', `/meetings/${made.id}`, { password: 'abc123' });
  const now = await read(tokens, made.id);
  assert.equal(now.password, 'abc123');
  assert.notEqual(now.join_url, made.join_url);
});

test('a waiting room switches joining before the host off', async () => {
  const { connect, make } = beginTrial();
  const settings = { waiting_room: true, join_before_host: true, jbh_time: 5 };
  const made = await make(await connect(zoe), { ...later, settings });
  assert.equal(made.settings.join_before_host, false);
  assert.equal(made.settings.waiting_room, true);
});

test('with neither passcode nor sign-in the waiting room comes on by itself', async () => {
  const { connect, make } = beginTrial();
  const settings = { waiting_room: false, join_before_host: true };
  const made = await make(await connect(zoe), { ...later, default_password: false, settings });
  assert.equal(made.password, undefined);
  assert.equal(made.settings.waiting_room, true);
  assert.equal(made.settings.join_before_host, false);
});

test('what the plan forbids is dropped without a word', async () => {
  const { connect, make, control } = beginTrial();
  const settings = { breakout_room: { enable: true }, auto_recording: 'cloud' };
  const basic = await make(await connect(tom), { ...later, settings });
  assert.equal(basic.settings.breakout_room, undefined);
  assert.equal(basic.settings.auto_recording, 'none');
  const licensed = await make(await connect(mira), { ...later, settings });
  assert.deepEqual(licensed.settings.breakout_room, { enable: true });
  assert.equal(control.state().malformedCalls, 0);
});

test('a setting the account locks stays as the account wants it', async () => {
  const { connect, make, control } = beginTrial();
  control.lockAccount(mira, { waiting_room: true });
  const settings = { waiting_room: false };
  const made = await make(await connect(mira), { ...later, settings });
  assert.equal(made.settings.waiting_room, true);
});

test('a wrong field is refused with its name, and counted', async () => {
  const { connect, call, control } = beginTrial();
  const tokens = await connect(zoe);
  const body = { ...later, settings: { jbh_time: 7 } };
  const answer = await call(tokens, 'POST', '/users/me/meetings', body);
  assert.equal(answer.status, 400);
  assert.deepEqual(await answer.json(), {
    code: 300,
    message: 'Validation Failed.',
    errors: [{ field: 'settings.jbh_time', message: 'Invalid parameter: jbh_time.' }],
  });
  assert.equal(control.state().malformedCalls, 1);
  assert.deepEqual(control.state().meetings, []);
});

test('a start with an offset is refused: Zoom documents no such form', async () => {
  const { connect, call } = beginTrial();
  const body = { start_time: '2026-11-30T15:00:00+02:00' };
  const answer = await call(await connect(zoe), 'POST', '/users/me/meetings', body);
  assert.equal(answer.status, 400);
});

test('a body that is no JSON object is refused', async () => {
  const { connect, call } = beginTrial();
  const answer = await call(await connect(zoe), 'POST', '/users/me/meetings', [1]);
  assert.deepEqual(await answer.json(), {
    code: 300,
    message: 'Request Body should be a valid JSON object.',
  });
});

test('without accepting JSON an error comes as XML', async () => {
  const { app } = beginTrial();
  const answer = await app.request('/v2/users/me', { headers: { authorization: 'Bearer no' } });
  assert.match(
    await answer.text(),
    /<result><code>124<\/code><message>Invalid access token.<\/message>/,
  );
});

test('a deleted meeting is gone, and can be brought back within a week', async () => {
  const { connect, make, call, read, control } = beginTrial();
  const tokens = await connect(zoe);
  const made = await make(tokens, later);
  assert.equal((await call(tokens, 'DELETE', `/meetings/${made.id}`)).status, 204);
  const second = await call(tokens, 'DELETE', `/meetings/${made.id}`);
  assert.equal(second.status, 404);
  assert.deepEqual(await second.json(), {
    code: 3001,
    message: `Meeting does not exist: ${made.id}.`,
  });
  control.advance(30 * minute);
  const recovered = await call(tokens, 'PUT', `/meetings/${made.id}/status`, { action: 'recover' });
  assert.equal(recovered.status, 204);
  assert.equal((await read(tokens, made.id)).join_url, made.join_url);
});

test('after a week a deleted meeting cannot be brought back', async () => {
  const { connect, make, call, control, refresh } = beginTrial();
  const first = await connect(zoe);
  const { id } = await make(first, later);
  await call(first, 'DELETE', `/meetings/${id}`);
  control.advance(7 * day);
  const tokens = (await (await refresh(first.refresh_token)).json()) as typeof first;
  const answer = await call(tokens, 'PUT', `/meetings/${id}/status`, { action: 'recover' });
  assert.equal(answer.status, 404);
});

test('a meeting of somebody else does not exist', async () => {
  const { connect, make, call } = beginTrial();
  const { id } = await make(await connect(zoe), later);
  const answer = await call(await connect(mira), 'GET', `/meetings/${id}`);
  assert.equal(((await answer.json()) as { code: number }).code, 3001);
});

test('a running meeting is not deleted but can be ended', async () => {
  const { connect, make, call, read, control } = beginTrial();
  const tokens = await connect(zoe);
  const made = await make(tokens, later);
  control.startMeeting(made.id);
  assert.equal((await read(tokens, made.id)).status, 'started');
  const refused = await call(tokens, 'DELETE', `/meetings/${made.id}`);
  assert.equal(((await refused.json()) as { code: number }).code, 3002);
  await call(tokens, 'PUT', `/meetings/${made.id}/status`, { action: 'end' });
  const ended = await read(tokens, made.id);
  assert.equal(ended.status, 'waiting');
  assert.notEqual(ended.uuid, made.uuid);
});

test('a number lives 30 days after the later of its date and its last use', async () => {
  const { connect, make, call, control, refresh } = beginTrial();
  const first = await connect(zoe);
  const { id } = await make(first, { ...later, start_time: '2026-11-23T13:00:00Z' });
  control.advance(30 * day + hour);
  const second = (await (await refresh(first.refresh_token)).json()) as typeof first;
  assert.equal((await call(second, 'GET', `/meetings/${id}`)).status, 200);
  control.advance(1000);
  assert.equal((await call(second, 'GET', `/meetings/${id}`)).status, 404);
});

test('somebody who may not host is told so', async () => {
  const { connect, call, control } = beginTrial();
  const tokens = await connect(zoe);
  control.change(zoe, { mayHost: false });
  const answer = await call(tokens, 'POST', '/users/me/meetings', later);
  assert.equal(((await answer.json()) as { code: number }).code, 3161);
});

test('nobody schedules for somebody else', async () => {
  const { connect, call } = beginTrial();
  const body = { ...later, schedule_for: tom };
  const answer = await call(await connect(zoe), 'POST', '/users/me/meetings', body);
  assert.deepEqual(await answer.json(), {
    code: 3000,
    message: `You cannot schedule a meeting for ${tom}`,
  });
});
