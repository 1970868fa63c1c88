import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLog, systemClock } from '#base';
import { createJobs } from './jobs.ts';
import { freshDatabase } from '#test/database';

/** Far less than the half minute a worker of pg-boss rests. */
const timeout = 20_000;

async function atWork(count: number) {
  const database = await freshDatabase();
  const jobs = createJobs(database.jobStore, createLog('silent'), true);
  await jobs.start();
  const { promise: allDone, resolve } = Promise.withResolvers<string[]>();
  const done: string[] = [];
  await jobs.work('reconcile-meeting', async ({ sessionId }) => {
    if (done.push(sessionId) === count) resolve(done);
  });
  return {
    allDone,
    send: (sessionIds: string[], when?: { after: Temporal.Instant }) =>
      database.db.transaction().execute((tx) =>
        jobs.send(
          tx,
          'reconcile-meeting',
          sessionIds.map((sessionId) => ({ sessionId })),
          when,
        ),
      ),
    async [Symbol.asyncDispose]() {
      await jobs.stop();
      await database.close();
    },
  };
}

test('many jobs sent together are done one after another without a rest', { timeout }, async () => {
  await using work = await atWork(60);
  const sent = Array.from({ length: 60 }, (_, index) => `session ${index}`);
  await work.send(sent);
  assert.deepEqual((await work.allDone).toSorted(), sent.toSorted());
});

test(
  'a job sent for later is done when its time has come, and not before',
  { timeout },
  async () => {
    await using work = await atWork(1);
    const after = systemClock.now().add({ milliseconds: 700 });
    await work.send(['session'], { after });
    await work.allDone;
    const late = after.until(systemClock.now()).total('milliseconds');
    assert.ok(late >= 0 && late < 3_000, `${late} ms after its time`);
  },
);
