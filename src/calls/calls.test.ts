import assert from 'node:assert/strict';
import { test } from 'node:test';
import { letIn, openCalls } from './stand-in.ts';

const OFFER = { kind: 'offer', sdp: 'v=0 secret-fingerprint' } as const;

test('a guest who waits receives nothing but that they wait', async () => {
  const house = openCalls();
  const ada = await house.enter('ada');
  await letIn(house, ada, 'linus');
  const grace = await house.enter('grace');
  ada.say({ t: 'chat', text: 'A private word' });
  ada.say({ t: 'show', mic: true, camera: true, screen: false, hand: false });
  const waiting = ada.last('knocking')?.knocking[0]?.id ?? '';
  ada.say({ t: 'signal', to: waiting, epoch: 1, signal: OFFER });
  house.pass(1600, ada, grace);
  grace.say({ t: 'ice' });
  grace.say({ t: 'chat', text: 'Let me in' });

  const frames = grace.raw.map((text) => JSON.parse(text) as Record<string, unknown>);
  assert.deepEqual(Object.keys(frames[0] ?? {}), ['hello']);
  assert.deepEqual(frames[1], { n: 1, a: 0, m: { t: 'waiting', hostIsIn: true } });
  for (const beat of frames.slice(2)) assert.deepEqual(Object.keys(beat), ['n', 'a']);
  assert.ok(frames.length > 2, 'the line was beaten');
  const all = grace.raw.join('\n');
  const key = Buffer.from(grace.key().split('.')[0] ?? '', 'base64url').toString();
  assert.doesNotMatch(all + key, /Ada|Linus|private|fingerprint|relay\.example|credential/);
  assert.equal(ada.last('chat')?.line.text, 'A private word');
});

test('a host sees who waits and lets them in', async () => {
  const house = openCalls();
  const ada = await house.enter('ada');
  const grace = await letIn(house, ada, 'grace');
  assert.deepEqual(grace.sees(), ['Ada', 'Grace']);
  assert.deepEqual(ada.sees(), ['Ada', 'Grace']);
  assert.deepEqual(ada.last('knocking')?.knocking, []);
});

test('guests in the call do not hear who waits', async () => {
  const house = openCalls();
  const ada = await house.enter('ada');
  const linus = await letIn(house, ada, 'linus');
  await house.enter('grace');
  assert.equal(linus.last('knocking'), undefined);
  assert.doesNotMatch(linus.raw.join(), /Grace/);
});

test('a guest cannot let anybody in, not even themselves', async () => {
  const house = openCalls();
  const ada = await house.enter('ada');
  const linus = await letIn(house, ada, 'linus');
  const grace = await house.enter('grace');
  const waiting = ada.last('knocking')?.knocking[0]?.id ?? '';
  grace.say({ t: 'admit', id: waiting });
  linus.say({ t: 'admit', id: waiting });
  assert.equal(grace.last('in'), undefined);
});

test('a refused guest is told so, and may knock again half a minute later', async () => {
  const house = openCalls();
  const ada = await house.enter('ada');
  const grace = await house.enter('grace');
  ada.say({ t: 'refuse', id: ada.last('knocking')?.knocking[0]?.id ?? '' });
  assert.deepEqual([grace.ending(), grace.open()], ['refused', false]);
  assert.equal((await house.enter('grace')).ending(), 'refused');
  house.pass(30_400, ada);
  assert.equal((await house.enter('grace')).ending(), undefined);
});

test('a removed guest does not come back, neither by key nor by a new ticket', async () => {
  const house = openCalls();
  const ada = await house.enter('ada');
  const grace = await letIn(house, ada, 'grace');
  ada.say({ t: 'remove', id: grace.me() });
  assert.deepEqual([grace.ending(), grace.open()], ['removed', false]);
  assert.deepEqual(ada.sees(), ['Ada']);
  assert.equal((await house.dial({ key: grace.key(), heard: grace.heard() })).ending(), 'removed');
  house.pass(60_000, ada);
  assert.equal((await house.enter('grace')).ending(), 'removed');
  house.restart();
  assert.equal((await house.dial({ key: grace.key() })).ending(), 'removed');
});

test('somebody removed is out with all their devices', async () => {
  const house = openCalls();
  const ada = await house.enter('ada');
  const laptop = await letIn(house, ada, 'grace');
  const phone = await letIn(house, ada, 'grace');
  const tablet = await house.enter('grace');
  assert.deepEqual(ada.sees(), ['Ada', 'Grace', 'Grace']);
  ada.say({ t: 'remove', id: phone.me() });
  const endings = [laptop, phone, tablet].map((page) => page.ending());
  assert.deepEqual(endings, ['removed', 'removed', 'removed']);
  assert.deepEqual([ada.sees(), ada.last('knocking')?.knocking], [['Ada'], []]);
});

test('who is in and refused a second device stays in, also over a line that drops', async () => {
  const house = openCalls();
  const ada = await house.enter('ada');
  const laptop = await letIn(house, ada, 'grace');
  const phone = await house.enter('grace');
  ada.say({ t: 'refuse', id: ada.last('knocking')?.knocking[0]?.id ?? '' });
  assert.equal(phone.ending(), 'refused');
  laptop.hangUp();
  const back = await house.dial({ key: laptop.key(), heard: laptop.heard() });
  assert.equal(back.ending(), undefined);
  assert.deepEqual(ada.sees(), ['Ada', 'Grace']);
});

test('while it cannot be said who is kept out, nobody comes in, and the browser tries again', async () => {
  const bars = { bar: () => {}, refusal: async () => Promise.reject(new Error('no database')) };
  const grace = await openCalls({ bars }).enter('grace');
  assert.deepEqual([grace.open(), grace.ending(), grace.messages], [false, undefined, []]);
});

test('whoever hangs up at the door takes no seat', async () => {
  const { promise: lookedUp, resolve: answer } = Promise.withResolvers<undefined>();
  const house = openCalls({ bars: { bar: () => {}, refusal: () => lookedUp } });
  const ticket = await house.come('ada');
  const sent: string[] = [];
  const ear = house.calls().answer({ send: (text) => sent.push(text), close: () => {} });
  const heard = ear.hear(JSON.stringify({ hello: { ticket: ticket.ok && ticket.ticket } }));
  ear.lost();
  answer(undefined);
  await heard;
  assert.deepEqual([sent, house.calls().live()], [[], 0]);
});

test('a locked call lets nobody knock', async () => {
  const house = openCalls();
  const ada = await house.enter('ada');
  ada.say({ t: 'lock', locked: true });
  assert.equal((await house.enter('grace')).ending(), 'locked');
  ada.say({ t: 'lock', locked: false });
  assert.equal((await house.enter('grace')).ending(), undefined);
});

test('a locked call opens to no key of somebody who left, or was never let in', async () => {
  const house = openCalls();
  const ada = await house.enter('ada');
  const grace = await letIn(house, ada, 'grace');
  const [linus, ines] = [await house.enter('linus'), await letIn(house, ada, 'ines')];
  ada.say({ t: 'lock', locked: true });
  grace.say({ t: 'leave' });
  linus.hangUp();
  ines.hangUp();
  house.pass(62_400, ada);
  const again = (one: typeof grace) => house.dial({ key: one.key(), heard: one.heard() });
  assert.equal((await again(grace)).ending(), 'unknown');
  assert.equal((await house.enter('grace')).ending(), 'locked');
  assert.equal((await again(linus)).ending(), 'locked');
  assert.equal((await again(ines)).ending(), undefined, 'her line dropped, and she is back');
});

test('what was written before somebody came is there for them', async () => {
  const house = openCalls();
  const ada = await house.enter('ada');
  ada.say({ t: 'chat', text: 'Page 12 today' });
  const grace = await letIn(house, ada, 'grace');
  assert.deepEqual(
    grace.last('in')?.chat.map(({ name, text }) => `${name}: ${text}`),
    ['Ada: Page 12 today'],
  );
});

test('a description reaches the one it is for, stamped with who sent it', async () => {
  const house = openCalls();
  const ada = await house.enter('ada');
  const grace = await letIn(house, ada, 'grace');
  const linus = await letIn(house, ada, 'linus');
  ada.hear(
    JSON.stringify({
      n: 3,
      a: 0,
      m: { t: 'signal', to: grace.me(), from: linus.me(), epoch: 7, signal: OFFER },
    }),
  );
  assert.deepEqual(grace.last('signal'), { t: 'signal', from: ada.me(), epoch: 7, signal: OFFER });
  assert.equal(linus.last('signal'), undefined);
});

test('relay credentials come with admission and are fresh when asked for again', async () => {
  const house = openCalls();
  const ada = await house.enter('ada');
  const first = ada.last('in')?.ice[0];
  house.pass(5_600, ada);
  ada.say({ t: 'ice' });
  const again = ada.last('ice')?.ice[0];
  assert.match(first?.username ?? '', /^\d+:token-/);
  assert.notEqual(again?.username, first?.username);
});

test('leaving frees the seat at once', async () => {
  const house = openCalls();
  const ada = await house.enter('ada');
  const grace = await letIn(house, ada, 'grace');
  grace.say({ t: 'leave' });
  assert.deepEqual([ada.sees(), grace.open()], [['Ada'], false]);
});

test('thirty rounds of coming and leaving leave nothing behind', async () => {
  const house = openCalls();
  const ada = await house.enter('ada');
  for (let round = 0; round < 30; round++) {
    const grace = await letIn(house, ada, 'grace');
    grace.say({ t: 'leave' });
    house.pass(1_600, ada);
  }
  assert.deepEqual(ada.sees(), ['Ada']);
  assert.equal((await house.come('grace')).ok, true);
});

test('a message nobody understands ends the line and leaves the call unharmed', async () => {
  const house = openCalls();
  const ada = await house.enter('ada');
  const grace = await letIn(house, ada, 'grace');
  grace.hear('{"n":9,"a":0,"m":{"t":"paint"}}');
  assert.equal(grace.open(), false);
  assert.equal(ada.open(), true);
});

test('a flood of messages ends the line of whoever sends it', async () => {
  const house = openCalls();
  const ada = await house.enter('ada');
  const grace = await letIn(house, ada, 'grace');
  for (let count = 0; count < 100; count++) grace.beat();
  assert.equal(grace.open(), false);
  assert.equal(ada.open(), true);
});

test('a socket that says nothing is closed', async () => {
  const house = openCalls();
  let open = true;
  house.calls().answer({ send: () => {}, close: () => void (open = false) });
  house.pass(5_600);
  assert.equal(open, false);
});
