import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { Failure } from '#base';
import { testClock } from '#test/clock';
import { createAsk, type Question } from './api.ts';
import { createClient } from './client.ts';
import type { Grants } from './grants.ts';
import { createStandIn, EASY, html, json, lineCut, type StandIn } from './stand-in.ts';

const CREATE: Question = {
  method: 'POST',
  path: '/users/me/meetings',
  body: { topic: 'Coaching' },
};
const READ: Question = { method: 'GET', path: '/meetings/81234567890' };
const CHANGE: Question = {
  method: 'PATCH',
  path: '/meetings/81234567890',
  body: { topic: 'Coaching' },
};

function client(zoom: StandIn, apiUrl = 'https://api.zoom.us') {
  zoom.install();
  const access: Grants['access'] = async () => ({
    accessToken: zoom.accessToken(),
    apiUrl: zoom.apiUrl,
  });
  const grants = { access, noteSuccess: async () => {} } as unknown as Grants;
  const clock = testClock('2026-11-30T15:00:00Z');
  return createClient({ clock, ask: createAsk({ fetch: zoom.fetch, apiUrl }), grants, pace: EASY });
}

async function failureOf(question: Question, answer: () => Response | Error): Promise<Failure> {
  const zoom = createStandIn();
  zoom.spoil({ path: '/v2/', with: answer });
  return await client(zoom)
    .call('g1', question)
    .then(
      () => assert.fail('the call went well'),
      (error: unknown) => (error instanceof Failure ? error : assert.fail(String(error))),
    );
}

test('a call carries its token in the header alone and asks for JSON', async () => {
  const zoom = createStandIn();
  await client(zoom).call('g1', {
    method: 'GET',
    path: '/users/me/meetings',
    query: { type: 'scheduled' },
  });
  const [call] = zoom.calls;
  assert.equal(call?.url.href, 'https://api.zoom.us/v2/users/me/meetings?type=scheduled');
  assert.equal(call?.headers.get('authorization'), `Bearer ${zoom.accessToken()}`);
  assert.equal(call?.headers.get('accept'), 'application/json');
});

for (const [answered, asked] of [
  ['https://api-eu.zoom.us', 'api-eu.zoom.us'],
  ['http://api-eu.zoom.us', 'api.zoom.us'],
  ['https://api.zoom.us.example.com', 'api.zoom.us'],
  ['https://api-eu.zoom.us:8443', 'api.zoom.us'],
  ['https://somebody@api-eu.zoom.us', 'api-eu.zoom.us'],
  ['nonsense', 'api.zoom.us'],
] as const) {
  test(`a user whose region is ${answered} is served at ${asked}`, async () => {
    const zoom = createStandIn();
    zoom.apiUrl = answered;
    await client(zoom).call('g1', { method: 'GET', path: '/users/me' });
    assert.equal(zoom.calls[0]?.url.host, asked);
  });
}

for (const [configured, answered, asked] of [
  ['http://localhost:4000', 'https://api-eu.zoom.us', 'http://localhost:4000/v2/users/me'],
  ['http://localhost:4000', 'http://127.0.0.1:4001/eu/', 'http://127.0.0.1:4001/eu/v2/users/me'],
  ['http://localhost:4000', 'http://zoom.test:4000', 'http://localhost:4000/v2/users/me'],
  ['http://zoom.test:4000', 'http://zoom.test:4001/eu', 'http://zoom.test:4001/eu/v2/users/me'],
  ['http://zoom.test:4000', 'http://localhost:4000', 'http://zoom.test:4000/v2/users/me'],
  ['https://zoom.test', 'http://zoom.test/eu', 'https://zoom.test/v2/users/me'],
  ['https://zoom.test', 'https://zoom.test.example.com', 'https://zoom.test/v2/users/me'],
  ['https://zoom.test', 'https://api-eu.zoom.us', 'https://zoom.test/v2/users/me'],
] as const) {
  test(`a stand-in at ${configured} that names ${answered} is asked at ${asked}`, async () => {
    const zoom = createStandIn();
    zoom.apiUrl = answered;
    await client(zoom, configured).call('g1', { method: 'GET', path: '/users/me' });
    assert.equal(zoom.calls[0]?.url.href, asked);
  });
}

test('a meeting that does not exist is an answer, no failure', async () => {
  assert.deepEqual(await client(createStandIn()).call('g1', READ), { found: false });
});

test('a not-found page from in between does not mean that the meeting is gone', async () => {
  assert.equal((await failureOf(READ, () => html(404))).code, 'unreachable');
});

test('an error in XML is understood by its number', async () => {
  const zoom = createStandIn();
  zoom.spoil({
    path: '/v2/',
    with: () => new Response('<result><code>3001</code></result>', { status: 404 }),
  });
  assert.deepEqual(await client(zoom).call('g1', READ), { found: false });
});

for (const [what, answer] of [
  ['the answer of a create is lost', () => lineCut('ECONNRESET')],
  ['Zoom does not answer a create in time', () => new DOMException('timed out', 'TimeoutError')],
  ['Zoom breaks down during a create', () => html(502)],
] as const) {
  test(`when ${what}, a meeting may have been made`, async () => {
    const failure = await failureOf(CREATE, answer);
    assert.deepEqual([failure.code, failure.retry], ['unclear', 'soon']);
  });
}

test('a create that never reached Zoom has made nothing', async () => {
  assert.equal((await failureOf(CREATE, () => lineCut('ECONNREFUSED'))).code, 'unreachable');
});

for (const question of [READ, CHANGE]) {
  test(`a lost answer to ${question.method} can simply be asked for again`, async () => {
    assert.equal((await failureOf(question, () => lineCut('ECONNRESET'))).code, 'unreachable');
    assert.equal((await failureOf(question, () => html(500))).code, 'unreachable');
  });
}

test('a redirect is not followed', async () => {
  const failure = await failureOf(
    CREATE,
    () => new Response(null, { status: 302, headers: { location: 'https://example.com' } }),
  );
  assert.deepEqual([failure.code, failure.retry], ['unreachable', 'later']);
});

for (const [words, status, body, code] of [
  [
    'a licence without scheduling',
    400,
    { code: 3161, message: 'Your user account is not allowed meeting hosting.' },
    'not-allowed',
  ],
  [
    'a paid feature (code 200 is an error)',
    400,
    { code: 200, message: 'Only available for paid account.' },
    'not-allowed',
  ],
  [
    'a user whom Zoom does not know',
    404,
    { code: 1001, message: 'User does not exist.' },
    'not-allowed',
  ],
  ['a field that Zoom does not like', 400, { code: 300, message: 'Validation Failed.' }, 'refused'],
  ['a meeting under way', 400, { code: 3002, message: 'Sorry, it is in progress.' }, 'in-progress'],
] as const) {
  test(`${words} is ${code}`, async () => {
    assert.equal((await failureOf(CHANGE, () => json(status, body))).code, code);
  });
}

for (const status of [400, 401]) {
  test(`a missing permission is named, though the status is ${status}`, async () => {
    const message =
      'Invalid access token, does not contain scopes:[meeting:update:meeting, meeting:update:meeting:admin].';
    const failure = await failureOf(CHANGE, () => json(status, { code: 4711, message }));
    assert.equal(failure.code, 'not-allowed');
    assert.match(failure.detail ?? '', /^the right to move meetings is missing\./);
  });
}

test('too many requests wait for the moment that Zoom names', async () => {
  const answer = () =>
    json(
      429,
      { code: 429, message: 'Try again later.' },
      { 'retry-after': '2026-12-01T00:00:00Z' },
    );
  const failure = await failureOf(CREATE, answer);
  assert.deepEqual(
    [failure.code, failure.retry, String(failure.notBefore)],
    ['rate-limited', 'later', '2026-12-01T00:00:00Z'],
  );
});

const HUNDRED =
  'You have exceeded the daily rate limit (100) of Meeting Create/Update API requests permitted for this particular user. You may resume these requests at GMT 00:00:00.';
const DAY = 'You have reached the maximum daily rate limit for this API.';
const daily = (limit: number) => ({
  'x-ratelimit-type': 'Daily-limit',
  'x-ratelimit-limit': String(limit),
});

for (const [words, code, answer] of [
  ['the hundred of the host', 'day-used-up', () => json(429, { code: 429, message: HUNDRED })],
  ['the day of the account', 'rate-limited', () => json(429, { code: 429, message: DAY })],
  [
    'the hundred of the host, in XML',
    'day-used-up',
    () => new Response(`<result><message>${HUNDRED}</message></result>`, { status: 429 }),
  ],
  ['the hundred, named by headers alone', 'day-used-up', () => json(429, {}, daily(100))],
  [
    'the day of the account, named by headers alone',
    'rate-limited',
    () => json(429, {}, daily(6000)),
  ],
] as const) {
  test(`${words} is ${code} until midnight`, async () => {
    const failure = await failureOf(CREATE, answer);
    assert.deepEqual([failure.code, String(failure.notBefore)], [code, '2026-12-01T00:00:00Z']);
  });
}

test('what Zoom quotes in an error is never shown when it could be a key', async () => {
  const zoom = createStandIn();
  const failure = await failureOf(CREATE, () =>
    json(400, { code: 300, message: `Bad header Bearer eyJaccess-${'x'.repeat(40)}` }),
  );
  assert.ok(!inspect(failure).includes('eyJ'), inspect(failure));
  zoom.install();
  const thrown = await failureOf(
    CREATE,
    () => new TypeError(`Bearer ${zoom.accessToken()} is an invalid header value`),
  );
  assert.ok(!inspect(thrown).includes('eyJ'), inspect(thrown));
});
