import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, beforeEach, test } from 'node:test';
import { inspect } from 'node:util';
import { createLog, randomIds } from '#base';
import { testClock } from '#test/clock';
import { freshDatabase, type FreshDatabase } from '#test/database';
import { sql } from 'kysely';
import { APP, createStandIn, html, json, type StandIn } from './stand-in.ts';
import { createZoom } from './zoom.ts';

const REDIRECT = APP.redirectUri;
const [PERSON, LOGIN, OTHER_LOGIN, ACCOUNT] = [
  randomIds.id(),
  randomIds.id(),
  randomIds.id(),
  randomIds.id(),
];

let database: FreshDatabase;
before(async () => {
  database = await freshDatabase();
  const { db } = database;
  await sql`insert into person (id, name, email) values (${PERSON}, 'Ada', 'ada@example.com')`.execute(
    db,
  );
  for (const id of [LOGIN, OTHER_LOGIN]) {
    await sql`insert into login (id, person_id, token, expires_at) values (${id}, ${PERSON}, ${id}, now())`.execute(
      db,
    );
  }
  await sql`insert into account (id, slug, name, hours, created_at) values (${ACCOUNT}, 'ada', 'Ada', '{}', now())`.execute(
    db,
  );
});
after(() => database.close());
beforeEach(async () => {
  await database.db.deleteFrom('zoom_grant').execute();
  await database.db.deleteFrom('zoom_unsettled').execute();
  await database.db.deleteFrom('zoom_authorization').execute();
});

function host() {
  const standIn = createStandIn();
  const clock = testClock('2026-11-30T15:00:00Z');
  const lines: string[] = [];
  const zoom = createZoom({
    db: database.db,
    clock,
    ids: randomIds,
    log: createLog('trace', { write: (line: string) => void lines.push(line) }),
    fetch: standIn.fetch,
    secretKey: 'a secret key that is long enough for us',
    ...APP,
    pause: async (milliseconds) => clock.advance({ milliseconds }),
  });
  const begin = () => zoom.beginAuthorization(ACCOUNT, LOGIN);
  const connect = async () =>
    await zoom.finishAuthorization(comeBack(standIn, await begin()), LOGIN);
  return { zoom, standIn, clock, lines, begin, connect };
}

/** What Zoom sends the browser back to after "Allow". */
function comeBack(standIn: StandIn, sent: URL): URL {
  const state = sent.searchParams.get('state') ?? '';
  return new URL(`${REDIRECT}?${new URLSearchParams({ code: standIn.code, state })}`);
}

const unsettled = () => database.db.selectFrom('zoom_unsettled').selectAll().execute();
const grants = () => database.db.selectFrom('zoom_grant').selectAll().execute();

test('the browser is sent to Zoom with a state and a challenge, and without scopes', async () => {
  const url = await host().begin();
  assert.equal(url.origin + url.pathname, 'https://zoom.us/oauth/authorize');
  const { state, code_challenge, ...rest } = Object.fromEntries(url.searchParams);
  assert.deepEqual(rest, {
    response_type: 'code',
    client_id: APP.clientId,
    redirect_uri: REDIRECT,
    code_challenge_method: 'S256',
  });
  assert.match(state ?? '', /^[\w-]{22,}$/);
  assert.match(code_challenge ?? '', /^[\w-]{43}$/);
});

test('after "Allow" the grant is kept and told with its e-mail', async () => {
  const { connect, zoom, clock } = host();
  const ended = await connect();
  assert.ok(ended.ok);
  assert.deepEqual([ended.accountId, ended.email], [ACCOUNT, 'host@example.com']);
  const view = await zoom.viewGrant(ended.grantId);
  assert.deepEqual(
    [view?.basicPlan, String(view?.since), view?.lost],
    [true, String(clock.now()), undefined],
  );
});

test('the code is exchanged with the verifier of the challenge and the plain client id', async () => {
  const { begin, zoom, standIn } = host();
  const sent = await begin();
  assert.ok((await zoom.finishAuthorization(comeBack(standIn, sent), LOGIN)).ok);
  const [call] = standIn.callsTo('/oauth/token');
  const form = new URLSearchParams(call?.body);
  const challenge = createHash('sha256')
    .update(form.get('code_verifier') ?? '')
    .digest('base64url');
  assert.equal(challenge, sent.searchParams.get('code_challenge'));
  assert.equal(form.get('redirect_uri'), REDIRECT);
});

test('the same Zoom user again keeps one grant, with the newest tokens, and heals a lost one', async () => {
  const { connect, zoom, standIn } = host();
  const first = await connect();
  assert.ok(first.ok);
  standIn.installed = false;
  await assert.rejects(zoom.listMarked(first.grantId, 'mark'), { code: 'grant-lost' });
  const second = await connect();
  assert.ok(second.ok);
  assert.equal(second.grantId, first.grantId);
  assert.equal((await grants()).length, 1);
  assert.deepEqual(await zoom.listMarked(first.grantId, 'mark'), []);
});

test('saying no at Zoom connects nothing', async () => {
  const { begin, zoom } = host();
  const state = (await begin()).searchParams.get('state');
  for (const query of [`error=access_denied&state=${state}`, 'error=access_denied', '']) {
    const ended = await zoom.finishAuthorization(new URL(`${REDIRECT}?${query}`), LOGIN);
    assert.ok(!ended.ok && ended.reason === 'declined');
  }
});

test('"Add" in the Marketplace, a code without a state of ours, is never attached', async () => {
  const { zoom, standIn } = host();
  for (const [query, reason] of [
    [`code=${standIn.code}`, 'added'],
    [`code=${standIn.code}&state=somebody-elses`, 'unknown-state'],
  ]) {
    const ended = await zoom.finishAuthorization(new URL(`${REDIRECT}?${query}`), LOGIN);
    assert.deepEqual(ended, { ok: false, reason });
  }
  assert.equal(standIn.calls.length, 0);
});

test('a state serves once', async () => {
  const { begin, zoom, standIn } = host();
  const callback = comeBack(standIn, await begin());
  assert.ok((await zoom.finishAuthorization(callback, LOGIN)).ok);
  assert.deepEqual(await zoom.finishAuthorization(callback, LOGIN), { ok: false, reason: 'used' });
  assert.equal(standIn.callsTo('/oauth/token').length, 1);
});

test('a state is too old after 15 minutes', async () => {
  const { begin, zoom, standIn, clock } = host();
  const callback = comeBack(standIn, await begin());
  clock.advance({ minutes: 15, seconds: 1 });
  assert.deepEqual(await zoom.finishAuthorization(callback, LOGIN), {
    ok: false,
    reason: 'expired',
  });
  assert.equal(standIn.calls.length, 0);
});

test('what was begun in one login cannot be finished in another', async () => {
  const { begin, zoom, standIn } = host();
  const callback = comeBack(standIn, await begin());
  assert.deepEqual(await zoom.finishAuthorization(callback, OTHER_LOGIN), {
    ok: false,
    reason: 'other-login',
  });
  assert.equal(standIn.calls.length, 0);
});

test('old beginnings are swept away', async () => {
  const { begin, clock } = host();
  await begin();
  clock.advance({ hours: 25 });
  await begin();
  const left = await database.db
    .selectFrom('zoom_authorization')
    .select('state')
    .where('created_at', '<', clock.now())
    .execute();
  assert.equal(left.length, 0);
});

test('a permission left out is named, nothing is kept, and nothing is left behind at Zoom', async () => {
  const { connect, standIn } = host();
  standIn.scope = standIn.scope.replace('meeting:delete:meeting ', '');
  assert.deepEqual(await connect(), {
    ok: false,
    reason: 'missing-permissions',
    accountId: ACCOUNT,
    missing: ['remove'],
  });
  assert.equal((await grants()).length, 0);
  assert.equal(standIn.installed, false);
});

test('a permission left out the second time does not cut off who is connected already', async () => {
  const { connect, standIn, zoom } = host();
  const first = await connect();
  assert.ok(first.ok);
  standIn.scope = standIn.scope.replace('meeting:delete:meeting ', '');
  assert.equal((await connect()).ok, false);
  assert.deepEqual(await zoom.listMarked(first.grantId, 'mark'), []);
});

test('without the right to know the user nothing is asked, nothing kept, and nothing left behind at Zoom', async () => {
  const { connect, standIn, zoom } = host();
  standIn.scope = standIn.scope.replace(' user:read:user', '');
  assert.deepEqual(await connect(), {
    ok: false,
    reason: 'missing-permissions',
    accountId: ACCOUNT,
    missing: ['know'],
  });
  assert.equal(standIn.callsTo('/v2/users/me').length, 0);
  assert.equal(standIn.installed, false);
  assert.deepEqual((await zoom.lastTry(ACCOUNT))?.missing, ['know']);
  assert.equal((await unsettled()).length, 0);
});

test('a Zoom that names neither account nor address has said enough', async () => {
  const { connect, standIn } = host();
  const { id, type } = standIn.user;
  standIn.spoil({ path: '/v2/users/me', with: () => json(200, { id, type }) });
  const ended = await connect();
  assert.ok(ended.ok && ended.email === '');
  assert.deepEqual(
    (await grants()).map((grant) => grant.zoom_account_id),
    [id],
  );
});

for (const [what, status, body] of [
  ['calls the new token expired', 401, { code: 124, message: 'Access token is expired.' }],
  ['does not know the user yet', 404, { code: 1001, message: 'User does not exist: me.' }],
  ['speaks of an invitation that has lapsed', 400, { code: 1120, message: 'Invitation expired.' }],
  ['speaks of a plan', 400, { code: 200, message: 'No permission.' }],
  ['speaks of a licence', 400, { code: 3161, message: 'Not allowed.' }],
] as const) {
  test(`a Zoom that ${what} when it should say who this is ends nothing`, async () => {
    const { connect, standIn, zoom } = host();
    const first = await connect();
    assert.ok(first.ok);
    standIn.spoil({ path: '/v2/users/me', times: 2, with: () => json(status, body) });
    const again = await connect();
    assert.ok(again.ok || again.reason === 'waiting', inspect(again));
    await zoom.settleAuthorizations();
    assert.deepEqual(await zoom.listMarked(first.grantId, 'mark'), []);
    assert.equal((await unsettled()).length, 0);
  });
}

test('tokens that Zoom takes back before it says whose they are are forgotten', async () => {
  const { connect, standIn, zoom } = host();
  standIn.spoil({ path: '/v2/users/me', times: 2, with: () => html(502) });
  assert.ok(!(await connect()).ok);
  standIn.installed = false;
  assert.deepEqual(await zoom.settleAuthorizations(), []);
  assert.equal((await zoom.lastTry(ACCOUNT))?.how, 'failed');
  assert.equal((await unsettled()).length, 0);
});

test('two sweeps that meet ask once whose the tokens are, and renew them once', async () => {
  const { connect, standIn, zoom, clock } = host();
  standIn.spoil({ path: '/v2/users/me', times: 2, with: () => html(502) });
  assert.ok(!(await connect()).ok);
  clock.advance({ hours: 2 });
  const before = standIn.callsTo('/oauth/token').length;
  const settled = await Promise.all([zoom.settleAuthorizations(), zoom.settleAuthorizations()]);
  assert.equal(settled.flat().length, 1);
  assert.equal(standIn.callsTo('/oauth/token').length, before + 1);
});

test('tokens that wait are renewed as soon as Zoom says they lapse', async () => {
  const { connect, standIn, zoom, clock } = host();
  standIn.life = 600;
  standIn.spoil({ path: '/v2/users/me', times: 2, with: () => html(502) });
  assert.ok(!(await connect()).ok);
  clock.advance({ minutes: 9, seconds: 30 });
  const before = standIn.callsTo('/oauth/token').length;
  assert.equal((await zoom.settleAuthorizations()).length, 1);
  assert.equal(standIn.callsTo('/oauth/token').length, before + 1);
});

test('a hiccup while Zoom tells who it is does not waste the permission', async () => {
  const { connect, standIn } = host();
  standIn.spoil({ path: '/v2/users/me', times: 1, with: () => html(502) });
  assert.ok((await connect()).ok);
});

for (const [what, path, answer] of [
  [
    'the code is refused',
    '/oauth/token',
    () => json(400, { reason: 'Invalid authorization code', error: 'invalid_grant' }),
  ],
  [
    'the client secret is wrong',
    '/oauth/token',
    () => json(400, { reason: 'Invalid client', error: 'invalid_client' }),
  ],
  ['the token endpoint breaks down', '/oauth/token', () => html(500)],
] as const) {
  test(`when ${what}, it fails with a reason and without a trace of the code`, async () => {
    const { connect, zoom, standIn, lines } = host();
    standIn.spoil({ path, with: answer });
    const ended = await connect();
    assert.ok(!ended.ok && ended.reason === 'failed');
    assert.match(ended.why, /^(refused|unreachable)$/);
    assert.deepEqual(await zoom.settleAuthorizations(), []);
    assert.equal((await grants()).length, 0);
    const seen = inspect(ended) + lines.join('');
    assert.ok(lines.length > 0 && !/eyJ|the-code-of|client_secret-1/.test(seen), seen);
  });
}
