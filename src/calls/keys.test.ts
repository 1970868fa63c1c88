import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openCalls } from './stand-in.ts';

test('a ticket opens one line, once, and not after two minutes', async () => {
  const house = openCalls();
  const first = await house.come('grace');
  const second = await house.come('linus');
  assert.ok(first.ok && second.ok);
  assert.equal((await house.dial({ ticket: first.ticket })).ending(), undefined);
  assert.equal((await house.dial({ ticket: first.ticket })).ending(), 'unknown');
  house.clock.advance({ seconds: 121 });
  assert.equal((await house.dial({ ticket: second.ticket })).ending(), 'unknown');
});

test('nobody gets tickets without end, and that of one keeps out no other', async () => {
  const house = openCalls();
  for (let times = 0; times < 60; times += 1) assert.ok((await house.come('grace')).ok);
  assert.deepEqual(await house.come('grace'), { ok: false, reason: 'too-often' });
  assert.ok((await house.come('linus')).ok);
});

test('a ticket somebody wrote themselves opens nothing', async () => {
  const house = openCalls();
  const answer = await house.come('grace');
  assert.ok(answer.ok);
  const [body = '', signature = ''] = answer.ticket.split('.');
  const claims = { ...JSON.parse(Buffer.from(body, 'base64url').toString()), role: 'host' };
  const forged = `${Buffer.from(JSON.stringify(claims)).toString('base64url')}.${signature}`;
  for (const ticket of [forged, `${body}.`, body, '', '.', signature]) {
    assert.equal((await house.dial({ ticket })).ending(), 'unknown');
  }
});

test('a ticket to one session does not lead into another', async () => {
  const house = openCalls();
  await house.enter('ada');
  const other = await house.enter('other');
  assert.deepEqual(other.messages, [{ t: 'waiting', hostIsIn: false }]);
  const ada = await house.enter('ada');
  assert.deepEqual(ada.last('in')?.knocking, []);
});
