import assert from 'node:assert/strict';
import { test } from 'node:test';
import { letIn, openCalls } from './stand-in.ts';

const ADAS = ['the account'];

test('a guest who comes before the host is told that nobody is there, and when somebody is', async () => {
  const house = openCalls();
  const grace = await house.enter('grace');
  assert.equal(grace.last('waiting')?.hostIsIn, false);
  const ada = await house.enter('ada');
  assert.equal(grace.last('waiting')?.hostIsIn, true);
  house.pass(800, ada, grace);
  ada.say({ t: 'leave' });
  assert.deepEqual(grace.last('waiting'), { t: 'waiting', hostIsIn: false });
});

test('a guest is told that the host is still in another session, and nothing of whom it is with', async () => {
  const house = openCalls();
  const ada = await house.enter('ada');
  await letIn(house, ada, 'grace');
  const next = { ...(house.invitations['linus'] ?? assert.fail()), sessionId: 'the next session' };
  house.invitations['linus'] = next;
  const linus = await house.enter('linus');
  assert.deepEqual(linus.last('waiting'), { t: 'waiting', hostIsIn: false, hostElsewhere: true });
  assert.doesNotMatch(linus.raw.join(), /Grace/);
  ada.say({ t: 'leave' });
  house.pass(800, linus);
  assert.deepEqual(linus.last('waiting'), { t: 'waiting', hostIsIn: false });
  house.invitations['ada'] = {
    ...(house.invitations['ada'] ?? assert.fail()),
    sessionId: next.sessionId,
  };
  await house.enter('ada');
  assert.deepEqual(linus.last('waiting'), { t: 'waiting', hostIsIn: true });
});

test('where one of two hosts is in, it does not matter where the other one is', async () => {
  const house = openCalls();
  await house.enter('ada');
  for (const who of ['ada', 'linus'] as const) {
    const invitation = house.invitations[who] ?? assert.fail();
    house.invitations[who] = { ...invitation, sessionId: 'the next session' };
  }
  await house.enter('ada');
  const linus = await house.enter('linus');
  assert.deepEqual(linus.last('waiting'), { t: 'waiting', hostIsIn: true });
});

test('who sits in the calls of another account is nobody’s host', async () => {
  const house = openCalls();
  await house.enter('ada');
  const otto = await house.enter('other');
  assert.deepEqual(otto.last('waiting'), { t: 'waiting', hostIsIn: false });
});

test('a host asks a guest to wait in their own words, and the guest alone reads them', async () => {
  const house = openCalls();
  const ada = await house.enter('ada');
  const grace = await house.enter('grace');
  const linus = await house.enter('linus');
  const [first] = ada.last('knocking')?.knocking ?? [];
  ada.say({ t: 'hold', id: first?.id ?? '', text: 'Five minutes, please' });
  assert.equal(grace.last('waiting')?.held, 'Five minutes, please');
  assert.doesNotMatch(linus.raw.join(), /Five minutes/);
  assert.equal(ada.last('knocking')?.knocking[0]?.held, 'Five minutes, please');
});

test('a guest cannot make others wait', async () => {
  const house = openCalls();
  const ada = await house.enter('ada');
  const linus = await letIn(house, ada, 'linus');
  const grace = await house.enter('grace');
  linus.say({ t: 'hold', id: ada.last('knocking')?.knocking[0]?.id ?? '', text: 'Go away' });
  assert.equal(grace.last('waiting')?.held, undefined);
});

test('a ring reaches the host, but not more than one in ten seconds', async () => {
  const house = openCalls();
  const ada = await house.enter('ada');
  const grace = await house.enter('grace');
  grace.say({ t: 'ring' });
  grace.say({ t: 'ring' });
  assert.equal(ada.last('knocking')?.knocking[0]?.rings, 1);
  house.pass(10_400, ada, grace);
  grace.say({ t: 'ring' });
  assert.equal(ada.last('knocking')?.knocking[0]?.rings, 2);
});

test('who waits is told to hosts of that account on every page, whether they are in or not', async () => {
  const house = openCalls();
  const grace = await house.enter('grace');
  grace.say({ t: 'ring' });
  const [waits, ...others] = house.calls().waiting(ADAS);
  assert.deepEqual(
    [waits?.name, waits?.rings, waits?.sessionId, others],
    ['Grace', 1, 'the session', []],
  );
  assert.deepEqual(house.calls().waiting(['another account']), []);
  const ada = await house.enter('ada');
  ada.say({ t: 'admit', id: waits?.id ?? '' });
  assert.deepEqual(house.calls().waiting(ADAS), []);
});

test('a sign is seen by everybody in the call, stamped with who gave it', async () => {
  const house = openCalls();
  const ada = await house.enter('ada');
  const grace = await house.enter('grace');
  grace.say({ t: 'react', sign: 'heart' });
  assert.equal(ada.last('reaction'), undefined, 'nobody before the door is heard');
  ada.say({ t: 'admit', id: ada.last('knocking')?.knocking[0]?.id ?? '' });
  grace.say({ t: 'react', sign: 'heart' });
  assert.deepEqual(ada.last('reaction'), { t: 'reaction', from: grace.me(), sign: 'heart' });
});

test('before the call a guest learns where the relay is, and only a host how to use it', async () => {
  const house = openCalls();
  const ada = await house.calls().hostAtTheDoor({ id: 'ada', name: 'Ada', accountIds: [] }, '');
  const grace = await house.calls().guestAtTheDoor('grace');
  assert.ok(ada && grace);
  assert.deepEqual(house.calls().relayFor(grace), [{ urls: ['turn:relay.example.org'] }]);
  assert.match(house.calls().relayFor(ada)[0]?.credential ?? '', /=$/);
  const cancelled = { ...grace, door: { is: 'cancelled' } } as const;
  assert.deepEqual(house.calls().relayFor(cancelled), []);
});
