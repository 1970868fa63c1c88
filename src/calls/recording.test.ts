import assert from 'node:assert/strict';
import { test } from 'node:test';
import { letIn, openCalls, type Caller } from './stand-in.ts';

/** What was kept is written after the next turn of the loop. */
const kept = () => new Promise((resolve) => setImmediate(resolve));

async function met(...guests: string[]) {
  const house = openCalls();
  const ada = await house.enter('ada');
  const callers: Caller[] = [];
  for (const who of guests) callers.push(await letIn(house, ada, who));
  return { house, ada, callers };
}

const stands = (caller: Caller) =>
  caller.messages.flatMap((message) => ('recording' in message ? [message.recording] : [])).at(-1);

test('nothing is recorded before everybody in the call has agreed', async () => {
  const { house, ada, callers } = await met('grace', 'linus');
  const [grace, linus] = callers as [Caller, Caller];
  ada.say({ t: 'record', deed: 'ask' });
  assert.equal(stands(grace)?.is, 'asking');
  grace.say({ t: 'record', deed: 'agree' });
  await kept();
  assert.equal(stands(ada)?.is, 'asking');
  linus.say({ t: 'record', deed: 'agree' });
  await kept();
  assert.deepEqual(
    [ada, grace, linus].map((one) => stands(one)?.is),
    ['on', 'on', 'on'],
  );
  assert.deepEqual(house.recordings.kept, ['Ada asked', 'begun with Ada and Grace and Linus']);
});

test('leaving is no consent: the question is taken back, and nothing is recorded', async () => {
  const { house, ada, callers } = await met('grace', 'linus');
  const [grace, linus] = callers as [Caller, Caller];
  ada.say({ t: 'record', deed: 'ask' });
  grace.say({ t: 'record', deed: 'agree' });
  linus.say({ t: 'leave' });
  await kept();
  assert.deepEqual(stands(ada), { is: 'off', why: 'refused', name: 'Linus' });
  assert.equal(stands(grace)?.is, 'off');
  assert.deepEqual(house.recordings.kept, ['Ada asked', 'Linus refused']);
});

test('who agreed and left before it began is not told as recorded', async () => {
  const { house, ada, callers } = await met('grace', 'linus');
  const [grace, linus] = callers as [Caller, Caller];
  ada.say({ t: 'record', deed: 'ask' });
  grace.say({ t: 'record', deed: 'agree' });
  grace.say({ t: 'leave' });
  linus.say({ t: 'record', deed: 'agree' });
  await kept();
  assert.equal(house.recordings.kept.at(-1), 'begun with Ada and Linus');
});

test('whoever comes later is asked, and meanwhile the recording rests', async () => {
  const { house, ada, callers } = await met('grace');
  const [grace] = callers as [Caller];
  ada.say({ t: 'record', deed: 'ask' });
  grace.say({ t: 'record', deed: 'agree' });
  await kept();
  const linus = await letIn(house, ada, 'linus');
  const rests = stands(ada);
  assert.equal(rests?.is, 'paused');
  assert.ok(rests?.is === 'paused' && !rests.agreed.includes(linus.me()));
  assert.equal(stands(linus)?.is, 'paused');
  linus.say({ t: 'record', deed: 'agree' });
  await kept();
  assert.equal(stands(ada)?.is, 'on');
  assert.equal(house.recordings.kept.at(-1), 'Linus agreed');
});

test('a latecomer who leaves instead lets it go on without them', async () => {
  const { house, ada, callers } = await met('grace');
  ada.say({ t: 'record', deed: 'ask' });
  callers[0]?.say({ t: 'record', deed: 'agree' });
  await kept();
  const linus = await letIn(house, ada, 'linus');
  linus.say({ t: 'leave' });
  assert.equal(stands(ada)?.is, 'on');
  assert.ok(!house.recordings.kept.includes('Linus agreed'));
});

test('whoever left and comes again is asked again', async () => {
  const { house, ada, callers } = await met('grace');
  ada.say({ t: 'record', deed: 'ask' });
  callers[0]?.say({ t: 'record', deed: 'agree' });
  await kept();
  callers[0]?.say({ t: 'leave' });
  await letIn(house, ada, 'grace');
  assert.equal(stands(ada)?.is, 'paused');
});

test('a guest can neither ask to record nor stop it', async () => {
  const { house, ada, callers } = await met('grace');
  const [grace] = callers as [Caller];
  grace.say({ t: 'record', deed: 'ask' });
  assert.equal(stands(ada)?.is, 'off');
  ada.say({ t: 'record', deed: 'ask' });
  grace.say({ t: 'record', deed: 'agree' });
  await kept();
  grace.say({ t: 'record', deed: 'stop' });
  assert.equal(stands(ada)?.is, 'on');
  ada.say({ t: 'record', deed: 'stop' });
  await kept();
  assert.deepEqual(stands(grace), { is: 'off', why: 'stopped', name: 'Ada' });
  assert.equal(house.recordings.kept.at(-1), 'stopped');
});

test('it ends with the host who records, also when their page is loaded anew', async () => {
  const { house, ada, callers } = await met('grace');
  const [grace] = callers as [Caller];
  ada.say({ t: 'record', deed: 'ask' });
  grace.say({ t: 'record', deed: 'agree' });
  await kept();
  const again = await house.dial({ key: ada.key() });
  await kept();
  assert.equal(stands(again)?.is, 'off');
  assert.deepEqual(stands(grace), { is: 'off', why: 'recorder-left', name: 'Ada' });
  assert.equal(house.recordings.kept.at(-1), 'stopped');
});

test('a dropped line neither ends it nor needs a new yes', async () => {
  const { house, ada, callers } = await met('grace');
  const [grace] = callers as [Caller];
  ada.say({ t: 'record', deed: 'ask' });
  grace.say({ t: 'record', deed: 'agree' });
  await kept();
  grace.hangUp();
  assert.equal(stands(ada)?.is, 'on');
  const back = await house.dial({ key: grace.key(), heard: grace.heard() });
  house.pass(1600, ada, back);
  assert.equal(stands(ada)?.is, 'on');
});

test('where there is no room for it the host is told', async () => {
  const { house, ada } = await met();
  house.recordings.hasRoom = false;
  ada.say({ t: 'record', deed: 'ask' });
  await kept();
  assert.deepEqual(stands(ada), { is: 'off', why: 'no-room', name: '' });
});

test('where the yes cannot be kept nothing is recorded', async () => {
  const { house, ada } = await met();
  house.recordings.begin = async () => {
    throw new Error('the database is away');
  };
  ada.say({ t: 'record', deed: 'ask' });
  await kept();
  assert.equal(stands(ada)?.is, 'off');
});

test('somebody at the door hears nothing of it', async () => {
  const { house, ada } = await met();
  const grace = await house.enter('grace');
  ada.say({ t: 'record', deed: 'ask' });
  await kept();
  assert.equal(stands(grace), undefined);
  assert.equal(stands(ada)?.is, 'on');
});
