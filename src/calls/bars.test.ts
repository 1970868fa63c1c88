import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLog } from '#base';
import { tidy } from '#db';
import { testClock } from '#test/clock';
import { freshDatabase } from '#test/database';
import { createBars } from './bars.ts';

async function openDoor() {
  const database = await freshDatabase();
  const clock = testClock();
  const { db } = database;
  const process = () => createBars({ db, clock, log: createLog('silent') });
  return { db, clock, process, [Symbol.asyncDispose]: () => database.close() };
}

test('who was removed stays out for as long as was said, at every process and after a restart', async () => {
  await using at = await openDoor();
  const bars = at.process();
  bars.bar('booking of Grace', at.clock.now().add({ hours: 12 }));
  assert.equal(await bars.refusal('booking of Grace'), 'removed', 'at once');
  assert.equal(await at.process().refusal('booking of Grace'), 'removed');
  assert.equal(await bars.refusal('booking of Linus'), undefined);
  at.clock.advance({ hours: 12 });
  assert.equal(await at.process().refusal('booking of Grace'), undefined);
});

test('who was refused may knock again soon, and may then be removed for longer', async () => {
  await using at = await openDoor();
  const bars = at.process();
  bars.bar('booking of Grace', at.clock.now().add({ seconds: 30 }));
  assert.equal(await bars.refusal('booking of Grace'), 'refused');
  at.clock.advance({ seconds: 30 });
  assert.equal(await bars.refusal('booking of Grace'), undefined);
  bars.bar('booking of Grace', at.clock.now().add({ hours: 12 }));
  assert.equal(await bars.refusal('booking of Grace'), 'removed');
});

test('who was removed is not let in sooner because they were refused afterwards', async () => {
  await using at = await openDoor();
  const bars = at.process();
  bars.bar('booking of Grace', at.clock.now().add({ hours: 12 }));
  bars.bar('booking of Grace', at.clock.now().add({ seconds: 30 }));
  assert.equal(await bars.refusal('booking of Grace'), 'removed');
  at.clock.advance({ hours: 11 });
  assert.equal(await bars.refusal('booking of Grace'), 'removed');
});

test('a bar that is past is forgotten, one that holds is not', async () => {
  await using at = await openDoor();
  const bars = at.process();
  bars.bar('booking of Grace', at.clock.now().add({ seconds: 30 }));
  await bars.refusal('booking of Grace');
  bars.bar('booking of Linus', at.clock.now().add({ hours: 12 }));
  await bars.refusal('booking of Linus');
  at.clock.advance({ hours: 1 });
  await tidy(at);
  const kept = await at.db.selectFrom('call_bar').select('who').execute();
  assert.deepEqual(kept, [{ who: 'booking of Linus' }]);
});
