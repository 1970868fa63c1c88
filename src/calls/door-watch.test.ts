import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as looked } from 'node:timers/promises';
import type { Invitation } from './doorkeeper.ts';
import { letIn, openCalls } from './stand-in.ts';

type House = ReturnType<typeof openCalls>;

/** Ada in the call, Grace at its door, and then something else is agreed. */
async function graceWaits() {
  const house = openCalls();
  const ada = await house.enter('ada');
  const grace = await house.enter('grace');
  const after = async (change: Partial<Invitation>) => {
    house.invitations['grace'] = { ...(house.invitations['grace'] ?? assert.fail()), ...change };
    await timePasses(house, ada, grace);
    return grace.ending();
  };
  return { house, ada, grace, after };
}

async function timePasses(house: House, ...alive: { beat(): void }[]) {
  house.pass(10_400, ...alive);
  await looked();
}

test('whoever waits is told that the session was cancelled, and the host reads of them no more', async () => {
  const { house, ada, grace, after } = await graceWaits();
  assert.equal(await after({}), undefined, 'nothing changed');
  assert.equal(await after({ cancelled: true }), 'cancelled');
  assert.equal(grace.open(), false);
  assert.deepEqual(ada.last('knocking')?.knocking, []);
  assert.deepEqual(house.calls().waiting(['the account']), []);
});

test('whoever waits is told that their booking is in another session now', async () => {
  const { after } = await graceWaits();
  assert.equal(await after({ sessionId: 'the next session' }), 'elsewhere');
});

test('whoever waits is told that the session takes place in Zoom, or later, or is over', async () => {
  for (const [end, changes] of [
    ['elsewhere', { place: 'zoom' }],
    ['early', { start: Temporal.Instant.from('2027-01-11T15:00:00Z') }],
  ] as const) {
    const { house, ada, grace } = await graceWaits();
    for (const invitation of Object.values(house.invitations)) Object.assign(invitation, changes);
    await timePasses(house, ada, grace);
    assert.equal(grace.ending(), end);
  }
  const house = openCalls();
  const grace = await house.enter('grace');
  house.clock.set('2027-01-11T13:00:00Z');
  grace.beat();
  await timePasses(house, grace);
  assert.equal(grace.ending(), 'over');
});

test('what a host and a guest do together nobody ends; without a host the guest is told', async () => {
  const { house, ada, grace, after } = await graceWaits();
  ada.say({ t: 'admit', id: ada.last('knocking')?.knocking[0]?.id ?? '' });
  assert.equal(await after({ cancelled: true }), undefined);
  ada.say({ t: 'leave' });
  await timePasses(house, grace);
  assert.equal(grace.ending(), 'cancelled');
});

test('after a restart a key opens no session that was cancelled', async () => {
  const house = openCalls();
  const ada = await house.enter('ada');
  const grace = await letIn(house, ada, 'grace');
  house.invitations['grace']!.cancelled = true;
  house.restart();
  const back = await house.dial({ key: grace.key(), heard: grace.heard() });
  await timePasses(house, back);
  assert.equal(back.ending(), 'cancelled');
});

test('while the database is away everybody goes on waiting', async () => {
  let away = false;
  const around = openCalls();
  const house = openCalls({
    doorkeeper: {
      ...around.doorkeeper,
      async appointment() {
        if (away) throw new Error('no database');
        return undefined;
      },
    },
  });
  away = true;
  const grace = await house.enter('grace');
  await timePasses(house, grace);
  assert.deepEqual([grace.ending(), grace.open()], [undefined, true]);
  away = false;
  await timePasses(house, grace);
  assert.equal(grace.ending(), 'unknown', 'there is no such session');
});

test('a host who is removed from the account is put out of its call, and their key does not bring them back', async () => {
  const house = openCalls();
  const ada = await house.enter('ada');
  const grace = await letIn(house, ada, 'grace');
  house.pass(5_600, ada, grace);
  await looked();
  assert.equal(ada.ending(), undefined);

  delete house.invitations['ada'];
  house.pass(5_600, ada, grace);
  await looked();
  assert.equal(ada.ending(), 'removed');
  assert.deepEqual(grace.sees(), ['Grace']);
  assert.equal((await house.dial({ key: ada.key() })).ending(), 'unknown');
});

test('where nobody can say who is still a host, everybody stays', async () => {
  const isHost = () => Promise.reject(new Error('no database'));
  const house = openCalls({ doorkeeper: { ...openCalls().doorkeeper, isHost } });
  const ada = await house.enter('ada');
  house.pass(5_600, ada);
  await looked();
  assert.equal(ada.ending(), undefined);
});
