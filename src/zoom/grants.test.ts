import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { inspect } from 'node:util';
import { createLog } from '#base';
import { testClock } from '#test/clock';
import { freshDatabase, type FreshDatabase } from '#test/database';
import { json, lineCut } from './stand-in.ts';
import { connected, MEETINGS, zoomOn } from './stand-in-grant.ts';

let database: FreshDatabase;
before(async () => {
  database = await freshDatabase();
});
after(() => database.close());
beforeEach(() => database.db.deleteFrom('zoom_grant').execute());

const openGrant = () => connected(database.db, testClock('2026-11-30T15:00:00Z'));
const row = () => database.db.selectFrom('zoom_grant').selectAll().executeTakeFirstOrThrow();

test('tokens lie in the database sealed', async () => {
  const { clock, list } = await openGrant();
  clock.advance({ hours: 2 });
  await list();
  assert.ok(!inspect(await row()).includes('eyJ'));
});

test('a host who removed Parley at Zoom is lost, is shown why, and Zoom is not asked again', async () => {
  const { standIn, zoom, grantId, list, clock } = await openGrant();
  standIn.installed = false;
  await assert.rejects(list(), { code: 'grant-lost', retry: 'never' });
  const { lost } = (await zoom.viewGrant(grantId)) ?? {};
  assert.equal(String(lost?.at), String(clock.now()));
  assert.match(lost?.reason ?? '', /no longer accepts/);
  const asked = standIn.calls.length;
  await assert.rejects(list(), { code: 'grant-lost' });
  assert.equal(standIn.calls.length, asked);
});

test('a grant that rests is refreshed after 30 days, and not sooner', async () => {
  const { zoom, grantId, clock, refreshes } = await openGrant();
  clock.advance({ hours: 29 * 24 });
  await zoom.keepAlive(grantId);
  assert.equal(refreshes(), 0);
  clock.advance({ hours: 25 });
  await zoom.keepAlive(grantId);
  await zoom.keepAlive(grantId);
  assert.equal(refreshes(), 1);
});

test('the last success is shown to the host', async () => {
  const { zoom, grantId, clock, list } = await openGrant();
  clock.advance({ minutes: 10 });
  await list();
  const view = await zoom.viewGrant(grantId);
  assert.equal(String(view?.lastSuccessAt), String(clock.now()));
  assert.deepEqual([view?.email, view?.basicPlan], ['host@example.com', true]);
});

test('a grant given back is revoked at Zoom and forgotten here', async () => {
  const { zoom, grantId, standIn } = await openGrant();
  await zoom.giveBack(grantId);
  assert.equal(standIn.installed, false);
  assert.equal(await zoom.viewGrant(grantId), undefined);
});

test('a lapsed token is refreshed to be given back', async () => {
  const { zoom, grantId, standIn, clock, refreshes } = await openGrant();
  clock.advance({ hours: 2 });
  await zoom.giveBack(grantId);
  assert.deepEqual([refreshes(), standIn.installed], [1, false]);
});

test('a grant is forgotten here even when Zoom cannot be reached', async () => {
  const { zoom, grantId, standIn } = await openGrant();
  standIn.spoil({ path: '/', with: () => lineCut('ECONNREFUSED') });
  await zoom.giveBack(grantId);
  assert.equal(await zoom.viewGrant(grantId), undefined);
});

test('with a SECRET_KEY that is not theirs, permissions wait and can still be given back', async () => {
  const { standIn, clock, grantId, zoom } = await openGrant();
  const strange = zoomOn({
    ...{ db: database.db, fetch: standIn.fetch, clock, log: createLog('silent') },
    secretKey: 'another key, long enough as well',
  });
  await assert.rejects(strange.listMarked(grantId, 'mark'), {
    code: 'unreachable',
    retry: 'later',
  });
  assert.equal((await zoom.viewGrant(grantId))?.lost, undefined);
  await strange.giveBack(grantId);
  assert.equal(await zoom.viewGrant(grantId), undefined);
});

test('giving back twice is no trouble', async () => {
  const { zoom, grantId } = await openGrant();
  await zoom.giveBack(grantId);
  await zoom.giveBack(grantId);
});

test('no token, secret or code is in any log line or failure', async () => {
  const { zoom, grantId, standIn, clock, lines, list } = await openGrant();
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
