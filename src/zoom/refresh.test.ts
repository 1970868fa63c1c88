import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { createLog } from '#base';
import { testClock, type TestClock } from '#test/clock';
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
  clock.advance({ hours: 2 });
  const first = zoomBeside(holding, clock).listMarked(grantId, 'mark');
  await arrived;
  const second = zoomBeside(holding, clock, async () => go()).listMarked(grantId, 'mark');
  assert.deepEqual(await Promise.all([first, second]), [[], []]);
  assert.equal(refreshes(), 1);
});

test('whoever waits for the refresh of another process is told in time to come back', async () => {
  const { standIn, clock, grantId, list, refreshes } = await openGrant();
  const { holding, arrived, go } = holdTokens(standIn);
  clock.advance({ hours: 2 });
  const first = zoomBeside(holding, clock).listMarked(grantId, 'mark');
  await arrived;
  const second = zoomBeside(holding, clock).listMarked(grantId, 'mark');
  await assert.rejects(second, { code: 'unreachable', retry: 'soon' });
  go();
  await first;
  await list();
  assert.equal(refreshes(), 1);
});

test('a process that dies while it refreshes holds a grant up for a minute or so', async () => {
  const { standIn, clock, grantId, list } = await openGrant();
  const dead: typeof fetch = () => new Promise(() => {});
  clock.advance({ hours: 2 });
  zoomBeside(dead, clock)
    .listMarked(grantId, 'mark')
    .catch(() => {});
  while (!(await row()).refresh_leased_until);
  await assert.rejects(zoomBeside(standIn.fetch, clock).listMarked(grantId, 'mark'), {
    code: 'unreachable',
    retry: 'soon',
  });
  clock.advance({ seconds: 75 });
  await list();
});

test('new tokens are stored however late they come, also after another process has found the old ones dead', async () => {
  const { standIn, clock, grantId, list, zoom } = await openGrant();
  const { holding, arrived, go } = holdTokens(standIn);
  clock.advance({ hours: 2 });
  const slow = zoomBeside(holding, clock).listMarked(grantId, 'mark');
  await arrived;
  clock.advance({ minutes: 2 });
  await assert.rejects(list(), { code: 'grant-lost' });
  go();
  await slow;
  assert.equal((await zoom.viewGrant(grantId))?.lost, undefined);
  await list();
});

test('a refusal that comes late does not end what was authorized meanwhile', async () => {
  const { standIn, clock, grantId, list, zoom } = await openGrant();
  const { holding, arrived, go } = holdTokens(standIn, () =>
    json(400, { reason: 'Invalid Token!', error: 'invalid_grant' }),
  );
  clock.advance({ hours: 2 });
  const late = zoomBeside(holding, clock).listMarked(grantId, 'mark');
  await arrived;
  clock.advance({ minutes: 2 });
  await list();
  go();
  await late;
  assert.equal((await zoom.viewGrant(grantId))?.lost, undefined);
});

test(
  'while Zoom takes its time for a token nobody waits for the database, and whoever asked is told',
  { timeout: 30_000 },
  async () => {
    const { standIn, clock, grantId } = await openGrant();
    const { holding, arrived, go } = holdTokens(standIn);
    const zoom = zoomBeside(holding, clock);
    clock.advance({ hours: 2 });
    const many = Promise.allSettled(
      Array.from({ length: 20 }, () => zoom.listMarked(grantId, 'mark')),
    );
    await arrived;
    for (let n = 0; n < 40; n += 1) await row();
    for (const each of await many)
      assert.ok(each.status === 'rejected' && each.reason.code === 'unreachable');
    go();
    await zoom.rest();
    assert.equal(refreshTokenOf(await row(), standIn), standIn.refreshToken());
    assert.deepEqual(await zoom.listMarked(grantId, 'mark'), []);
  },
);

/** Another process. When it waits for a moment, time passes at once. */
function zoomBeside(fetch: typeof globalThis.fetch, clock: TestClock, pause?: () => Promise<void>) {
  const passes = async (milliseconds: number) => clock.advance({ milliseconds });
  const log = createLog('silent');
  return zoomOn({ db: database.db, fetch, clock, log, pause: pause ?? passes });
}

/** Zoom hands out new tokens, but its first answer stays on the way until `go`, unless nobody listens any more. */
function holdTokens(standIn: StandIn, instead?: () => Response) {
  const [arrived, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const holding: typeof fetch = async (input, init) => {
    const held = String(input).endsWith('/oauth/token');
    const answer = held && instead ? instead() : await standIn.fetch(input, init);
    if (!held) return answer;
    arrived.resolve();
    init?.signal?.addEventListener('abort', () => go.reject(init.signal?.reason));
    await go.promise;
    return answer;
  };
  return { holding, arrived: arrived.promise, go: () => go.resolve() };
}

function refreshTokenOf({ refresh_token: closed }: { refresh_token: string }, { user }: StandIn) {
  return seal.open(closed, `refresh token of ${user.id}`);
}

test('the new refresh token is on disk before the new access token is used', async () => {
  const { standIn, clock, grantId } = await openGrant();
  let onDisk = '';
  const looking: typeof fetch = async (input, init) => {
    if (String(input).includes(MEETINGS)) {
      onDisk = refreshTokenOf(await row(), standIn);
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
