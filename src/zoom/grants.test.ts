import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { inspect } from 'node:util';
import { createLog, randomIds } from '#base';
import { testClock } from '#test/clock';
import { freshDatabase, type FreshDatabase } from '#test/database';
import { sql } from 'kysely';
import { createSeal } from './seal.ts';
import { APP, createStandIn, html, json, lineCut, type StandIn } from './stand-in.ts';
import { createZoom, type ZoomParts } from './zoom.ts';

const SECRET = 'a secret key that is long enough for us';
const MEETINGS = '/v2/users/me/meetings';
const seal = createSeal([SECRET]);

let database: FreshDatabase;
before(async () => {
  database = await freshDatabase();
});
after(() => database.close());
beforeEach(() => database.db.deleteFrom('zoom_grant').execute());

/** A connected Zoom user, with what a test may want to turn or look at. */
async function connected() {
  const standIn = createStandIn();
  const clock = testClock('2026-11-30T15:00:00Z');
  const lines: string[] = [];
  const log = createLog('trace', { write: (line: string) => void lines.push(line) });
  const grantId = await keepGrant(standIn, clock.now());
  const zoom = zoomOn({ fetch: standIn.fetch, clock, log });
  const refreshes = () => standIn.callsTo('/oauth/token').length;
  const list = () => zoom.findByMark(grantId, 'mark');
  return { zoom, standIn, clock, lines, grantId, refreshes, list };
}

function zoomOn(parts: Pick<ZoomParts, 'fetch' | 'clock' | 'log'>) {
  return createZoom({ ...parts, ...APP, db: database.db, ids: randomIds, secretKey: SECRET });
}

async function keepGrant(standIn: StandIn, now: Temporal.Instant): Promise<string> {
  const { access_token, refresh_token } = standIn.install();
  const { user, apiUrl, scope } = standIn;
  const grantId = randomIds.id();
  await database.db
    .insertInto('zoom_grant')
    .values({
      id: grantId,
      zoom_user_id: user.id,
      zoom_account_id: user.account_id,
      email: user.email,
      plan: user.type,
      api_url: apiUrl,
      scope,
      access_token: seal.close(access_token, `access token of ${user.id}`),
      refresh_token: seal.close(refresh_token, `refresh token of ${user.id}`),
      expires_at: now.add({ hours: 1 }),
      authorized_at: now,
      refreshed_at: now,
    })
    .execute();
  return grantId;
}

const row = () => database.db.selectFrom('zoom_grant').selectAll().executeTakeFirstOrThrow();

test('a token is used for as long as it lives', async () => {
  const { clock, list, refreshes } = await connected();
  await list();
  clock.advance({ minutes: 58 });
  await list();
  assert.equal(refreshes(), 0);
});

test('a token about to lapse is replaced before it is used', async () => {
  const { standIn, clock, list, refreshes } = await connected();
  clock.advance({ minutes: 59, seconds: 30 });
  await list();
  assert.equal(refreshes(), 1);
  assert.equal(standIn.callsTo(MEETINGS).length, 1);
});

test('ten calls at once with a lapsed token refresh it once', async () => {
  const { clock, list, refreshes } = await connected();
  clock.advance({ hours: 2 });
  await Promise.all(Array.from({ length: 10 }, list));
  assert.equal(refreshes(), 1);
});

test('ten calls at once whose token Zoom refuses refresh it once', async () => {
  const { standIn, list, refreshes } = await connected();
  standIn.lapsed = standIn.issued;
  await Promise.all(Array.from({ length: 10 }, list));
  assert.equal(refreshes(), 1);
});

test('two processes with a lapsed token refresh it once', async () => {
  const { standIn, clock, grantId, refreshes } = await connected();
  const { holding, arrived, go } = holdTokens(standIn);
  const processes = [holding, holding].map((fetch) =>
    zoomOn({ fetch, clock, log: createLog('silent') }),
  );
  clock.advance({ hours: 2 });
  const [first, second] = processes.map(async (zoom, index) => {
    if (index === 1) await arrived;
    return await zoom.findByMark(grantId, 'mark');
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
    const { standIn, clock, grantId } = await connected();
    const { holding, arrived, go } = holdTokens(standIn);
    const zoom = zoomOn({ fetch: holding, clock, log: createLog('silent') });
    clock.advance({ hours: 2 });
    // Were they to take every connection, the test would fail by its time limit and still end.
    t.signal.addEventListener('abort', go);
    const many = Array.from({ length: 20 }, () => zoom.findByMark(grantId, 'mark'));
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
  const { standIn, clock, grantId } = await connected();
  let onDisk = '';
  const looking: typeof fetch = async (input, init) => {
    if (String(input).includes(MEETINGS)) {
      onDisk = seal.open((await row()).refresh_token, `refresh token of ${standIn.user.id}`);
    }
    return await standIn.fetch(input, init);
  };
  clock.advance({ hours: 2 });
  await zoomOn({ fetch: looking, clock, log: createLog('silent') }).findByMark(grantId, 'mark');
  assert.equal(onDisk, standIn.refreshToken());
  assert.equal(standIn.issued, 2);
});

test('tokens lie in the database sealed', async () => {
  const { clock, list } = await connected();
  clock.advance({ hours: 2 });
  await list();
  assert.ok(!inspect(await row()).includes('eyJ'));
});

test('when the answer of a refresh is lost, the grant stays and the next try decides', async () => {
  const { standIn, clock, list } = await connected();
  clock.advance({ hours: 2 });
  standIn.spoil({ path: '/oauth/token', times: 1, with: () => lineCut('ECONNRESET') });
  await assert.rejects(list(), { code: 'unreachable', retry: 'soon' });
  assert.equal((await row()).lost_at, null);
  await list();
});

test('when the lost refresh had taken effect, the host is asked to connect again', async () => {
  const { standIn, clock, list } = await connected();
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
    const { standIn, clock, list, zoom, grantId } = await connected();
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
  const { standIn, clock, list } = await connected();
  clock.advance({ hours: 2 });
  standIn.spoil({ path: '/oauth/token', with: () => json(429, {}, { 'retry-after': '30' }) });
  await assert.rejects(list(), {
    code: 'rate-limited',
    notBefore: clock.now().add({ seconds: 30 }),
  });
});

test('a host who removed Parley at Zoom is lost, is shown why, and Zoom is not asked again', async () => {
  const { standIn, zoom, grantId, list, clock } = await connected();
  standIn.installed = false;
  await assert.rejects(list(), { code: 'grant-lost', retry: 'never' });
  const { lost } = (await zoom.viewGrant(grantId)) ?? {};
  assert.equal(String(lost?.at), String(clock.now()));
  assert.match(lost?.reason ?? '', /no longer accepts/);
  const asked = standIn.calls.length;
  await assert.rejects(list(), { code: 'grant-lost' });
  assert.equal(standIn.calls.length, asked);
});

test('a token that Zoom refuses right after handing it out is confirmed once more, and nobody is lost', async () => {
  const { standIn, list, refreshes, zoom, grantId } = await connected();
  standIn.spoil({
    path: MEETINGS,
    with: () => json(401, { code: 124, message: 'Invalid access token.' }),
  });
  await assert.rejects(list(), { code: 'unreachable', retry: 'later' });
  assert.equal(refreshes(), 2);
  assert.equal((await zoom.viewGrant(grantId))?.lost, undefined);
});

test('a missing permission is no reason for a new token', async () => {
  const { standIn, list, refreshes } = await connected();
  standIn.spoil({
    path: MEETINGS,
    with: () => json(401, { code: 4711, message: 'does not contain scopes:[meeting:read].' }),
  });
  await assert.rejects(list(), { code: 'not-allowed' });
  assert.equal(refreshes(), 0);
});

test('a grant that rests is refreshed after 30 days, and not sooner', async () => {
  const { zoom, grantId, clock, refreshes } = await connected();
  clock.advance({ hours: 29 * 24 });
  await zoom.keepAlive(grantId);
  assert.equal(refreshes(), 0);
  clock.advance({ hours: 25 });
  await zoom.keepAlive(grantId);
  await zoom.keepAlive(grantId);
  assert.equal(refreshes(), 1);
});

test('the last success is shown to the host', async () => {
  const { zoom, grantId, clock, list } = await connected();
  clock.advance({ minutes: 10 });
  await list();
  const view = await zoom.viewGrant(grantId);
  assert.equal(String(view?.lastSuccessAt), String(clock.now()));
  assert.deepEqual([view?.email, view?.basicPlan], ['host@example.com', true]);
});

test('a grant given back is revoked at Zoom and forgotten here', async () => {
  const { zoom, grantId, standIn } = await connected();
  await zoom.giveBack(grantId);
  assert.equal(standIn.installed, false);
  assert.equal(await zoom.viewGrant(grantId), undefined);
});

test('a lapsed token is refreshed to be given back', async () => {
  const { zoom, grantId, standIn, clock, refreshes } = await connected();
  clock.advance({ hours: 2 });
  await zoom.giveBack(grantId);
  assert.deepEqual([refreshes(), standIn.installed], [1, false]);
});

test('a grant is forgotten here even when Zoom cannot be reached', async () => {
  const { zoom, grantId, standIn } = await connected();
  standIn.spoil({ path: '/', with: () => lineCut('ECONNREFUSED') });
  await zoom.giveBack(grantId);
  assert.equal(await zoom.viewGrant(grantId), undefined);
});

test('with a SECRET_KEY that is not theirs, permissions wait and can still be given back', async () => {
  const { standIn, clock, grantId, zoom } = await connected();
  const parts = { fetch: standIn.fetch, clock, log: createLog('silent'), db: database.db };
  const strange = createZoom({
    ...parts,
    ...APP,
    ids: randomIds,
    secretKey: 'another key, long enough as well',
  });
  await assert.rejects(strange.findByMark(grantId, 'mark'), {
    code: 'unreachable',
    retry: 'later',
  });
  assert.equal((await zoom.viewGrant(grantId))?.lost, undefined);
  await strange.giveBack(grantId);
  assert.equal(await zoom.viewGrant(grantId), undefined);
});

test('giving back twice is no trouble', async () => {
  const { zoom, grantId } = await connected();
  await zoom.giveBack(grantId);
  await zoom.giveBack(grantId);
});

test('no token, secret or code is in any log line or failure', async () => {
  const { zoom, grantId, standIn, clock, lines, list } = await connected();
  const failures: unknown[] = [];
  const keep = (error: unknown) => void failures.push(error);
  const echo = () =>
    json(400, {
      error: `bad ${standIn.refreshToken()}`,
      reason: standIn.refreshToken(),
      code: 300,
      message: standIn.accessToken(),
    });
  clock.advance({ hours: 2 });
  standIn.spoil({ path: '/oauth/token', times: 1, with: echo });
  await list().catch(keep);
  standIn.spoil({
    path: '/oauth/token',
    times: 1,
    with: () => new TypeError(`header ${standIn.refreshToken()}`),
  });
  await list().catch(keep);
  standIn.spoil({
    path: '/oauth/token',
    times: 1,
    with: () =>
      new Response(`{"access_token":"${standIn.accessToken()}`, {
        headers: { 'content-type': 'application/json' },
      }),
  });
  await list().catch(keep);
  standIn.spoil({ path: MEETINGS, times: 1, with: echo });
  await list().catch(keep);
  standIn.spoil({ path: '/oauth/revoke', times: 1, with: echo });
  await zoom.giveBack(grantId);
  assert.equal(failures.length, 4);
  assert.ok(lines.length > 0);
  const seen = inspect(failures, { depth: 9, showHidden: true }) + lines.join('');
  assert.ok(!/eyJ|client_secret-1/.test(seen), seen);
});
