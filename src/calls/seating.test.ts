import assert from 'node:assert/strict';
import { test } from 'node:test';
import { letIn, openCalls } from './stand-in.ts';

test('a dropped line loses nothing: what was missed is said again, once', async () => {
  const house = openCalls();
  const ada = await house.enter('ada');
  const grace = await letIn(house, ada, 'grace');
  grace.hangUp();
  ada.say({ t: 'chat', text: 'Are you still there?' });
  assert.deepEqual(ada.sees(), ['Ada', 'Grace (away)']);
  const back = await house.dial({ key: grace.key(), heard: grace.heard() });
  assert.equal(back.ending(), undefined);
  assert.deepEqual(
    back.messages.flatMap((message) => (message.t === 'chat' ? [message.line.text] : [])),
    ['Are you still there?'],
  );
  assert.deepEqual(ada.sees(), ['Ada', 'Grace']);
});

test('where something said got lost the line is closed, and the next brings it', async () => {
  const house = openCalls();
  const ada = await house.enter('ada');
  const grace = await letIn(house, ada, 'grace');
  const lost = (frame: object) => grace.hear(JSON.stringify({ a: 0, ...frame }));
  lost({ n: 2, m: { t: 'chat', text: 'And the second' } });
  assert.deepEqual([grace.open(), ada.last('chat')], [false, undefined]);
  const back = await house.dial({ key: grace.key(), heard: grace.heard() });
  assert.match(back.raw[0] ?? '', /"heard":0/);
  back.say({ t: 'chat', text: 'The first' });
  assert.equal(ada.last('chat')?.line.text, 'The first');
  back.hear(JSON.stringify({ n: 2, a: 0 }));
  assert.equal(back.open(), false, 'the last thing said may be what got lost');
});

test('a page loaded anew has its seat again and hears the whole state', async () => {
  const house = openCalls();
  const ada = await house.enter('ada');
  const grace = await letIn(house, ada, 'grace');
  const back = await house.dial({ key: grace.key() });
  assert.equal(grace.ending(), 'opened-elsewhere');
  assert.equal(back.me(), grace.me());
  const visits = ada.last('people')?.people.map(({ visit }) => visit);
  assert.deepEqual(visits, [1, 2], 'others must not go on with the connection of the old page');
});

test('a guest who opens the link again within a minute need not knock again', async () => {
  const house = openCalls();
  const ada = await house.enter('ada');
  const grace = await letIn(house, ada, 'grace');
  grace.hangUp();
  const back = await house.enter('grace');
  assert.deepEqual([back.me(), back.sees()], [grace.me(), ['Ada', 'Grace']]);
});

test('a seat is kept for a minute, then it is free', async () => {
  const house = openCalls();
  const ada = await house.enter('ada');
  const grace = await letIn(house, ada, 'grace');
  grace.hangUp();
  house.pass(59_200, ada);
  assert.deepEqual(ada.sees(), ['Ada', 'Grace (away)']);
  house.pass(1_600, ada);
  assert.deepEqual(ada.sees(), ['Ada']);
});

test('a line that falls silent counts as dropped', async () => {
  const house = openCalls();
  const ada = await house.enter('ada');
  const grace = await letIn(house, ada, 'grace');
  house.pass(4_000, ada);
  assert.equal(grace.open(), false);
  assert.deepEqual(ada.sees(), ['Ada', 'Grace (away)']);
});

test('a server that was busy itself does not take that for silence of others', async () => {
  const house = openCalls();
  const ada = await house.enter('ada');
  house.clock.advance({ seconds: 10 });
  house.calls().tick();
  assert.equal(ada.open(), true);
});

test('a page that slept while its guest knocked from another one waits no second time', async () => {
  const house = openCalls();
  const ada = await house.enter('ada');
  const laptop = await house.enter('grace');
  laptop.hangUp();
  house.pass(62_400, ada);
  const phone = await house.enter('grace');
  const woken = await house.dial({ key: laptop.key(), heard: laptop.heard() });
  assert.deepEqual([woken.ending(), phone.ending()], ['opened-elsewhere', undefined]);
  // “Go on here” was pressed.
  const wished = await house.dial({ key: laptop.key() });
  assert.deepEqual([wished.ending(), phone.ending()], [undefined, 'opened-elsewhere']);
  assert.equal(ada.last('knocking')?.knocking.length, 1);
});

test('after the server was started anew everybody goes on, and nobody knocks again', async () => {
  const house = openCalls();
  const ada = await house.enter('ada');
  const grace = await letIn(house, ada, 'grace');
  house.restart();
  const graceAgain = await house.dial({ key: grace.key(), heard: grace.heard() });
  const adaAgain = await house.dial({ key: ada.key(), heard: ada.heard() });
  assert.deepEqual([graceAgain.me(), adaAgain.me()], [grace.me(), ada.me()]);
  assert.deepEqual(adaAgain.sees(), ['Grace', 'Ada']);
  const visits = adaAgain.last('in')?.people.map(({ visit }) => visit);
  assert.deepEqual(visits, [1, 1], 'pictures run on over the connections there are');
});

test('a guest who was not let in yet waits again after the server was started anew', async () => {
  const house = openCalls();
  const grace = await house.enter('grace');
  house.restart();
  const back = await house.dial({ key: grace.key(), heard: grace.heard() });
  assert.deepEqual(back.messages, [{ t: 'waiting', hostIsIn: false }]);
});
