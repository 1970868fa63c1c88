import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as settled } from 'node:timers/promises';
import { letIn, openCalls } from './stand-in.ts';

test('a host who is removed from the account is put out of its call, and their key does not bring them back', async () => {
  const house = openCalls();
  const ada = await house.enter('ada');
  const grace = await letIn(house, ada, 'grace');
  house.pass(5_600, ada, grace);
  await settled();
  assert.equal(ada.ending(), undefined);

  delete house.invitations['ada'];
  house.pass(5_600, ada, grace);
  await settled();
  assert.equal(ada.ending(), 'removed');
  assert.deepEqual(grace.sees(), ['Grace']);
  assert.equal((await house.dial({ key: ada.key() })).ending(), 'unknown');
});

test('where nobody can say who is still a host, everybody stays', async () => {
  const isHost = () => Promise.reject(new Error('no database'));
  const house = openCalls({ doorkeeper: { ...openCalls().doorkeeper, isHost } });
  const ada = await house.enter('ada');
  house.pass(5_600, ada);
  await settled();
  assert.equal(ada.ending(), undefined);
});
