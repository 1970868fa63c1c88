import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { test } from 'node:test';
import { letIn, openCalls } from './stand-in.ts';

type House = ReturnType<typeof openCalls>;

/** As the story of the session has it, without its times. */
async function story({ told }: House): Promise<string[]> {
  await setImmediate();
  const words = (line: object) => Object.entries(line).filter(([name]) => name !== 'at');
  return told.map((line) =>
    words(line)
      .map(([, fact]) => fact)
      .join(' '),
  );
}

async function adaWithGrace(house: House) {
  const ada = await house.enter('ada');
  return { ada, grace: await letIn(house, ada, 'grace') };
}

test('the story holds who came, when the call began, who left and how it went', async () => {
  const house = openCalls();
  const { ada, grace } = await adaWithGrace(house);
  house.clock.advance({ minutes: 42 });
  ada.say({ t: 'felt', good: 95, fair: 5, poor: 0 });
  grace.say({ t: 'leave' });
  house.clock.advance({ minutes: 5 });
  ada.say({ t: 'leave' });
  assert.deepEqual(await story(house), [
    'somebody-joined Ada',
    'somebody-joined Grace',
    'call-began',
    'somebody-left Grace',
    'somebody-left Ada',
    'call-ended 42 good',
  ]);
  assert.equal(house.told[3]?.at.toString(), '2027-01-11T09:38:00Z');
});

test('a call that was hard to follow for a while is remembered as weak', async () => {
  const house = openCalls();
  const { ada, grace } = await adaWithGrace(house);
  grace.say({ t: 'felt', good: 80, fair: 0, poor: 20 });
  grace.say({ t: 'leave' });
  ada.say({ t: 'leave' });
  assert.equal((await story(house)).at(-1), 'call-ended 1 poor');
});

test('a host who looked in alone had no call', async () => {
  const house = openCalls();
  const ada = await house.enter('ada');
  ada.say({ t: 'leave' });
  assert.deepEqual(await story(house), ['somebody-joined Ada', 'somebody-left Ada']);
});

test('a page loaded anew and a dropped line are no coming and going', async () => {
  const house = openCalls();
  const { grace } = await adaWithGrace(house);
  const before = await story(house);
  (await house.dial({ key: grace.key() })).hangUp();
  assert.deepEqual(await story(house), before);
});

test('after the server was started anew nobody came again, and the end is still told', async () => {
  const house = openCalls();
  const { ada, grace } = await adaWithGrace(house);
  const before = await story(house);
  house.restart();
  const again = await Promise.all(
    [grace, ada].map((one) => house.dial({ key: one.key(), heard: one.heard() })),
  );
  assert.deepEqual(await story(house), before);
  for (const one of again) one.say({ t: 'leave' });
  assert.deepEqual((await story(house)).slice(before.length), [
    'somebody-left Grace',
    'somebody-left Ada',
    'call-ended  ',
  ]);
});

test('a guest who was never let in was not there', async () => {
  const house = openCalls();
  const grace = await house.enter('grace');
  grace.say({ t: 'leave' });
  assert.deepEqual(await story(house), []);
});

test('a host alone after the server was started anew had no call', async () => {
  const house = openCalls();
  const ada = await house.enter('ada');
  house.restart();
  (await house.dial({ key: ada.key(), heard: ada.heard() })).say({ t: 'leave' });
  assert.deepEqual(await story(house), ['somebody-joined Ada', 'somebody-left Ada']);
});
