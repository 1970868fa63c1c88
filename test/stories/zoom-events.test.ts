import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLog } from '#base';
import { createWebhook } from '#zoom';
import { openHouse, zoe, type House } from '#test/house';

/** One session at Zoom, on Tuesday at ten in Berlin. */
async function withSession(house: House) {
  await house.connect(house.ada, zoe);
  await house.conferencing.makeDefault(house.ada.account.id, 'zoom');
  const booked = await house.book(await house.refreshed(house.ada), '2027-01-12T09:00:00Z');
  assert.ok(booked.ok);
  await house.settle();
  const meeting = house.meetings()[0];
  assert.ok(meeting);
  return { sessionId: booked.booking.sessionId, meetingId: meeting.id };
}

async function storyOf(house: House, sessionId: string) {
  const shown = await house.sessions.show(house.ada.account.id, sessionId);
  return (shown?.happenings ?? []).map(({ kind }) => kind);
}

function started(meetingId: number): string {
  const object = { id: String(meetingId), host_id: 'h', host_email: 'host@example.com' };
  return JSON.stringify({ event: 'meeting.started', event_ts: 1799744400000, payload: { object } });
}

test('Zoom proves the address, and events arrive', async () => {
  await using house = await openHouse({ webhooks: 'on' });
  assert.equal(await house.sandbox.control.challenge(), true);
});

test('a former secret is still taken while it is listed', async () => {
  await using house = await openHouse();
  const body = '{"event":"endpoint.url_validation","payload":{"plainToken":"t"}}';
  const answer = await house.deliver(body, house.signed(body, 'the secret before'));
  assert.equal(answer.status, 200);
});

test('what Zoom did not sign is refused, changes nothing, and its text stays out of the log', async () => {
  const lines: string[] = [];
  const log = createLog('trace', { write: (line) => void lines.push(line) });
  await using house = await openHouse({ log });
  const { sessionId, meetingId } = await withSession(house);
  const before = await storyOf(house, sessionId);
  lines.length = 0;
  const body = started(meetingId);
  const answer = await house.deliver(body, house.signed(body, 'a guessed secret'));
  assert.equal(answer.status, 401);
  assert.deepEqual(await storyOf(house, sessionId), before);
  assert.match(lines.join(''), /refused/);
  assert.doesNotMatch(lines.join(''), new RegExp(`${meetingId}|host@example`));
});

test('a good delivery kept back for longer than five minutes is refused', async () => {
  await using house = await openHouse();
  const body = started(81234567890);
  const headers = house.signed(body);
  house.clock.advance({ minutes: 5, seconds: 1 });
  assert.equal((await house.deliver(body, headers)).status, 401);
});

test('events nobody here waits for are taken with thanks', async () => {
  await using house = await openHouse();
  for (const body of ['{"event":"user.signed_in","payload":{}}', started(1), 'no JSON']) {
    assert.equal((await house.deliver(body, house.signed(body))).status, 204);
  }
});

test('a delivery without end is not read to its end', async () => {
  await using house = await openHouse();
  const body = 'x'.repeat(300_000);
  assert.equal((await house.deliver(body, house.signed(body))).status, 413);
});

test('how late a delivery may be can be set', async () => {
  await using house = await openHouse();
  const door = createWebhook({
    ...{ db: house.db, clock: house.clock, log: createLog('silent'), clientId: 'c' },
    ...{ secrets: ['a secret'], toleranceSeconds: 5_400, news: house.conferencing.news },
  });
  const body = '{"event":"meeting.created","payload":{}}';
  const headers = house.signed(body, 'a secret');
  const knock = async () =>
    await door(new Request('https://book.example.org/', { method: 'POST', body, headers }));
  house.clock.advance({ minutes: 85 });
  assert.equal((await knock()).status, 204);
  house.clock.advance({ minutes: 6 });
  assert.equal((await knock()).status, 401);
});

test('without a secret the door says what is missing', async () => {
  await using house = await openHouse();
  const { db, clock, conferencing } = house;
  const log = createLog('silent');
  const door = createWebhook({
    db,
    clock,
    log,
    clientId: 'c',
    secrets: [],
    news: conferencing.news,
  });
  const answer = await door(
    new Request('https://book.example.org/zoom/webhook', { method: 'POST' }),
  );
  assert.equal(answer.status, 404);
  assert.match(await answer.text(), /ZOOM_WEBHOOK_SECRET/);
});

test('the story of a session tells when people came and went, and not who', async () => {
  await using house = await openHouse({ webhooks: 'on' });
  const { sessionId, meetingId } = await withSession(house);
  const { control } = house.sandbox;
  house.clock.set('2027-01-12T08:58:00Z');
  control.startMeeting(meetingId);
  await house.settle();
  house.clock.set('2027-01-12T09:01:00Z');
  const guest = control.joinMeeting(meetingId, 'Grace Hopper-Unmistakable');
  assert.ok(guest);
  await house.settle();
  house.clock.set('2027-01-12T09:31:00Z');
  control.turn({ webhookDelayMs: 4000 });
  control.leaveMeeting(meetingId, guest);
  control.turn({ webhookDelayMs: 0 });
  control.endMeeting(meetingId);
  await house.settle();
  house.clock.advance({ seconds: 6 });
  await house.settle();
  const shown = await house.sessions.show(house.ada.account.id, sessionId);
  const told = (shown?.happenings ?? []).slice(-4).map(({ kind, at }) => [kind, at.toString()]);
  assert.deepEqual(told, [
    ['meeting-started', '2027-01-12T08:58:00Z'],
    ['somebody-joined', '2027-01-12T09:01:00Z'],
    ['somebody-left', '2027-01-12T09:31:00Z'],
    ['meeting-ended', '2027-01-12T09:31:00Z'],
  ]);
  const everything = JSON.stringify(await house.db.selectFrom('happening').selectAll().execute());
  assert.doesNotMatch(everything, /Unmistakable|203\.0\.113/);
});

test('an event that Zoom tells twice is told once', async () => {
  await using house = await openHouse({ webhooks: 'on' });
  const { sessionId, meetingId } = await withSession(house);
  house.sandbox.control.turn({ webhooksDoubled: true });
  house.sandbox.control.startMeeting(meetingId);
  await house.settle();
  house.clock.advance({ hours: 1 });
  await house.settle();
  const told = (await storyOf(house, sessionId)).filter((kind) => kind === 'meeting-started');
  assert.equal(told.length, 1);
});

test('events that come out of order are told with the moments at which they took place', async () => {
  await using house = await openHouse({ webhooks: 'on' });
  const { sessionId, meetingId } = await withSession(house);
  const { control } = house.sandbox;
  house.clock.set('2027-01-12T09:00:00Z');
  control.turn({ webhooksOutOfOrder: true });
  control.startMeeting(meetingId);
  house.clock.set('2027-01-12T09:30:00Z');
  control.endMeeting(meetingId);
  await house.settle();
  house.clock.advance({ seconds: 6 });
  await house.settle();
  const shown = await house.sessions.show(house.ada.account.id, sessionId);
  const told = (shown?.happenings ?? []).slice(-2).map(({ kind, at }) => [kind, at.toString()]);
  assert.deepEqual(told, [
    ['meeting-started', '2027-01-12T09:00:00Z'],
    ['meeting-ended', '2027-01-12T09:30:00Z'],
  ]);
});

test('while our database is away Zoom is asked to come again, and then it is told', async () => {
  await using house = await openHouse({ webhooks: 'on' });
  const { sessionId, meetingId } = await withSession(house);
  await house.db.schema.alterTable('zoom_event').renameTo('away').execute();
  house.sandbox.control.startMeeting(meetingId);
  await house.settle();
  await house.db.schema
    .alterTable('away' as never)
    .renameTo('zoom_event')
    .execute();
  house.clock.advance({ minutes: 5 });
  await house.settle();
  assert.ok((await storyOf(house, sessionId)).includes('meeting-started'));
});
