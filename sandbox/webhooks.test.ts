import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { hour, minute } from './clock.ts';
import { mailbox } from './trial-mailbox.ts';
import { beginTrial, tom, zoe } from './trial.ts';
import { sign } from './webhooks.ts';

const later = { topic: 'Coaching', start_time: '2026-11-30T15:00:00Z', duration: 50 };

function withBox(status?: () => number | 'nothing') {
  const box = mailbox(status);
  const trial = beginTrial({ webhookUrl: 'http://app.test/hook', fetch: box.post });
  return { ...trial, box };
}

test('a signature is the documented one', () => {
  const body =
    '{"event":"meeting.started","payload":{"object":{"topic":"Café / 漢字"}},"event_ts":1791200000123}';
  assert.equal(
    sign('example-secret-token', '1791200002', body),
    'v0=9b6fdd11b51ab915bfb82416f52833e07447d9c327f237786effada9d26f54d4',
  );
});

test('what the app does itself comes back as events, signed over the raw body', async () => {
  const { connect, make, call, control, box } = withBox();
  const tokens = await connect(zoe);
  const { id } = await make(tokens, later);
  await call(tokens, 'PATCH', `/meetings/${id}`, { start_time: '2026-12-01T15:00:00Z' });
  await call(tokens, 'DELETE', `/meetings/${id}`);
  await control.settle();
  assert.deepEqual(box.events(), ['meeting.created', 'meeting.updated', 'meeting.deleted']);
  const { headers, text } = box.received[0] as (typeof box.received)[0];
  const timestamp = headers.get('x-zm-request-timestamp') ?? '';
  assert.equal(timestamp, '1795435200');
  assert.equal(headers.get('x-zm-signature'), sign('example-secret-token', timestamp, text));
});

test('an update tells only what changed, with its former value', async () => {
  const { connect, make, call, control, box } = withBox();
  const tokens = await connect(zoe);
  const { id } = await make(tokens, later);
  const body = { start_time: '2026-12-01T15:00:00Z', topic: 'Coaching' };
  await call(tokens, 'PATCH', `/meetings/${id}`, body);
  await control.settle();
  const payload = box.received[1]?.body.payload;
  assert.deepEqual(payload?.object, { id, start_time: '2026-12-01T15:00:00Z' });
  assert.deepEqual(payload?.old_object, { id, start_time: '2026-11-30T15:00:00Z' });
  assert.equal(payload?.scope, 'all');
});

test('Basic hosts change meetings unseen', async () => {
  const { connect, make, call, control, box } = withBox();
  const tokens = await connect(tom);
  const { id } = await make(tokens, later);
  await call(tokens, 'DELETE', `/meetings/${id}`);
  await control.settle();
  assert.deepEqual(box.events(), ['meeting.created']);
});

test('a meeting’s life is told with its number as text', async () => {
  const { connect, make, control, box } = withBox();
  const made = await make(await connect(zoe), later);
  control.startMeeting(made.id);
  const guest = control.joinMeeting(made.id, 'Grace') ?? '';
  control.leaveMeeting(made.id, guest);
  control.advance(minute);
  control.endMeeting(made.id);
  await control.settle();
  assert.deepEqual(box.events().slice(1), [
    'meeting.started',
    'meeting.participant_joined',
    'meeting.participant_left',
    'meeting.ended',
  ]);
  const ended = box.received[4]?.body.payload.object;
  assert.equal(ended?.id, String(made.id));
  assert.equal(ended?.uuid, made.uuid);
  assert.equal(ended?.start_time, '2026-11-23T12:00:00Z');
  assert.equal(ended?.end_time, '2026-11-23T12:01:00Z');
});

test('a Basic host’s meeting is cut after 40 minutes', async () => {
  const { connect, make, control, box } = withBox();
  const settings = { waiting_room: false };
  const { id } = await make(await connect(tom), { ...later, settings });
  control.startMeeting(id);
  control.joinMeeting(id, 'Grace');
  control.advance(40 * minute);
  await control.settle();
  assert.deepEqual(box.events().slice(-2), ['meeting.participant_left', 'meeting.ended']);
  const left = box.received.at(-2)?.body.payload.object.participant;
  assert.equal(left?.leave_reason, 'Exceeded free meeting minutes limit.');
});

test('a receiver that fails is tried again after 5, 20 and 60 minutes, then never', async () => {
  const { connect, make, control, box } = withBox(() => 503);
  await make(await connect(zoe), later);
  await control.settle();
  for (const pause of [5, 20, 60]) {
    const before = box.received.length;
    control.advance(pause * minute - 1);
    await control.settle();
    assert.equal(box.received.length, before);
    control.advance(1);
    await control.settle();
    assert.equal(box.received.length, before + 1);
  }
  control.advance(24 * hour);
  await control.settle();
  assert.equal(box.received.length, 4);
  assert.equal(control.state().deliveries[0]?.outcome, 'lost');
});

test('a retry is stamped and signed anew', async () => {
  let status: number | 'nothing' = 'nothing';
  const { connect, make, control, box } = withBox(() => status);
  await make(await connect(zoe), later);
  await control.settle();
  status = 204;
  control.advance(5 * minute);
  await control.settle();
  const stamps = box.received.map((each) => each.headers.get('x-zm-request-timestamp'));
  assert.deepEqual(stamps, ['1795435200', '1795435500']);
  assert.equal(control.state().deliveries[0]?.outcome, 'delivered');
});

test('a refusal loses the event for good', async () => {
  const { connect, make, control, box } = withBox(() => 401);
  await make(await connect(zoe), later);
  await control.settle();
  control.advance(24 * hour);
  await control.settle();
  assert.equal(box.received.length, 1);
});

test('events come late, twice or out of order when told to', async () => {
  const { connect, make, control, box } = withBox();
  const tokens = await connect(zoe);
  control.turn({ webhookDelayMs: minute, webhooksDoubled: true });
  await make(tokens, { ...later, topic: 'late' });
  await control.settle();
  assert.deepEqual(box.events(), []);
  control.advance(minute);
  await control.settle();
  assert.deepEqual(box.events(), ['meeting.created', 'meeting.created']);
  control.turn({ webhookDelayMs: 0, webhooksDoubled: false, webhooksOutOfOrder: true });
  const topics = ['one', 'two', 'three', 'four'];
  for (const topic of topics) await make(tokens, { ...later, topic });
  await control.settle();
  control.advance(minute);
  await control.settle();
  const seen = box.received.slice(2).map((each) => each.body.payload.object.topic as string);
  assert.deepEqual(seen.toSorted(), topics.toSorted());
  assert.notDeepEqual(seen, topics);
});

test('people who have not installed the app are not spoken of', async () => {
  const { control, box } = withBox();
  control.schedule(zoe, later);
  await control.settle();
  assert.deepEqual(box.events(), []);
});

test('uninstalling ends the tokens and is announced once', async () => {
  const { connect, call, control, box } = withBox();
  const tokens = await connect(zoe);
  control.uninstall(zoe);
  control.uninstall(zoe);
  await control.settle();
  assert.equal((await call(tokens, 'GET', '/users/me')).status, 401);
  assert.deepEqual(box.events(), ['app_deauthorized']);
  const { signature, ...payload } = (box.received[0] as (typeof box.received)[0]).body.payload;
  assert.match(signature ?? '', /^[0-9a-f]{64}$/);
  assert.deepEqual(payload, {
    account_id: 'wV9sandboxAccount00001',
    client_id: 'trial_client',
    deauthorization_time: '2026-11-23T12:00:00.000Z',
    user_data_retention: null,
    user_id: 'zoeWinterSandboxUser01',
  });
});

test('a receiver that cannot prove the secret six times in a row gets no more events', async () => {
  const { connect, make, control } = beginTrial({
    webhookUrl: 'http://app.test/hook',
    fetch: async () => new Response('{}'),
  });
  for (let n = 0; n < 6; n += 1) assert.equal(await control.challenge(), false);
  await make(await connect(zoe), later);
  await control.settle();
  assert.equal(control.state().deliveries[0]?.outcome, 'kept back');
});

test('a receiver that proves the secret is asked again after 72 hours', async () => {
  const { control } = withBox();
  assert.equal(await control.challenge(), true);
  const { nextChallengeAt } = control.state().subscription;
  assert.equal(nextChallengeAt, control.state().now + 72 * hour);
});
