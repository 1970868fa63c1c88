import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as settled } from 'node:timers/promises';
import type { Neighbours } from '#db';
import { barsInMemory, openCalls } from './stand-in.ts';

/** Processes that meet in memory, as they meet in the database. */
function street() {
  const held = new Map<string, string>();
  const attendants = new Map<string, Parameters<Neighbours['attend']>[0]>();
  const processNamed = (me: string): Neighbours => ({
    me,
    everybody: 'everybody',
    attend: (attendant) => void attendants.set(me, attendant),
    async take(name) {
      if (!held.has(name)) held.set(name, me);
      return held.get(name) === me;
    },
    letGo: (name) => void (held.get(name) === me && held.delete(name)),
    taken: async (name) => held.has(name),
    tell: (name, text) => {
      const to = name === 'everybody' ? [...attendants.keys()] : [held.get(name) ?? name];
      setImmediate(() => {
        for (const one of to) attendants.get(one)?.hear(name, text);
      });
    },
    close: async () => {},
  });
  const die = (me: string) => {
    attendants.delete(me);
    for (const [name, by] of held) if (by === me) held.delete(name);
  };
  const table = barsInMemory({ now: () => Temporal.Instant.from('2027-01-11T08:56:00Z') });
  const open = (me: string, bars = table) => openCalls({ neighbours: processNamed(me), bars });
  return { held, attendants, open, die };
}

/** Until everything said has arrived everywhere. */
async function quiet() {
  for (let round = 0; round < 12; round += 1) await settled();
}

test('people whose sockets end at different processes are in one call', async () => {
  const processes = street();
  const [first, second] = [processes.open('first'), processes.open('second')];
  const ada = await first.enter('ada');
  await quiet();
  const grace = await second.enter('grace');
  await quiet();
  ada.say({ t: 'admit', id: ada.last('knocking')?.knocking[0]?.id ?? '' });
  await quiet();
  assert.deepEqual(grace.sees(), ['Ada', 'Grace']);
  grace.say({ t: 'chat', text: 'Page 12' });
  await quiet();
  assert.equal(ada.last('chat')?.line.text, 'Page 12');
});

test('when the keeper dies the others come back by their keys and go on', async () => {
  const processes = street();
  const [first, second] = [processes.open('first'), processes.open('second')];
  const ada = await first.enter('ada');
  await quiet();
  const grace = await second.enter('grace');
  await quiet();
  ada.say({ t: 'admit', id: ada.last('knocking')?.knocking[0]?.id ?? '' });
  await quiet();

  processes.die('first');
  const again = await second.dial({ key: grace.key(), heard: grace.heard() });
  await quiet();
  // What was said over the line before belongs to nobody now, and must not end anything.
  grace.say({ t: 'chat', text: 'Still there?' });
  await quiet();
  assert.equal(grace.ending(), undefined);
  assert.equal(again.last('in')?.people.length, 1, 'nobody knocks again');
  const adaAgain = await second.dial({ key: ada.key(), heard: ada.heard() });
  await quiet();
  adaAgain.say({ t: 'chat', text: 'Here I am' });
  await quiet();
  assert.equal(again.last('chat')?.line.text, 'Here I am');
});

test('the door knows how full a room is that another process keeps', async () => {
  const processes = street();
  const [first, second] = [processes.open('first'), processes.open('second')];
  await first.enter('ada');
  for (const who of ['grace', 'linus', 'ines']) await first.enter(who);
  await quiet();
  assert.deepEqual(await second.come('moss'), { ok: false, reason: 'full' });
});

test('an empty room, and one nobody was let into, may be kept by whoever comes next', async () => {
  const processes = street();
  const first = processes.open('first');
  const ada = await first.enter('ada');
  await quiet();
  assert.equal(processes.held.size, 1);
  ada.say({ t: 'leave' });
  await quiet();
  first.pass(1_600);
  assert.equal(processes.held.size, 0);
  await first.dial({ ticket: 'forged' });
  const answer = await first.come('grace');
  first.pass(121_000);
  const late = await first.dial({ ticket: answer.ok ? answer.ticket : '' });
  await quiet();
  assert.equal(late.ending(), 'unknown');
  assert.equal(processes.held.size, 0);
});

test('a room that was taken while the database was away is let go, and its people come again', async () => {
  const processes = street();
  const first = processes.open('first');
  const ada = await first.enter('ada');
  await quiet();
  processes.attendants.get('first')?.lost('call the session');
  assert.deepEqual([ada.open(), ada.ending()], [false, undefined]);
});

test('a host reads on every page who waits, whichever process keeps the room', async () => {
  const processes = street();
  const [first, second] = [processes.open('first'), processes.open('second')];
  const grace = await first.enter('grace');
  await quiet();
  first.pass(800, grace);
  await quiet();
  const names = (house: typeof first) =>
    house
      .calls()
      .waiting(['the account'])
      .map(({ name }) => name);
  assert.deepEqual([names(first), names(second)], [['Grace'], ['Grace']]);
  assert.deepEqual(second.calls().waiting(['another account']), []);
  for (let beat = 0; beat < 20; beat += 1) {
    first.pass(800, grace);
    second.pass(800);
    await quiet();
  }
  assert.deepEqual(names(second), ['Grace'], 'said again in time');
  grace.say({ t: 'leave' });
  await quiet();
  first.pass(800);
  await quiet();
  assert.deepEqual([names(first), names(second)], [[], []]);
});

test('a guest is told that the host is in another session, whichever process keeps that call', async () => {
  const processes = street();
  const [first, second] = [processes.open('first'), processes.open('second')];
  const ada = await first.enter('ada');
  await quiet();
  first.pass(800, ada);
  await quiet();
  const { linus } = second.invitations;
  second.invitations['linus'] = { ...(linus ?? assert.fail()), sessionId: 'the next session' };
  const guest = await second.enter('linus');
  await quiet();
  for (let beat = 0; beat < 20; beat += 1) {
    first.pass(800, ada);
    second.pass(800, guest);
    await quiet();
  }
  assert.equal(guest.last('waiting')?.hostElsewhere, true, 'said again in time');
  ada.say({ t: 'leave' });
  await quiet();
  first.pass(800);
  await quiet();
  second.pass(800, guest);
  assert.equal(guest.last('waiting')?.hostElsewhere, undefined);
});

test('nobody is said to wait at the door of a process that died', async () => {
  const processes = street();
  const [first, second] = [processes.open('first'), processes.open('second')];
  const grace = await first.enter('grace');
  await quiet();
  first.pass(800, grace);
  await quiet();
  processes.die('first');
  second.pass(13_600);
  assert.deepEqual(second.calls().waiting(['the account']), []);
});

test('somebody removed stays out when the keeper dies', async () => {
  const processes = street();
  const [first, second] = [processes.open('first'), processes.open('second')];
  const ada = await first.enter('ada');
  await quiet();
  const grace = await second.enter('grace');
  await quiet();
  ada.say({ t: 'admit', id: ada.last('knocking')?.knocking[0]?.id ?? '' });
  await quiet();
  ada.say({ t: 'remove', id: grace.me() });
  await quiet();
  processes.die('first');
  const again = await second.dial({ key: grace.key(), heard: grace.heard() });
  await quiet();
  assert.equal(again.ending(), 'removed');
  const elsewhere = await processes.open('started later').dial({ key: grace.key() });
  await quiet();
  assert.equal(elsewhere.ending(), 'removed');
});

test('a room is still held when somebody was sent away while its first person came', async () => {
  const processes = street();
  const { promise: lookedUp, resolve: answer } = Promise.withResolvers<undefined>();
  const first = processes.open('first', { bar: () => {}, refusal: () => lookedUp });
  const adas = await first.come('ada');
  const [ada, again] = await Promise.all([
    first.dial({ ticket: adas.ok ? adas.ticket : '' }),
    first.dial({ ticket: adas.ok ? adas.ticket : '' }),
  ]);
  await quiet();
  assert.equal(again.ending(), 'unknown');
  answer(undefined);
  await quiet();
  assert.deepEqual(ada.sees(), ['Ada']);
  assert.equal(processes.held.size, 1);
});

test('a room that was taken takes its story along', async () => {
  const processes = street();
  const house = processes.open('first');
  const meet = async () => {
    const ada = await house.enter('ada');
    await quiet();
    await house.enter('grace');
    await quiet();
    ada.say({ t: 'admit', id: ada.last('knocking')?.knocking[0]?.id ?? '' });
    await quiet();
  };
  const began = () => house.told.filter(({ kind }) => kind === 'call-began').length;
  await meet();
  assert.equal(began(), 1);
  processes.attendants.get('first')?.lost('call the session');
  await meet();
  assert.equal(began(), 2);
});
