import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { createLog } from '#base';
import { freshDatabase } from '#test/database';
import { createJobs } from './jobs.ts';

test('a letter is tried for about a day, and then handed on to be given up', async () => {
  const database = await freshDatabase();
  const jobs = createJobs(database.jobStore, createLog('silent'), false);
  await jobs.start();
  await database.db
    .transaction()
    .execute((tx) => jobs.send(tx, 'send-notice', [{ noticeId: 'nobody takes it' }]));
  const { rows } = await sql<{ tries: number; most: number; after: string }>`
    select retry_limit as tries, retry_delay_max as most, dead_letter as after
    from jobs.job where name = 'send-notice'
  `.execute(database.db);
  const [job] = rows;
  assert.equal(job?.after, 'notice-given-up');
  const hours = (job.tries * job.most) / 3600;
  assert.ok(hours > 20 && hours < 30, `${hours} hours`);
  await jobs.stop();
  await database.close();
});
