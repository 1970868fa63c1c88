import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerChallenge, signedWith } from './signature.ts';

const SECRET = 'example-secret-token';

/** Computed once from Zoom's rule: HMAC-SHA256 of `v0:{seconds}:{raw body}`. */
const SIGNED = [
  {
    seconds: 1791200000,
    body: '{"event":"meeting.deleted","event_ts":1791200000123,"payload":{"account_id":"inventedAcct00000000A","object":{"id":81234567890}}}',
    signature: 'v0=5fa07331e74ef818a5a8961fd616207967ce1bc57adb6acc171088ce34df1fb4',
  },
  {
    seconds: 1791200001,
    body: String.raw`{"payload":{"account_id":"inventedAcct00000000A","object":{"id":"81234567890","topic":"Caf\u00e9"}},"event_ts":1791200000123,"event":"meeting.started"}`,
    signature: 'v0=a69424a015da07c17aa1e7cce1c5e71fefb375c97bae5c21bdd9944c4d032c4f',
  },
  {
    seconds: 1791200002,
    body: '{"event":"meeting.started","payload":{"object":{"topic":"Café / 漢字"}},"event_ts":1791200000123}',
    signature: 'v0=9b6fdd11b51ab915bfb82416f52833e07447d9c327f237786effada9d26f54d4',
  },
];
const [first] = SIGNED as [(typeof SIGNED)[number]];

function judge(
  { seconds, body, signature }: typeof first,
  {
    secrets = [SECRET],
    late = 0,
    timestamp = String(seconds),
    tolerance = undefined as number | undefined,
  } = {},
) {
  const headers = new Headers({
    'x-zm-request-timestamp': timestamp,
    'x-zm-signature': signature,
  });
  const now = Temporal.Instant.fromEpochMilliseconds((seconds + late) * 1000);
  return signedWith(secrets, { headers, body: Buffer.from(body) }, now, tolerance);
}

test('what Zoom signed is taken, whatever the order and spelling of its bytes', () => {
  assert.deepEqual(
    SIGNED.map((each) => judge(each)),
    [SECRET, SECRET, SECRET],
  );
});

test('one changed byte is noticed', () => {
  assert.equal(judge({ ...first, body: first.body.replace('890', '891') }), undefined);
});

test('while one secret replaces another, both are good', () => {
  assert.equal(judge(first, { secrets: ['the next one', SECRET] }), SECRET);
  assert.equal(judge(first, { secrets: ['the next one'] }), undefined);
});

test('a signature is good for five minutes, and belongs to its moment', () => {
  assert.equal(judge(first, { late: 5 * 60 }), SECRET);
  assert.equal(judge(first, { late: 5 * 60 + 1 }), undefined);
  assert.equal(judge(first, { late: -5 * 60 - 1 }), undefined);
  assert.equal(judge(first, { timestamp: String(first.seconds + 1) }), undefined);
  assert.equal(judge(first, { timestamp: '' }), undefined);
});

test('how long a signature is good can be set', () => {
  assert.equal(judge(first, { late: 5_100, tolerance: 5_400 }), SECRET);
  assert.equal(judge(first, { late: 61, tolerance: 60 }), undefined);
});

test('a signature that is cut short or missing is none', () => {
  assert.equal(judge({ ...first, signature: first.signature.slice(0, 20) }), undefined);
  assert.equal(judge({ ...first, signature: '' }), undefined);
});

test('Zoom’s question whether this address is ours is answered with the secret', () => {
  assert.deepEqual(answerChallenge(SECRET, 'inventedPlainToken0001'), {
    plainToken: 'inventedPlainToken0001',
    encryptedToken: '793aea52cd476a1cdaf4dae20e1aeb00909b417995bb8715708f0b4fd8824f66',
  });
});
