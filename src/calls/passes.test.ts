import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as answered } from 'node:timers/promises';
import type { MediaNews, MediaServer } from './media-server.ts';
import { letIn, openCalls, type Caller } from './stand-in.ts';

/** A house with a media server that notes what it is asked, and a session for eight. */
function openLarge({ seats = 8, fails = false } = {}) {
  const asked: string[] = [];
  const media: MediaServer = {
    async admit(sessionId, seatId, mostPeople) {
      asked.push(`admit ${seatId} to ${sessionId} for ${mostPeople}`);
      if (fails) throw new Error('nobody answers');
      return { url: 'wss://media.example.org', token: `for ${seatId}` };
    },
    remove: async (_sessionId, seatId) => void asked.push(`remove ${seatId}`),
    close: async (sessionId) => void asked.push(`close ${sessionId}`),
    news: async (body, authorization) =>
      authorization === 'signed' ? (JSON.parse(body) as MediaNews) : undefined,
  };
  const house = openCalls({ media });
  for (const invitation of Object.values(house.invitations)) {
    invitation.terms = { seats, relayOnly: false };
  }
  return { ...house, asked };
}

async function inTheCall(house: ReturnType<typeof openLarge>, ada: Caller, who: string) {
  const guest = await letIn(house, ada, who);
  await answered();
  return guest;
}

test('a pass comes after one was let in, and not before', async () => {
  const house = openLarge();
  const ada = await house.enter('ada');
  const grace = await house.enter('grace');
  grace.say({ t: 'pass' });
  await answered();
  assert.deepEqual(house.asked, [`admit ${ada.me()} to the session for 50`]);
  assert.doesNotMatch(grace.raw.join(), /media|token/);

  ada.say({ t: 'admit', id: ada.last('knocking')?.knocking[0]?.id ?? '' });
  await answered();
  assert.equal(grace.last('in')?.engine, 'livekit');
  const { ice, ...pass } = grace.last('pass') ?? assert.fail();
  assert.deepEqual(pass, {
    t: 'pass',
    url: 'wss://media.example.org',
    token: `for ${grace.me()}`,
  });
  assert.match(ice[0]?.credential ?? '', /=$/);
});

test('a session browsers can carry among themselves asks no media server', async () => {
  const house = openLarge({ seats: 4 });
  const ada = await house.enter('ada');
  ada.say({ t: 'pass' });
  await answered();
  assert.equal(ada.last('in')?.engine, 'mesh');
  assert.deepEqual(house.asked, []);
});

test('with a media server as many come as the session has seats', async () => {
  const house = openLarge({ seats: 5 });
  const ada = await house.enter('ada');
  for (const who of ['grace', 'linus', 'ines', 'moss']) await inTheCall(house, ada, who);
  assert.equal(ada.sees().length, 5);
  assert.deepEqual(await house.come('flora'), { ok: false, reason: 'full' });
  house.invitations['flora']!.role = 'host';
  await house.enter('flora');
  assert.equal(ada.sees().length, 6, 'a second host takes no seat of a guest');
});

test('somebody removed is cut off from the media server', async () => {
  const house = openLarge();
  const ada = await house.enter('ada');
  const grace = await inTheCall(house, ada, 'grace');
  ada.say({ t: 'remove', id: grace.me() });
  assert.equal(house.asked.at(-1), `remove ${grace.me()}`);
});

test('a stranger in the media server is put out again; whoever has a seat stays', async () => {
  const house = openLarge();
  const ada = await house.enter('ada');
  const grace = await inTheCall(house, ada, 'grace');
  ada.say({ t: 'remove', id: grace.me() });
  house.asked.length = 0;
  const joined = (seatId: string) =>
    JSON.stringify({ is: 'joined', sessionId: 'the session', seatId });
  assert.equal(await house.calls().mediaNews(joined(grace.me()), 'forged'), false);
  assert.deepEqual(house.asked, []);
  assert.equal(await house.calls().mediaNews(joined(ada.me()), 'signed'), true);
  assert.deepEqual(house.asked, []);
  await house.calls().mediaNews(joined(grace.me()), 'signed');
  assert.deepEqual(house.asked, [`remove ${grace.me()}`]);
});

test('the last to leave closes the room of the media server', async () => {
  const house = openLarge();
  const ada = await house.enter('ada');
  ada.say({ t: 'leave' });
  house.pass(1_600);
  assert.equal(house.asked.at(-1), 'close the session');
});

test('where the media server does not answer, the call still has its chat and its door', async () => {
  const house = openLarge({ fails: true });
  const ada = await house.enter('ada');
  await answered();
  assert.equal(ada.last('pass'), undefined);
  ada.say({ t: 'chat', text: 'Can you hear me?' });
  assert.equal(ada.last('chat')?.line.text, 'Can you hear me?');
});
