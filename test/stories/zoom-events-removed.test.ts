import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { createLog } from '#base';
import { openAccount, type Hosting } from '#test/cast';
import { openHouse, zoe, type House } from '#test/house';

const ZOE = { id: 'zoeWinterSandboxUser01', accountId: 'wV9sandboxAccount00001', email: zoe };

async function onZoom(house: House, hosting: Hosting): Promise<Hosting> {
  await house.connect(hosting, zoe);
  await house.conferencing.makeDefault(hosting.account.id, 'zoom');
  return await house.refreshed(hosting);
}

async function booked(house: House, hosting: Hosting, start: string) {
  const answer = await house.book(hosting, start);
  assert.ok(answer.ok, JSON.stringify(answer));
  return answer.booking;
}

/** Removes Parley at Zoom a while after it was connected, and lets everything come of it. */
async function uninstall(house: House): Promise<void> {
  house.clock.advance({ minutes: 10 });
  house.sandbox.control.uninstall(zoe);
  await house.settle();
}

async function rowOf(house: House, hosting: Hosting) {
  return await house.conferencing.zoomRow(hosting.account.id);
}

function asking(house: House) {
  return house.mails.filter((mail) => mail.subject.startsWith('Action required'));
}

/** Every row of every table, ours and the job queue's. */
async function everyRow({ db }: House): Promise<string> {
  const tables = await sql<{ name: string }>`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
  `.execute(db);
  assert.ok(tables.rows.length > 20);
  const texts: string[] = [];
  for (const { name } of tables.rows) {
    const { rows } = await sql<{
      row: string;
    }>`select t::text as row from ${sql.raw(name)} t`.execute(db);
    texts.push(...rows.map(({ row }) => `${name}: ${row}`));
  }
  return texts.join('\n');
}

/** Everything Zoom hands out as a key on its way to us. */
function watchTokens(tokens: string[]) {
  return (inner: typeof fetch): typeof fetch =>
    async (input, init) => {
      const answer = await inner(input, init);
      const text = await answer.clone().text();
      for (const [, token] of text.matchAll(/(?:"(?:access|refresh)_token":"|[?&]zak=)([^"&]+)/g))
        tokens.push(token!);
      return answer;
    };
}

for (const shape of ['observed 2025', 'documented 2026', 'documented 2019'] as const) {
  test(`after a removal at Zoom (${shape}) nothing of the Zoom user is left in any table, job or log line`, async () => {
    const tokens: string[] = [];
    const lines: string[] = [];
    const log = createLog('trace', { write: (line) => void lines.push(line) });
    await using house = await openHouse({ webhooks: 'on', log, wrapFetch: watchTokens(tokens) });
    house.sandbox.control.turn({ deauthorizedShape: shape });
    const hosting = await onZoom(house, house.ada);
    await booked(house, hosting, '2027-01-12T09:00:00Z');
    await house.settle();
    const [grant] = await house.db.selectFrom('zoom_grant').selectAll().execute();
    assert.ok(grant && tokens.length >= 3);
    assert.ok((await everyRow(house)).includes(ZOE.id));
    await uninstall(house);
    const kept = [await everyRow(house), ...lines, JSON.stringify(house.mails)].join('\n');
    const secrets = [
      ZOE.id,
      ZOE.accountId,
      ZOE.email,
      grant.access_token,
      grant.refresh_token,
      ...tokens,
    ];
    assert.deepEqual(
      secrets.filter((secret) => kept.includes(secret)),
      [],
    );
  });
}

test('after a removal a meeting’s number is left only in the address its guests still need, and that goes when the session is over', async () => {
  await using house = await openHouse({ webhooks: 'on' });
  const hosting = await onZoom(house, house.ada);
  const coming = await booked(house, hosting, '2027-01-12T09:00:00Z');
  const cancelled = await booked(house, hosting, '2027-01-12T11:00:00Z');
  await house.settle();
  const numbers = house.meetings().map((meeting) => String(meeting.id));
  await uninstall(house);
  await house.sessions.cancel(cancelled.token, '', 'guest');
  await house.sweep();
  assert.equal((await house.sessions.find(coming.token))?.join.ready, true);
  const rows = await house.db.selectFrom('observed_meeting').selectAll().execute();
  assert.ok(rows.every((row) => row.meeting_id === null));
  assert.deepEqual(rows.map((row) => row.join_url === null).toSorted(), [false, true]);
  house.clock.set('2027-01-12T09:30:00Z');
  await house.sweep();
  const kept = await everyRow(house);
  assert.deepEqual(
    numbers.filter((number) => kept.includes(number)),
    [],
  );
});

test('the address of a session that is over goes in the very moment of the removal', async () => {
  await using house = await openHouse({ webhooks: 'on' });
  const hosting = await onZoom(house, house.ada);
  await booked(house, hosting, '2027-01-12T09:00:00Z');
  await house.settle();
  const number = String(house.meetings()[0]?.id);
  house.clock.set('2027-01-12T10:00:00Z');
  await uninstall(house);
  assert.ok(!(await everyRow(house)).includes(number));
});

test('after a removal the host is told once, with the sessions at risk, and the row offers Reconnect', async () => {
  await using house = await openHouse({ webhooks: 'on' });
  const hosting = await onZoom(house, house.ada);
  const booking = await booked(house, hosting, '2027-01-12T09:00:00Z');
  await house.settle();
  house.mails.length = 0;
  house.sandbox.control.turn({ webhooksDoubled: true });
  await uninstall(house);
  const [mail, ...more] = asking(house);
  assert.equal(more.length, 0);
  assert.ok(mail);
  assert.ok(mail.text.includes('Parley was removed in your Zoom account.'));
  assert.ok(mail.text.includes('12 January') && mail.text.includes('/scheduling/conferencing'));
  const row = await rowOf(house, hosting);
  assert.ok(row.state === 'action-required');
  assert.equal(row.reason, 'Parley was removed in your Zoom account.');
  assert.equal((await house.accounts.byId(hosting.account.id))?.defaultPlace, 'built-in');
  const session = await house.sessions.find(booking.token);
  assert.equal(session?.meeting?.status, 'not-managed');
  assert.deepEqual(session?.join.kind, 'zoom');
});

test('a removal reaches every account on that Zoom user and no other', async () => {
  await using house = await openHouse({ webhooks: 'on' });
  const choir = await openAccount(house, {
    name: 'Choir',
    email: '',
    zone: 'Europe/Berlin',
    personId: house.ada.personId,
  });
  const other = await openAccount(house, {
    name: 'Linus',
    email: 'linus@example.org',
    zone: 'Europe/Berlin',
  });
  await onZoom(house, house.ada);
  await onZoom(house, choir);
  await house.connect(other, 'mira@north-practice.example');
  house.mails.length = 0;
  await uninstall(house);
  const states = [];
  for (const hosting of [house.ada, choir, other]) states.push((await rowOf(house, hosting)).state);
  assert.deepEqual(states, ['action-required', 'action-required', 'connected']);
  assert.equal(asking(house).length, 2);
});

test('a session that had no meeting yet is held in a built-in call after a removal', async () => {
  await using house = await openHouse({ webhooks: 'on' });
  const hosting = await onZoom(house, house.ada);
  house.sandbox.control.addFault({ kind: 'error', method: 'POST', path: '/v2/users' });
  const booking = await booked(house, hosting, '2027-01-12T09:00:00Z');
  await house.settle();
  await uninstall(house);
  const now = await house.sessions.find(booking.token);
  assert.deepEqual([now?.place, now?.join.ready], ['built-in', true]);
});

test('Zoom’s notice about our own Disconnect is no trouble', async () => {
  await using house = await openHouse({ webhooks: 'on' });
  const hosting = await onZoom(house, house.ada);
  const booking = await booked(house, hosting, '2027-01-12T09:00:00Z');
  await house.settle();
  house.mails.length = 0;
  await house.conferencing.disconnect(hosting.account.id);
  await house.settle();
  const told = house.sandbox.control
    .state()
    .deliveries.filter((each) => each.event === 'app_deauthorized');
  assert.deepEqual(
    told.map((each) => each.outcome),
    ['delivered'],
  );
  assert.equal((await rowOf(house, hosting)).state, 'not-connected');
  assert.deepEqual(asking(house), []);
  assert.equal((await house.sessions.find(booking.token))?.join.ready, true);
});

test('a notice that comes late, after the host has connected again, leaves the new permission alone', async () => {
  await using house = await openHouse({ webhooks: 'on' });
  const hosting = await onZoom(house, house.ada);
  house.clock.advance({ minutes: 10 });
  house.sandbox.control.turn({ webhookDelayMs: 30 * 60_000 });
  house.sandbox.control.uninstall(zoe);
  house.clock.advance({ minutes: 10 });
  await house.connect(hosting, zoe);
  house.clock.advance({ minutes: 30 });
  house.mails.length = 0;
  await house.settle();
  assert.equal((await rowOf(house, hosting)).state, 'connected');
  assert.deepEqual(asking(house), []);
  const again = await house.refreshed(hosting);
  await booked(house, again, '2027-01-13T09:00:00Z');
  await house.settle();
  assert.equal(house.meetings().length, 1);
});

test('removed within the minute of connecting, Zoom is asked, and confirms it', async () => {
  await using house = await openHouse({ webhooks: 'on' });
  const hosting = await onZoom(house, house.ada);
  house.sandbox.control.uninstall(zoe);
  await house.settle();
  assert.equal((await rowOf(house, hosting)).state, 'action-required');
  assert.deepEqual(await house.db.selectFrom('zoom_grant').selectAll().execute(), []);
});

/** Zoom tells that Zoe removed Parley at this moment. Her tokens go on working. */
async function removalSaid(house: House, at: Temporal.Instant): Promise<void> {
  const body = JSON.stringify({
    event: 'app_deauthorized',
    payload: {
      ...{ user_id: ZOE.id, account_id: ZOE.accountId, client_id: 'parley' },
      deauthorization_time: at.toString(),
    },
  });
  assert.equal((await house.deliver(body, house.signed(body))).status, 204);
  await house.settle();
}

test('a notice of a moment after connecting is believed, however soon', async () => {
  await using house = await openHouse();
  const hosting = await onZoom(house, house.ada);
  const connected = house.clock.now();
  await removalSaid(house, connected.subtract({ seconds: 1 }));
  assert.equal((await rowOf(house, hosting)).state, 'connected');
  await removalSaid(house, connected.add({ seconds: 1 }));
  assert.equal((await rowOf(house, hosting)).state, 'action-required');
  assert.deepEqual(await house.db.selectFrom('zoom_grant').selectAll().execute(), []);
});

test('a late notice leaves a new permission alone also where Zoom’s clock is ahead of ours', async () => {
  const opened: { house?: House } = {};
  const theirNow = () => opened.house!.clock.now().add({ seconds: 40 });
  const wrapFetch =
    (inner: typeof fetch): typeof fetch =>
    async (input, init) => {
      const answer = await inner(input, init);
      const date = new Date(theirNow().epochMilliseconds).toUTCString();
      const headers = new Headers([...answer.headers, ['date', date]]);
      return new Response(answer.body, { status: answer.status, headers });
    };
  await using house = await openHouse({ wrapFetch });
  opened.house = house;
  await onZoom(house, house.ada);
  house.clock.advance({ minutes: 10 });
  const removed = theirNow();
  house.clock.advance({ seconds: 15 });
  await house.connect(house.ada, zoe);
  house.clock.advance({ minutes: 30 });
  await removalSaid(house, removed);
  assert.equal((await rowOf(house, house.ada)).state, 'connected');
});

test('a removal that Zoom cannot be asked about for hours is asked about until it answers', async () => {
  await using house = await openHouse({ webhooks: 'on' });
  const hosting = await onZoom(house, house.ada);
  for (const path of ['/v2/users/me', '/oauth/token'])
    house.sandbox.control.addFault({ kind: 'error', path });
  house.sandbox.control.uninstall(zoe);
  await assert.rejects(house.settle(), /unreachable/);
  // All its tries are used up.
  await sql`delete from jobs.job`.execute(house.db);
  house.clock.advance({ hours: 3 });
  await house.sweep();
  assert.equal((await rowOf(house, hosting)).state, 'connected');
  house.sandbox.control.clearFaults();
  await house.sweep();
  assert.equal((await rowOf(house, hosting)).state, 'action-required');
  assert.deepEqual(await house.db.selectFrom('zoom_grant').selectAll().execute(), []);
});

test('once Zoom has said that nothing was removed it is not asked again', async () => {
  await using house = await openHouse();
  await onZoom(house, house.ada);
  await removalSaid(house, house.clock.now().subtract({ seconds: 1 }));
  house.clock.advance({ minutes: 2 });
  const asked = () =>
    house.sandbox.control.state().calls.filter(({ path }) => path === '/v2/users/me').length;
  const before = asked();
  await house.sweep();
  assert.equal(asked(), before);
});

test('a doubtful notice waits while Zoom cannot be asked', async () => {
  await using house = await openHouse({ webhooks: 'on' });
  const hosting = await onZoom(house, house.ada);
  house.sandbox.control.addFault({ kind: 'error', path: '/v2/users/me', times: 1 });
  house.sandbox.control.uninstall(zoe);
  await assert.rejects(house.settle(), /unreachable/);
  assert.equal((await rowOf(house, hosting)).state, 'connected');
  await house.settle();
  assert.equal((await rowOf(house, hosting)).state, 'action-required');
});

test('whoever was told that access ended is not told again by the notice that comes later', async () => {
  await using house = await openHouse({ webhooks: 'on' });
  const hosting = await onZoom(house, house.ada);
  house.sandbox.control.turn({ webhookDelayMs: 60_000 });
  house.clock.advance({ minutes: 10 });
  house.sandbox.control.uninstall(zoe);
  await booked(house, hosting, '2027-01-12T09:00:00Z');
  await house.settle();
  assert.equal(asking(house).length, 1);
  house.clock.advance({ minutes: 2 });
  await house.settle();
  assert.equal(asking(house).length, 1);
  const row = await rowOf(house, hosting);
  assert.ok(row.state === 'action-required' && row.reason.includes('removed in your Zoom account'));
  assert.deepEqual(await house.db.selectFrom('zoom_grant').selectAll().execute(), []);
});

test('an answer that was under way while Parley was removed is not written down', async () => {
  const opened: { house?: House } = {};
  let interrupt = false;
  const wrapFetch =
    (inner: typeof fetch): typeof fetch =>
    async (input, init) => {
      const answer = await inner(input, init);
      const { house } = opened;
      if (house && interrupt && init?.method === 'POST' && String(input).endsWith('/meetings')) {
        interrupt = false;
        house.sandbox.control.uninstall(zoe);
        const grant = await house.db
          .selectFrom('zoom_grant')
          .select('id')
          .executeTakeFirstOrThrow();
        await house.conferencing.forgetRemoved(grant.id, house.clock.now());
      }
      return answer;
    };
  await using house = await openHouse({ wrapFetch });
  opened.house = house;
  const hosting = await onZoom(house, house.ada);
  house.clock.advance({ minutes: 10 });
  const booking = await booked(house, hosting, '2027-01-12T09:00:00Z');
  interrupt = true;
  await house.settle();
  const [meeting] = await house.db.selectFrom('observed_meeting').selectAll().execute();
  assert.deepEqual([meeting?.meeting_id, meeting?.join_url], [null, null]);
  assert.equal((await house.sessions.find(booking.token))?.place, 'built-in');
});

test('a notice about another app of the same Zoom user is not ours to act upon', async () => {
  await using house = await openHouse();
  await onZoom(house, house.ada);
  const about = (client: string) =>
    JSON.stringify({
      event: 'app_deauthorized',
      payload: {
        ...{ user_id: ZOE.id, account_id: ZOE.accountId, client_id: client },
        deauthorization_time: '2027-01-11T08:05:00.000Z',
      },
    });
  for (const client of ['another', 'parley']) {
    const body = about(client);
    assert.equal((await house.deliver(body, house.signed(body))).status, 204);
    assert.equal((await house.jobs.waiting('grant-removed')).length, client === 'parley' ? 1 : 0);
  }
});

test('a notice about a former account of the Zoom user is not believed, but asked about', async () => {
  await using house = await openHouse();
  const hosting = await onZoom(house, house.ada);
  const body = JSON.stringify({
    event: 'app_deauthorized',
    payload: {
      ...{ user_id: ZOE.id, account_id: 'someFormerAccount00009', client_id: 'parley' },
      deauthorization_time: '2027-01-11T08:05:00.000Z',
    },
  });
  await house.deliver(body, house.signed(body));
  await house.settle();
  assert.equal((await rowOf(house, hosting)).state, 'connected');
});

test('a notice without a fitting signature is refused, and Zoom itself is asked whether it is true', async () => {
  await using house = await openHouse();
  const hosting = await onZoom(house, house.ada);
  const body = JSON.stringify({
    event: 'app_deauthorized',
    payload: {
      ...{ user_id: ZOE.id, account_id: ZOE.accountId, client_id: 'parley' },
      deauthorization_time: '2027-01-11T12:00:00.000Z',
    },
  });
  const knock = async () => {
    house.clock.advance({ minutes: 2 });
    const { status } = await house.deliver(body, house.signed(body, 'not ours'));
    const again = await house.deliver(body, house.signed(body, 'not ours'));
    assert.deepEqual([status, again.status], [401, 401]);
    assert.equal((await house.jobs.waiting('grant-removed')).length, 1, 'once a minute');
    await house.settle();
    return (await rowOf(house, hosting)).state;
  };
  assert.equal(await knock(), 'connected');
  house.sandbox.control.uninstall(zoe);
  assert.equal(await knock(), 'action-required');
  assert.equal((await house.db.selectFrom('zoom_grant').select('id').execute()).length, 0);
});

test('a notice without a fitting signature about somebody unknown leaves nothing behind', async () => {
  await using house = await openHouse();
  await onZoom(house, house.ada);
  for (const id of ['somebodyElse0001', 'somebodyElse0002']) {
    const body = JSON.stringify({
      event: 'app_deauthorized',
      payload: { user_id: id, account_id: ZOE.accountId, client_id: 'parley' },
    });
    assert.equal((await house.deliver(body, house.signed(body, 'not ours'))).status, 401);
  }
  assert.deepEqual(await house.db.selectFrom('zoom_event').selectAll().execute(), []);
});

test('after a removal the account can connect again, and new sessions are in Zoom once more', async () => {
  await using house = await openHouse({ webhooks: 'on' });
  const hosting = await onZoom(house, house.ada);
  const former = await booked(house, hosting, '2027-01-12T09:00:00Z');
  await house.settle();
  await uninstall(house);
  const again = await onZoom(house, house.ada);
  await booked(house, again, '2027-01-13T09:00:00Z');
  await house.settle();
  assert.equal((await rowOf(house, again)).state, 'connected');
  assert.equal(house.meetings().length, 2);
  assert.equal((await house.sessions.find(former.token))?.meeting?.status, 'not-managed');
});
