import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Failure, randomIds, type Retry } from '#base';
import { openDatabase } from '#db';
import type { Jobs } from '#jobs';
import { EXAMPLE_FACTS as FACTS } from './example-facts.ts';
import type { Mailer } from './mailer.ts';
import { createNotices } from './notices.ts';

const { db, close } = await openDatabase({});
after(close);

const NOW = Temporal.Instant.from('2026-11-20T09:00:00Z');
const clock = { now: () => NOW };
const accountId = randomIds.id();
await db
  .insertInto('account')
  .values({ id: accountId, slug: 'ada', name: 'Ada Winter', hours: '{}', created_at: NOW })
  .execute();

function openNotices(refuse?: Retry) {
  const sent: Parameters<Mailer['send']>[0][] = [];
  const asked: string[] = [];
  const mailer: Mailer = {
    async send(letter) {
      if (refuse) throw new Failure('mail-refused', { retry: refuse });
      sent.push(letter);
    },
  };
  const jobs = {
    async send(_tx: unknown, _name: string, rows: { noticeId: string }[]) {
      asked.push(...rows.map((row) => row.noticeId));
    },
  } as unknown as Jobs;
  const notices = createNotices({ db, clock, ids: randomIds, jobs, mailer });
  const add = () =>
    db
      .transaction()
      .execute((tx) =>
        notices.add(tx, accountId, [
          { kind: 'booked-guest', recipient: FACTS.guestEmail, facts: FACTS },
        ]),
      );
  return { notices, add, sent, asked };
}

function onlyId(asked: string[]): string {
  assert.equal(asked.length, 1);
  return asked[0]!;
}

const rowOf = (id: string) =>
  db.selectFrom('notice').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

test('a notice is sent to its recipient, written from its facts', async () => {
  const { notices, add, sent, asked } = openNotices();
  await add();
  const id = onlyId(asked);
  await notices.deliver(id);
  assert.equal(sent.length, 1);
  assert.equal(sent[0]?.id, id);
  assert.equal(sent[0]?.to, FACTS.guestEmail);
  assert.equal(sent[0]?.subject, 'Introductory session with Ada Winter, Thu 10 Dec, 10:00');
  assert.equal(String((await rowOf(id)).sent_at), String(NOW));
});

test('a notice delivered twice is sent once', async () => {
  const { notices, add, sent, asked } = openNotices();
  await add();
  const id = onlyId(asked);
  await notices.deliver(id);
  await notices.deliver(id);
  assert.equal(sent.length, 1);
});

test('a notice the post office takes later stays to be sent', async () => {
  const failing = openNotices('later');
  await failing.add();
  const id = onlyId(failing.asked);
  await assert.rejects(failing.notices.deliver(id), { code: 'mail-refused' });
  const working = openNotices();
  await working.notices.deliver(id);
  assert.equal(working.sent.length, 1);
});

test('a notice the post office will never take is marked and left', async () => {
  const failing = openNotices('never');
  await failing.add();
  const id = onlyId(failing.asked);
  await failing.notices.deliver(id);
  assert.equal(String((await rowOf(id)).failed_at), String(NOW));
  const working = openNotices();
  await working.notices.deliver(id);
  assert.equal(working.sent.length, 0);
});

test('a change that is undone tells nobody', async () => {
  const { notices, asked } = openNotices();
  const before = await db.selectFrom('notice').select('id').execute();
  const undone = db.transaction().execute(async (tx) => {
    await notices.add(tx, accountId, [
      { kind: 'booked-guest', recipient: FACTS.guestEmail, facts: FACTS },
    ]);
    throw new Error('slot taken');
  });
  await assert.rejects(undone);
  assert.equal(asked.length, 1);
  assert.equal((await db.selectFrom('notice').select('id').execute()).length, before.length);
});
