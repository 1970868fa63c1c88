import assert from 'node:assert/strict';
import { test } from 'node:test';
import { adaHosts } from './cast.ts';
import { testClock } from './clock.ts';
import { freshDatabase } from './database.ts';
import { testIds } from './ids.ts';
import { testJobs } from './jobs.ts';

test('two fresh databases know nothing of each other', async () => {
  await using one = await freshDatabase();
  await using other = await freshDatabase();
  await adaHosts({ db: one.db, clock: testClock(), ids: testIds() });
  const inOne = await one.db.selectFrom('account').select('slug').execute();
  assert.deepEqual(inOne, [{ slug: 'ada-berger' }]);
  assert.deepEqual(await other.db.selectFrom('account').select('slug').execute(), []);
});

test('a job exists when its transaction commits and not before', async () => {
  await using database = await freshDatabase();
  const jobs = await testJobs(database, testClock());
  const undone = database.db.transaction().execute(async (tx) => {
    await jobs.send(tx, 'send-notice', [{ noticeId: 'lost' }]);
    throw new Error('changed my mind');
  });
  await assert.rejects(undone, /changed my mind/);
  await database.db
    .transaction()
    .execute((tx) => jobs.send(tx, 'send-notice', [{ noticeId: 'kept' }]));
  assert.deepEqual(await jobs.waiting('send-notice'), [{ noticeId: 'kept' }]);
  await jobs.stop();
});

test('a job waits for its time by the clock of the test', async () => {
  await using database = await freshDatabase();
  const clock = testClock('2020-01-01T00:00:00Z');
  const jobs = await testJobs(database, clock);
  const done: string[] = [];
  await jobs.work('send-notice', async ({ noticeId }) => void done.push(noticeId));
  await database.db.transaction().execute(async (tx) => {
    await jobs.send(tx, 'send-notice', [{ noticeId: 'at once' }]);
    const after = clock.now().add({ hours: 1 });
    await jobs.send(tx, 'send-notice', [{ noticeId: 'in an hour' }], { after });
  });
  await jobs.settle();
  assert.deepEqual(done, ['at once']);
  clock.advance({ minutes: 60 });
  await jobs.settle();
  assert.deepEqual(done, ['at once', 'in an hour']);
  await jobs.stop();
});

test('a job that failed is told and done the next time', async () => {
  await using database = await freshDatabase();
  const jobs = await testJobs(database, testClock());
  let postOfficeOpen = false;
  await jobs.work('send-notice', async () => {
    if (!postOfficeOpen) throw new Error('the post office is shut');
  });
  await database.db
    .transaction()
    .execute((tx) => jobs.send(tx, 'send-notice', [{ noticeId: 'letter' }]));
  await assert.rejects(jobs.settle(), /shut/);
  postOfficeOpen = true;
  assert.equal(await jobs.settle(), 1);
  assert.deepEqual(await jobs.waiting('send-notice'), []);
  await jobs.stop();
});
