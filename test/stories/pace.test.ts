import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { createOperator } from '#operator';
import { openHouse, tom, zoe, type House } from '#test/house';

const WEDNESDAY = Temporal.Instant.from('2027-01-13T09:00:00Z');
const MIDNIGHT = Temporal.Instant.from('2027-01-12T00:00:00Z');

/** How many calls Zoom had heard when the story began: those of connecting are not counted. */
const heardBefore = new WeakMap<House, number>();

async function onZoom(house: House, person = zoe) {
  await house.connect(house.ada, person);
  heardBefore.set(house, house.sandbox.control.state().calls.length);
  await house.conferencing.makeDefault(house.ada.account.id, 'zoom');
  return await house.refreshed(house.ada, { noticeMinutes: 0 });
}

async function bookAt(house: House, hosting: House['ada'], start: Temporal.Instant) {
  const booked = await house.book(hosting, start.toString());
  assert.ok(booked.ok, JSON.stringify(booked));
  return booked.booking;
}

function requests(house: House, method?: string) {
  return house.sandbox.control
    .state()
    .calls.slice(heardBefore.get(house))
    .filter((call) => call.path.startsWith('/v2/'))
    .filter((call) => method === undefined || call.method === method);
}

/** Zoom has taken so many changes from this host today. */
async function usedToday(house: House, used: number) {
  const day = Temporal.Instant.from('2027-01-11T00:00:00Z');
  const [grant] = await house.db.selectFrom('zoom_grant').select('id').execute();
  await house.db.insertInto('zoom_allowance').values({ grant_id: grant!.id, day, used }).execute();
}

/** Time goes on from one job that is due to the next, a sweep with each minute, for so long. */
async function goOn(house: House, minutes: number) {
  const until = house.clock.now().add({ minutes });
  for (;;) {
    await house.jobs.settle();
    const { rows } = await sql<{ at: Temporal.Instant | null }>`
      select min(start_after) as at from jobs.job where state < 'active' and start_after > ${house.clock.now()}
    `.execute(house.db);
    const at = rows[0]?.at;
    if (!at || Temporal.Instant.compare(at, until) > 0) break;
    house.clock.set(at);
  }
  house.clock.set(until);
}

test('when Zoom takes no more changes today, the session says so and is in step after midnight', async () => {
  await using house = await openHouse();
  const hosting = await onZoom(house);
  house.sandbox.control.addFault({
    kind: 'too-many',
    limit: 'hundred',
    method: 'POST',
    path: '/v2',
    times: 1,
  });
  const first = await bookAt(house, hosting, WEDNESDAY);
  await house.jobs.settle();
  const second = await bookAt(house, hosting, WEDNESDAY.add({ hours: 1 }));
  await house.jobs.settle();
  const { waiting } = await createOperator({ ...house, production: false }).zoomHealth();
  assert.deepEqual(
    waiting.map(({ reason, sessions }) => [reason, sessions]),
    [['day-used-up', 2]],
  );
  assert.equal(requests(house, 'POST').length, 1, 'one refusal is enough for everybody');
  const { reason, nextTryAt, status } = (await house.sessions.find(second.token))?.meeting ?? {};
  assert.deepEqual([status, reason?.code], ['waiting', 'day-used-up']);
  assert.ok(nextTryAt && Temporal.Instant.compare(nextTryAt, MIDNIGHT) >= 0);
  house.clock.set(MIDNIGHT.add({ minutes: 10 }));
  await house.jobs.settle();
  for (const { token } of [first, second])
    assert.equal((await house.sessions.find(token))?.meeting?.status, 'in-step');
});

const LATE_IN_THE_DAY = Temporal.Instant.from('2027-01-11T23:30:00Z');

/** How the user stands with the day, and whether others of the Zoom account may ask. */
async function heldAfter(
  house: House,
  limit: 'hundred' | 'day',
): Promise<{ used: number; accountHeld: boolean }> {
  const fault = { kind: 'too-many', limit, method: 'POST', path: '/v2', times: 1 } as const;
  house.sandbox.control.addFault(fault);
  await bookAt(house, await house.refreshed(house.ada), WEDNESDAY);
  await house.jobs.settle();
  const [{ used = 0 } = {}] = await house.conferencing.changesToday();
  const [pace] = await house.db.selectFrom('zoom_pace').select('lanes').execute();
  const heldUntil = pace?.lanes.light?.heldUntil ?? 0;
  return { used, accountHeld: heldUntil > house.clock.now().epochMilliseconds };
}

test('half an hour before midnight one host’s hundred changes hold up nobody else', async () => {
  await using house = await openHouse();
  await onZoom(house);
  house.clock.set(LATE_IN_THE_DAY);
  assert.deepEqual(await heldAfter(house, 'hundred'), { used: 100, accountHeld: false });
});

test('at noon the limit of the whole Zoom account is not taken for one host’s hundred changes', async () => {
  await using house = await openHouse();
  await onZoom(house);
  house.clock.set('2027-01-11T12:00:00Z');
  assert.deepEqual(await heldAfter(house, 'day'), { used: 1, accountHeld: true });
});

test('a Zoom whose midnight comes a little after ours does not cost the host the new day', async () => {
  await using house = await openHouse();
  await onZoom(house);
  house.clock.set(MIDNIGHT.add({ seconds: 2 }));
  const { used } = await heldAfter(house, 'hundred');
  assert.ok(used < 100);
  house.clock.advance({ minutes: 2 });
  await house.jobs.settle();
  assert.equal(house.meetings().length, 1);
});

test('several changes of one session that wait for tomorrow are one change then', async () => {
  await using house = await openHouse();
  const hosting = await onZoom(house);
  const { token } = await bookAt(house, hosting, WEDNESDAY);
  await house.jobs.settle();
  await sql`update zoom_allowance set used = 100`.execute(house.db);
  for (const hours of [1, 2, 3]) {
    assert.ok((await house.sessions.move(token, WEDNESDAY.add({ hours }), 'guest')).ok);
    await house.jobs.settle();
  }
  house.clock.set(MIDNIGHT.add({ minutes: 10 }));
  await house.jobs.settle();
  assert.equal(requests(house, 'PATCH').length, 1);
  assert.equal(house.meetings()[0]?.start, '2027-01-13T12:00:00Z');
});

test('the last changes of the day are for sessions that begin before the next', async () => {
  await using house = await openHouse();
  const hosting = await onZoom(house);
  await usedToday(house, 90);
  const today = await bookAt(house, hosting, Temporal.Instant.from('2027-01-11T15:00:00Z'));
  const nextWeek = await bookAt(house, hosting, WEDNESDAY.add({ hours: 7 * 24 }));
  await house.jobs.settle();
  const statuses = [today, nextWeek].map(
    async ({ token }) => (await house.sessions.find(token))?.meeting?.status,
  );
  assert.deepEqual(await Promise.all(statuses), ['in-step', 'waiting']);
});

test('a session that the day’s limit leaves without a meeting is held in a built-in call, and its host is told why', async () => {
  await using house = await openHouse();
  const hosting = await onZoom(house);
  await usedToday(house, 100);
  const { token } = await bookAt(house, hosting, Temporal.Instant.from('2027-01-11T15:00:00Z'));
  await house.jobs.settle();
  house.clock.set('2027-01-11T14:50:01Z');
  await house.jobs.settle();
  assert.equal((await house.sessions.find(token))?.place, 'built-in');
  const told = house.mails.findLast((mail) => mail.to === 'ada@example.org');
  assert.match(told?.text ?? '', /100 changes a day/);
});

test('changes are counted for the Zoom user, whichever account made them', async () => {
  await using house = await openHouse();
  const grantId = await house.connect(house.ada, zoe);
  const { token } = await bookAt(house, await onZoom(house), WEDNESDAY);
  await house.jobs.settle();
  await house.sessions.move(token, WEDNESDAY.add({ hours: 2 }), 'guest');
  await house.jobs.settle();
  await house.sessions.cancel(token, 'a cold', 'guest');
  await house.jobs.settle();
  const changes = (await house.zoom.viewGrant(grantId))?.changesToday;
  assert.deepEqual([changes?.used, changes?.limit], [2, 100]);
  assert.equal(String(changes?.resetsAt), String(MIDNIGHT));
  assert.deepEqual(await house.conferencing.changesToday(), [{ grantId, ...changes }]);
});

test('after Zoom was away every session is in step at the pace of its plan, and Zoom refuses nothing', async () => {
  await using house = await openHouse();
  const hosting = await onZoom(house, tom);
  house.sandbox.control.addFault({ kind: 'error', path: '/v2' });
  const starts = Array.from({ length: 14 }, (_, half) => WEDNESDAY.add({ minutes: 30 * half }));
  for (const start of starts) await bookAt(house, hosting, start);
  await goOn(house, 3);
  house.sandbox.control.clearFaults();
  const back = house.clock.now();
  await goOn(house, 4);
  assert.equal(house.meetings().length, starts.length);
  const calls = requests(house).filter((call) => call.at >= back.epochMilliseconds);
  assert.deepEqual([...new Set(calls.map((call) => call.status))].toSorted(), [200, 201]);
  const made = calls.filter((call) => call.status === 201).map((call) => call.at);
  const [first, last] = [Math.min(...made), Math.max(...made)];
  const seconds = (last - first) / 1000;
  assert.ok(
    first - back.epochMilliseconds <= 5 * 60_000,
    'nobody waits longer to see whether Zoom is back',
  );
  // A free account may ask twice a second for the list in which each is looked for before it is made anew.
  assert.ok(seconds <= (starts.length / 2) * 1.2 + 3, `${seconds} s for ${starts.length} meetings`);
});

test('a session that is looked at before its turn keeps that turn', async () => {
  await using house = await openHouse();
  const hosting = await onZoom(house, tom);
  const booked = [];
  for (let n = 0; n < 8; n += 1)
    booked.push(await bookAt(house, hosting, WEDNESDAY.add({ minutes: 30 * n })));
  for (const { sessionId } of booked) await house.conferencing.reconcile(sessionId);
  const { sessionId } = booked.at(-1)!;
  const turn = async () =>
    (await house.conferencing.statesOf([sessionId])).get(sessionId)?.nextTryAt;
  const promised = await turn();
  assert.ok(promised);
  house.clock.advance({ milliseconds: 200 });
  await house.conferencing.reconcile(sessionId);
  assert.equal(String(await turn()), String(promised));
});

test('a Zoom user who is silent holds up nobody else', async () => {
  let silent: (() => void) | undefined;
  const silence = new Promise<void>((resolve) => (silent = resolve));
  let asked = 0;
  let connected = false;
  await using house = await openHouse({
    wrapFetch: (ask) => async (input, init) => {
      if (connected && init?.method === 'POST' && String(input).includes('/v2/')) {
        asked += 1;
        await silence;
      }
      return await ask(input, init);
    },
  });
  const hosting = await onZoom(house);
  connected = true;
  const sessions: string[] = [];
  for (const hours of [0, 1, 2, 3, 4, 5])
    sessions.push((await bookAt(house, hosting, WEDNESDAY.add({ hours }))).sessionId);
  const passes = sessions.map((id) => house.conferencing.reconcile(id));
  const { promise: twoAreBack, resolve: enough } = Promise.withResolvers<void>();
  let back = 0;
  for (const pass of passes) void pass.then(() => (back += 1) === 2 && enough());
  await twoAreBack;
  assert.ok(asked <= 4);
  silent?.();
  await Promise.all(passes);
});
