import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { sql } from 'kysely';
import { createLog } from '#base';
import { testClock } from '#test/clock';
import { freshDatabase, type FreshDatabase } from '#test/database';
import { html, json, lineCut, type StandIn } from './stand-in.ts';
import { connected, MEETINGS, seal, zoomOn } from './stand-in-grant.ts';

let database: FreshDatabase;
before(async () => {
  database = await freshDatabase();
});
after(() => database.close());
beforeEach(() => database.db.deleteFrom('zoom_grant').execute());

const openGrant = () => connected(database.db, testClock('2026-11-30T15:00:00Z'));
const row = () => database.db.selectFrom('zoom_grant').selectAll().executeTakeFirstOrThrow();

test('a token is used for as long as it lives', async () => {
  const { clock, list, refreshes } = await openGrant();
  await list();
  clock.advance({ minutes: 58 });
  await list();
  assert.equal(refreshes(), 0);
});

test('a token about to lapse is replaced before it is used', async () => {
  const { standIn, clock, list, refreshes } = await openGrant();
  clock.advance({ minutes: 59, seconds: 30 });
  await list();
  assert.equal(refreshes(), 1);
  assert.equal(standIn.callsTo(MEETINGS).length, 1);
});

test('ten calls at once with a lapsed token refresh it once', async () => {
  const { clock, list, refreshes } = await openGrant();
  clock.advance({ hours: 2 });
  await Promise.all(Array.from({ length: 10 }, list));
  assert.equal(refreshes(), 1);
});

test('ten calls at once whose token Zoom refuses refresh it once', async () => {
  const { standIn, list, refreshes } = await openGrant();
  standIn.lapsed = standIn.issued;
  await Promise.all(Array.from({ length: 10 }, list));
  assert.equal(refreshes(), 1);
});

test('two processes with a lapsed token refresh it once', async () => {
  const { standIn, clock, grantId, refreshes } = await openGrant();
  const { holding, arrived, go } = holdTokens(standIn);
  const processes = [holding, holding].map((fetch) =>
    zoomOn({ db: database.db, fetch, clock, log: createLog('silent') }),
  );
  clock.advance({ hours: 2 });
  const [first, second] = processes.map(async (zoom, index) => {
    if (index === 1) await arrived;
    return await zoom.listMarked(grantId, 'mark');
  });
  await arrived;
  // On the embedded database there is nothing to wait for: its one connection is taken.
  while (database.kind === 'server' && refreshes() === 1 && !(await somebodyWaits()));
  go();
  assert.deepEqual(await Promise.all([first, second]), [[], []]);
  assert.equal(refreshes(), 1);
});

test(
  'the many who wait for one refresh leave the database to others',
  { timeout: 10_000 },
  async (t) => {
    if (database.kind === 'embedded') return t.skip('its one connection is taken for that long');
    const { standIn, clock, grantId } = await openGrant();
    const { holding, arrived, go } = holdTokens(standIn);
    const zoom = zoomOn({ db: database.db, fetch: holding, clock, log: createLog('silent') });
    clock.advance({ hours: 2 });
    // Were they to take every connection, the test would fail by its time limit and still end.
    t.signal.addEventListener('abort', go);
    const many = Array.from({ length: 20 }, () => zoom.listMarked(grantId, 'mark'));
    await arrived;
    for (let n = 0; n < 40; n += 1) await row();
    go();
    await Promise.all(many);
  },
);

/** Zoom hands out new tokens, but the answer stays on the way until `go`. */
function holdTokens(standIn: StandIn) {
  const [arrived, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const holding: typeof fetch = async (input, init) => {
    const answer = await standIn.fetch(input, init);
    if (!String(input).endsWith('/oauth/token')) return answer;
    arrived.resolve();
    await go.promise;
    return answer;
  };
  return { holding, arrived: arrived.promise, go: () => go.resolve() };
}

async function somebodyWaits(): Promise<boolean> {
  const { rows } = await sql`select 1 from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(database.db);
  return rows.length > 0;
}

test('the new refresh token is on disk before the new access token is used', async () => {
  const { standIn, clock, grantId } = await openGrant();
  let onDisk = '';
  const looking: typeof fetch = async (input, init) => {
    if (String(input).includes(MEETINGS)) {
      onDisk = seal.open((await row()).refresh_token, `refresh token of ${standIn.user.id}`);
    }
    return await standIn.fetch(input, init);
  };
  clock.advance({ hours: 2 });
  const log = createLog('silent');
  await zoomOn({ db: database.db, fetch: looking, clock, log }).listMarked(grantId, 'mark');
  assert.equal(onDisk, standIn.refreshToken());
  assert.equal(standIn.issued, 2);
});

test('when the answer of a refresh is lost, the grant stays and the next try decides', async () => {
  const { standIn, clock, list } = await openGrant();
  clock.advance({ hours: 2 });
  standIn.spoil({ path: '/oauth/token', times: 1, with: () => lineCut('ECONNRESET') });
  await assert.rejects(list(), { code: 'unreachable', retry: 'soon' });
  assert.equal((await row()).lost_at, null);
  await list();
});

test('when the lost refresh had taken effect, the host is asked to connect again', async () => {
  const { standIn, clock, list } = await openGrant();
  clock.advance({ hours: 2 });
  standIn.spoil({ path: '/oauth/token', times: 1, late: true, with: () => lineCut('ECONNRESET') });
  await assert.rejects(list(), { code: 'unreachable' });
  await assert.rejects(list(), { code: 'grant-lost', retry: 'never' });
});

for (const [what, answer] of [
  [
    'our client secret is wrong',
    () => json(400, { reason: 'Invalid client_id or client_secret', error: 'invalid_client' }),
  ],
  [
    'Zoom is busy',
    () => json(429, { code: 429, message: 'Try again later.' }, { 'retry-after': '30' }),
  ],
  ['Zoom breaks down', () => html(503)],
  ['Zoom answers with a page', () => html(400)],
  [
    'Zoom answers half a text',
    () => new Response('{"access_token":"eyJ', { headers: { 'content-type': 'application/json' } }),
  ],
  [
    'Zoom speaks of another error',
    () => json(401, { reason: 'Invalid Token!', error: 'invalid_request' }),
  ],
] as const) {
  test(`nobody is disconnected because ${what}`, async () => {
    const { standIn, clock, list, zoom, grantId } = await openGrant();
    clock.advance({ hours: 2 });
    standIn.spoil({ path: '/oauth/token', times: 1, with: answer });
    await assert.rejects(list(), (error: { code: string }) =>
      ['unreachable', 'rate-limited'].includes(error.code),
    );
    assert.equal((await zoom.viewGrant(grantId))?.lost, undefined);
    await list();
  });
}

test('a busy token endpoint names the moment to come back', async () => {
  const { standIn, clock, list } = await openGrant();
  clock.advance({ hours: 2 });
  standIn.spoil({ path: '/oauth/token', with: () => json(429, {}, { 'retry-after': '30' }) });
  await assert.rejects(list(), {
    code: 'rate-limited',
    notBefore: clock.now().add({ seconds: 30 }),
  });
});

test('a token that Zoom refuses right after handing it out is confirmed once more, and nobody is lost', async () => {
  const { standIn, list, refreshes, zoom, grantId } = await openGrant();
  standIn.spoil({
    path: MEETINGS,
    with: () => json(401, { code: 124, message: 'Invalid access token.' }),
  });
  await assert.rejects(list(), { code: 'unreachable', retry: 'later' });
  assert.equal(refreshes(), 2);
  assert.equal((await zoom.viewGrant(grantId))?.lost, undefined);
});

test('a missing permission is no reason for a new token', async () => {
  const { standIn, list, refreshes } = await openGrant();
  standIn.spoil({
    path: MEETINGS,
    with: () => json(401, { code: 4711, message: 'does not contain scopes:[meeting:read].' }),
  });
  await assert.rejects(list(), { code: 'not-allowed' });
  assert.equal(refreshes(), 0);
});
