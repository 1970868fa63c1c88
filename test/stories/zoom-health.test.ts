import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMetrics, createOperator } from '#operator';
import { openHouse, tom, zoe, type House } from '#test/house';
import { openAccount } from '#test/cast';

const INES = { name: 'Ines Faro', email: 'ines@example.org', zone: 'Europe/Lisbon' };

test('permissions are counted by how they stand', async () => {
  await using house = await openHouse();
  const grantId = await house.connect(house.ada, zoe);
  await house.connect(await openAccount(house, INES), tom);
  await house.db
    .updateTable('zoom_grant')
    .set({ lost_at: house.clock.now() })
    .where('id', '=', grantId)
    .execute();
  assert.deepEqual((await healthOf(house)).grants, { good: 1, lost: 1 });
});

test('an account whose Zoom user removed Parley is counted until it connects again', async () => {
  await using house = await openHouse();
  const grantId = await house.connect(house.ada, zoe);
  await house.conferencing.forgetRemoved(grantId, house.clock.now().add({ minutes: 2 }));
  assert.equal((await healthOf(house)).cutOff, 1);
  await house.connect(house.ada, zoe);
  assert.equal((await healthOf(house)).cutOff, 0);
});

test('a session that waits is shown with its reason and since when, and goes when Zoom is back', async () => {
  await using house = await openHouse();
  await bookAtZoom(house);
  const since = house.clock.now().toString();
  house.sandbox.control.addFault({ kind: 'error', path: '/v2' });
  house.clock.advance({ minutes: 1 });
  const failedAt = house.clock.now().toString();
  await house.settle();
  house.clock.advance({ minutes: 20 });
  const { waiting, troubles } = await healthOf(house);
  const [only] = waiting;
  assert.equal(waiting.length, 1);
  assert.deepEqual(
    { ...only, reason: '' },
    { reason: '', sessions: 1, oldest: since, needsHost: false },
  );
  assert.deepEqual(troubles, [{ code: only?.reason, times: 1, lastAt: failedAt }]);
  house.sandbox.control.clearFaults();
  await house.settle();
  assert.deepEqual((await healthOf(house)).waiting, []);
});

test('troubles older than a week are no news', async () => {
  await using house = await openHouse();
  const sessionId = await bookAtZoom(house);
  const row = { session_id: sessionId, kind: 'meeting-waits', facts: '{"code":"unreachable"}' };
  const at = house.clock.now();
  await house.db
    .insertInto('happening')
    .values({ ...row, at })
    .execute();
  assert.equal((await healthOf(house)).troubles.length, 1);
  house.clock.advance({ hours: 7 * 24, minutes: 1 });
  assert.deepEqual((await healthOf(house)).troubles, []);
});

test('Zoom’s question is noted, and when it is due again; our own question is not', async () => {
  await using house = await openHouse({ webhooks: 'on' });
  await ask(house, 'parley-check-1');
  assert.equal((await healthOf(house)).nextValidation, undefined);
  await house.sandbox.control.challenge();
  const { heard, nextValidation } = await healthOf(house);
  assert.deepEqual(heard.challenge, { lastAt: house.clock.now().toString(), times: 1 });
  assert.equal(nextValidation, house.clock.now().add({ hours: 72 }).toString());
});

test('every delivery is counted by kind, a refused one too', async () => {
  await using house = await openHouse();
  const told = (event: string) =>
    JSON.stringify({ event, event_ts: 1, payload: { object: { id: 81234567890 } } });
  for (const body of [told('meeting.started'), told('meeting.updated'), told('user.updated')]) {
    await house.deliver(body, house.signed(body));
  }
  await house.deliver('{}', house.signed('{}', 'a guessed secret'));
  const { heard } = await healthOf(house);
  const times = Object.entries(heard).map(([kind, { times: count }]) => [kind, count]);
  assert.deepEqual(Object.fromEntries(times), { meeting: 2, other: 1, refused: 1 });
});

test('the metrics tell numbers and reasons, and nobody’s name or key', async () => {
  await using house = await openHouse();
  await bookAtZoom(house);
  const metrics = createMetrics({
    zoomHealth: operatorOf(house).zoomHealth,
    liveCalls: () => 3,
  });
  metrics.answered('booking', 200, 0.03);
  const text = await metrics.text();
  for (const line of [
    'parley_zoom_grants{state="good"} 1',
    'parley_zoom_sessions_waiting{reason="under-way"} 1',
    'parley_jobs_waiting{job="reconcile-meeting"} 1',
    'parley_calls_live 3',
    'parley_http_request_duration_seconds_count{route="booking",status="200"} 1',
    'process_cpu_seconds_total',
  ]) {
    assert.ok(text.includes(line), `${line} in\n${text}`);
  }
  const { access_token: token, email } = await house.db
    .selectFrom('zoom_grant')
    .select(['access_token', 'email'])
    .executeTakeFirstOrThrow();
  for (const secret of [token, email, house.ada.account.slug, 'Grace', 'Ada']) {
    assert.ok(!text.includes(secret), secret);
  }
});

test('in production the first person to sign up runs the place, elsewhere everybody does', async () => {
  await using house = await openHouse();
  const ines = await openAccount(house, INES);
  const inProduction = createOperator({ ...house, production: true });
  assert.equal(await inProduction.is(house.ada.personId), true);
  assert.equal(await inProduction.is(ines.personId), false);
  assert.equal(await operatorOf(house).is(ines.personId), true);
});

async function bookAtZoom(house: House): Promise<string> {
  await house.connect(house.ada, zoe);
  await house.conferencing.makeDefault(house.ada.account.id, 'zoom');
  const booked = await house.book(await house.refreshed(house.ada), '2027-01-19T09:00:00Z');
  if (!booked.ok) throw new Error(booked.reason);
  return booked.booking.sessionId;
}

async function ask(house: House, plainToken: string): Promise<void> {
  const body = JSON.stringify({ event: 'endpoint.url_validation', payload: { plainToken } });
  assert.equal((await house.deliver(body, house.signed(body))).status, 200);
}

const operatorOf = (house: House) => createOperator({ ...house, production: false });

/** As JSON would have it: instants compare by what they say. */
async function healthOf(house: House) {
  const health = await operatorOf(house).zoomHealth();
  return JSON.parse(JSON.stringify(health)) as Told<typeof health>;
}

type Told<T> = T extends Temporal.Instant
  ? string
  : T extends object
    ? { [K in keyof T]: Told<T[K]> }
    : T;
