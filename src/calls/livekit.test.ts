import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { systemClock } from '#base';
import { createLiveKit } from './livekit.ts';

const SECRET = 'a secret of LiveKit that is long enough';
const SETTINGS = { livekitApiKey: 'a key', livekitApiSecret: SECRET };

/** Answers as LiveKit's room service does, and notes what it was asked. */
async function roomService(status = 200) {
  const asked: { method: string | undefined; body: Record<string, unknown> }[] = [];
  const server = createServer(async (request, response) => {
    const body = await new Response(request as unknown as ReadableStream).text();
    asked.push({ method: request.url?.split('/').at(-1), body: JSON.parse(body) });
    response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const liveKit = createLiveKit({ ...SETTINGS, livekitUrl: url });
  assert.ok(liveKit);
  return { asked, url, liveKit, [Symbol.dispose]: () => void server.close() };
}

function claimsIn(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
}

test('without all three settings there is no media server', () => {
  assert.equal(createLiveKit(SETTINGS), undefined);
  assert.equal(createLiveKit({}), undefined);
});

test('a pass is for one seat in one room, for two minutes, and lets nobody write past us', async () => {
  using service = await roomService();
  const { url, token } = await service.liveKit.admit('the session', 'seat 1', 8);
  assert.equal(url, service.url);
  const { sub, exp, nbf, video, name } = claimsIn(token);
  assert.equal(sub, 'seat 1');
  assert.equal(name, undefined, 'who it is, LiveKit need not know');
  const livesS = Number(exp) - Number(nbf);
  assert.ok(livesS > 100 && livesS <= 121, `${livesS} seconds`);
  assert.deepEqual(video, {
    roomJoin: true,
    room: 'the session',
    canPublish: true,
    canSubscribe: true,
    canPublishData: false,
    canUpdateOwnMetadata: false,
  });
});

test('the room is opened before anybody gets a pass: LiveKit makes none by itself', async () => {
  using service = await roomService();
  await service.liveKit.admit('the session', 'seat 1', 8);
  const [open] = service.asked;
  assert.equal(open?.method, 'CreateRoom');
  assert.equal(open.body['name'], 'the session');
});

test('somebody who is gone already needs no removing', async () => {
  using service = await roomService(404);
  await service.liveKit.remove('the session', 'seat 1');
  await service.liveKit.close('the session');
  assert.deepEqual(
    service.asked.map(({ method, body }) => [method, body['room'], body['identity']]),
    [
      ['RemoveParticipant', 'the session', 'seat 1'],
      ['DeleteRoom', 'the session', undefined],
    ],
  );
});

test('a LiveKit that refuses us or is not there is a failure with a name', async () => {
  using service = await roomService(401);
  await assert.rejects(service.liveKit.admit('the session', 'seat 1', 8), {
    code: 'livekit-refused',
  });
  const gone = createLiveKit({ ...SETTINGS, livekitUrl: 'ws://127.0.0.1:1' });
  await assert.rejects(gone!.admit('the session', 'seat 1', 8), { code: 'livekit-unreachable' });
});

test('news counts only with a signature of ours over this very body', async () => {
  using service = await roomService();
  const joined = {
    event: 'participant_joined',
    room: { name: 'the session' },
    participant: { identity: 'seat 1' },
  };
  const body = JSON.stringify(joined);
  const news = (signature: string | undefined) => service.liveKit.news(body, signature);
  assert.deepEqual(await news(signed(body, SECRET)), {
    is: 'joined',
    sessionId: 'the session',
    seatId: 'seat 1',
  });
  assert.equal(await news(undefined), undefined);
  assert.equal(await news(signed(body, 'another secret that is long enough')), undefined);
  assert.equal(await news(signed(`${body} `, SECRET)), undefined);
  assert.equal(await news(signed(body, SECRET, -3_600)), undefined, 'too old');
  const other = JSON.stringify({ event: 'track_published', room: { name: 'the session' } });
  assert.deepEqual(await service.liveKit.news(other, signed(other, SECRET)), { is: 'other' });
});

/** As LiveKit signs: a token that names the hash of the body. */
function signed(body: string, secret: string, livesS = 300): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const sha256 = createHash('sha256').update(body).digest('base64');
  const exp = Math.floor(systemClock.now().epochMilliseconds / 1000) + livesS;
  const claims = { iss: 'a key', exp, sha256 };
  const words = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
  return `${words}.${createHmac('sha256', secret).update(words).digest('base64url')}`;
}
