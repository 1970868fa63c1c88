/** Our side of Zoom against the sandbox: each was written from Zoom's descriptions, neither from the other. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { createLog, randomIds, type Failure } from '#base';
import type { MeetingSpec } from '#conferencing';
import { createZoom, type Zoom } from '#zoom';
import { sql } from 'kysely';
import { createSandbox, defaultScopes, type Sandbox } from '../../sandbox/index.ts';
import { testClock, type TestClock } from '../support/clock.ts';
import { freshDatabase, type FreshDatabase } from '../support/database.ts';
import { descriptions, describedFetch } from './described.ts';
import { asListed, expectations } from './expectations.ts';

const ADDRESS = 'http://zoom.sandbox';
const CALLBACK = 'http://localhost:3000/zoom/callback';
const APP = { clientId: 'parley_app-1', clientSecret: 'a_secret-for.the~sandbox' };
const ZOE = 'zoe@winter-voice.example';
const SPEC: MeetingSpec = {
  mark: 'parley-Zm9vYmFyYmF6cXV4MTIzNA',
  topic: 'Coaching with Ada',
  startsAt: Temporal.Instant.from('2027-01-14T15:00:00Z'),
  durationMinutes: 50,
  zone: 'Europe/Berlin',
  settings: {},
};
/** Every call below is held against these where they are at hand. */
const known = descriptions();
let complaints: string[];
const [PERSON, LOGIN, ACCOUNT] = [randomIds.id(), randomIds.id(), randomIds.id()];

let database: FreshDatabase;
let clock: TestClock;
let sandbox: Sandbox;
let zoom: Zoom;

before(async () => {
  database = await freshDatabase();
  const { db } = database;
  await sql`insert into person (id, name, email) values (${PERSON}, 'Ada', 'ada@example.com')`.execute(
    db,
  );
  await sql`insert into login (id, person_id, token, expires_at) values (${LOGIN}, ${PERSON}, 'x', now())`.execute(
    db,
  );
  await sql`insert into account (id, slug, name, hours, created_at) values (${ACCOUNT}, 'ada', 'Ada', '{}', now())`.execute(
    db,
  );
});
after(() => database.close());

beforeEach(async () => {
  for (const table of ['zoom_grant', 'zoom_authorization'] as const)
    await database.db.deleteFrom(table).execute();
  clock = testClock();
  complaints = [];
  sandbox = createSandbox({
    ...APP,
    baseUrl: ADDRESS,
    redirectUris: [CALLBACK],
    optionalScopes: ['meeting:delete:meeting'],
    clock: { now: () => clock.now().epochMilliseconds },
    sleep: async () => {},
  });
  zoom = createZoom({
    ...{
      ...APP,
      redirectUri: CALLBACK,
      oauthUrl: ADDRESS,
      apiUrl: ADDRESS,
      db: database.db,
      clock,
      ids: randomIds,
    },
    ...{
      log: createLog('silent'),
      fetch: known ? describedFetch(sandbox.fetch, { known, complaints }) : sandbox.fetch,
      secretKey: 'a key for tests that is long enough',
    },
  });
});
afterEach(() => {
  assert.equal(sandbox.control.state().malformedCalls, 0);
  assert.deepEqual(complaints, []);
});

/** Through the consent page, with a decision and the optional permissions ticked there. */
async function consent(fields: [string, string][]): Promise<URL> {
  const address = await zoom.beginAuthorization(ACCOUNT, LOGIN);
  const body = new URLSearchParams([...address.searchParams, ['person', ZOE], ...fields]);
  const answer = await sandbox.app.request('/oauth/authorize', { method: 'POST', body });
  return new URL(answer.headers.get('location') ?? assert.fail(`no way back: ${answer.status}`));
}

async function connect(): Promise<string> {
  const optional = defaultScopes.map((scope): [string, string] => ['optional_scope', scope]);
  const ended = await zoom.finishAuthorization(
    await consent([['decision', 'allow'], ...optional]),
    LOGIN,
  );
  assert.ok(ended.ok, JSON.stringify(ended));
  return ended.grantId;
}

const held = () => sandbox.control.state().meetings.filter((meeting) => meeting.deletedAt === null);

for (const { title, holds } of expectations) {
  test(title, async () => holds({ zoom, grantId: await connect(), spec: SPEC }));
}

test('declining on the consent page is understood', async () => {
  for (const way of ['with state', 'without state']) {
    const callback = await consent([
      ['decision', 'decline'],
      ['decline_way', way],
    ]);
    const ended = await zoom.finishAuthorization(callback, LOGIN);
    assert.ok(!ended.ok && ended.reason === 'declined');
    assert.equal((await zoom.lastTry(ACCOUNT))?.how, 'declined');
  }
});

test('a permission left out on the consent page is named, and the app is uninstalled again', async () => {
  const ended = await zoom.finishAuthorization(await consent([['decision', 'allow']]), LOGIN);
  assert.deepEqual(ended, {
    ok: false,
    reason: 'missing-permissions',
    accountId: ACCOUNT,
    missing: ['remove'],
  });
  assert.deepEqual(sandbox.control.state().installs, []);
});

test('a meeting whose answer was lost is found by its mark', async () => {
  const grantId = await connect();
  for (const kind of ['lost', 'error-after-effect'] as const) {
    sandbox.control.addFault({ kind, method: 'POST', path: '/v2/users/me/meetings', times: 1 });
    const mark = `${SPEC.mark}${kind}`;
    await assert.rejects(zoom.create(grantId, { ...SPEC, mark }), {
      code: 'unclear',
      retry: 'soon',
    });
    assert.equal((await zoom.listMarked(grantId, mark)).length, 1);
  }
});

test('a mark is found beyond the first page of the list', async () => {
  const grantId = await connect();
  for (let n = 0; n < 301; n += 1)
    sandbox.control.schedule(ZOE, { topic: `Lesson ${n}`, start_time: '2027-01-12T09:00:00Z' });
  const made = await zoom.create(grantId, SPEC);
  assert.deepEqual(await zoom.listMarked(grantId, SPEC.mark), [asListed(SPEC.mark, made)]);
});

test('an expired token is replaced unseen', async () => {
  const grantId = await connect();
  sandbox.control.expireTokens(ZOE);
  await zoom.create(grantId, SPEC);
  assert.equal(held().length, 1);
});

test('calls at once with an expired token all go through', async () => {
  const grantId = await connect();
  const { meetingId } = await zoom.create(grantId, SPEC);
  sandbox.control.turn({ rateLimits: false });
  sandbox.control.expireTokens(ZOE);
  await Promise.all(Array.from({ length: 10 }, () => zoom.read(grantId, meetingId)));
});

for (const [what, deed] of [
  ['uninstalls the app', () => sandbox.control.uninstall(ZOE)],
  ['loses all tokens', () => sandbox.control.killGrant(ZOE)],
  ['is cut off by an admin', () => sandbox.control.approveApps(ZOE, false)],
] as const) {
  test(`a host who ${what} is lost, and connecting again heals the same grant`, async () => {
    const grantId = await connect();
    deed();
    await assert.rejects(zoom.create(grantId, SPEC), { code: 'grant-lost', retry: 'never' });
    sandbox.control.approveApps(ZOE, true);
    assert.equal(await connect(), grantId);
    await zoom.create(grantId, SPEC);
  });
}

test('a host without a licence to schedule is told so', async () => {
  const grantId = await connect();
  sandbox.control.change(ZOE, { mayHost: false });
  await assert.rejects(zoom.create(grantId, SPEC), { code: 'not-allowed', retry: 'never' });
});

for (const [refusal, says] of [
  ['no licence', /no licence to hold/],
  ['user gone', /does not know this user/],
  ['not of this account', /does not belong to the Zoom account/],
  ['paid only', /plan or role/],
  ['no permission', /plan or role/],
  ['may not schedule', /may not schedule/],
  ['invitation lapsed', /invitation of this user/],
  ['invalid', /Validation Failed/],
  ['scopes missing', /the right to remove meetings is missing/],
] as const) {
  test(`a refusal for "${refusal}" is final and explained in words`, async () => {
    const grantId = await connect();
    sandbox.control.addFault({ kind: 'refuse', refusal, method: 'POST', path: '/v2' });
    await assert.rejects(zoom.create(grantId, SPEC), ({ retry, detail }: Failure) => {
      assert.equal(retry, 'never');
      assert.match(detail ?? '', says);
      assert.doesNotMatch(detail ?? '', /\d{3}/);
      return true;
    });
    assert.equal(held().length, 0);
  });
}

test('a host whose address and plan changed at Zoom is known by them after a look', async () => {
  const grantId = await connect();
  sandbox.control.change(ZOE, { email: 'zoe@elsewhere.example', type: 1 });
  await zoom.lookUpUser(grantId);
  const view = await zoom.viewGrant(grantId);
  assert.deepEqual([view?.email, view?.basicPlan], ['zoe@elsewhere.example', true]);
});

test('the limit of a second and those of a day are told apart', async () => {
  const grantId = await connect();
  for (const [limit, tells, says] of [
    ['second', 'rate-limited', /more slowly/],
    ['day', 'rate-limited', /from this Zoom account in a day/],
    ['hundred', 'day-used-up', /^$/],
  ] as const) {
    sandbox.control.addFault({ kind: 'too-many', limit, method: 'POST', path: '/v2', times: 1 });
    await assert.rejects(zoom.create(grantId, SPEC), ({ code, detail }: Failure) => {
      assert.equal(code, tells);
      assert.match(detail ?? '', says);
      return true;
    });
  }
});

test('whoever comes back with a permission once left out finds it noted for a day', async () => {
  await zoom.finishAuthorization(await consent([['decision', 'allow']]), LOGIN);
  const tried = await zoom.lastTry(ACCOUNT);
  assert.deepEqual([tried?.how, tried?.missing], ['missing-permissions', ['remove']]);
  clock.advance({ hours: 25 });
  assert.equal(await zoom.lastTry(ACCOUNT), undefined);
});

test('the address to sign out of Zoom is there', async () => {
  assert.equal((await sandbox.app.request(new URL(zoom.signOutUrl).pathname)).status, 200);
});

test('after the hundred changes of a day the next wait for midnight UTC', async () => {
  const grantId = await connect();
  const { meetingId } = await zoom.create(grantId, SPEC);
  for (const rateHeaders of [true, false]) {
    sandbox.control.turn({ rateHeaders });
    sandbox.control.addFault({ kind: 'too-many', limit: 'hundred', method: 'PATCH', times: 1 });
    const midnight = Temporal.Instant.from('2027-01-12T00:00:00Z');
    await assert.rejects(zoom.update(grantId, meetingId, SPEC), {
      code: 'day-used-up',
      notBefore: midnight,
    });
  }
});

test('a meeting with people in it is removed later', async () => {
  const grantId = await connect();
  const { meetingId } = await zoom.create(grantId, SPEC);
  sandbox.control.startMeeting(Number(meetingId));
  await assert.rejects(zoom.remove(grantId, meetingId), { code: 'in-progress', retry: 'later' });
  sandbox.control.endMeeting(Number(meetingId));
  await zoom.remove(grantId, meetingId);
  assert.equal(held().length, 0);
});

test('a meeting that the host deletes in Zoom is clearly gone', async () => {
  const grantId = await connect();
  const { meetingId } = await zoom.create(grantId, SPEC);
  sandbox.control.deleteMeeting(Number(meetingId));
  assert.equal(await zoom.read(grantId, meetingId), undefined);
  assert.equal(await zoom.update(grantId, meetingId, SPEC), undefined);
});

test('a grant given back leaves nothing at Zoom', async () => {
  const grantId = await connect();
  await zoom.giveBack(grantId);
  const { installs, grants } = sandbox.control.state();
  assert.deepEqual([installs, grants], [[], []]);
});
