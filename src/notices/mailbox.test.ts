import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { createMailbox } from './mailbox.ts';

const LETTER = {
  subject: 'Hello',
  text: 'Come in',
  html: '<p>Come in</p>',
  calendar: { method: 'REQUEST' as const, content: 'BEGIN:VCALENDAR' },
};

async function openMailbox(t: TestContext) {
  const parent = await mkdtemp(join(tmpdir(), 'mailbox-'));
  t.after(() => rm(parent, { recursive: true }));
  let now = Temporal.Instant.from('2026-11-20T09:00:00Z');
  const clock = { now: () => (now = now.add({ minutes: 1 })) };
  const folder = join(parent, 'mail');
  return { parent, folder, mailbox: createMailbox({ folder, from: 'parley@book.example', clock }) };
}

test('a letter is read as it was sent', async (t) => {
  const { mailbox } = await openMailbox(t);
  await mailbox.send({ ...LETTER, id: 'a-1', to: 'grace@guests.example' });
  assert.deepEqual(await mailbox.read('a-1'), {
    ...LETTER,
    id: 'a-1',
    from: 'parley@book.example',
    to: 'grace@guests.example',
    at: Temporal.Instant.from('2026-11-20T09:01:00Z'),
  });
});

test('letters are listed newest first, as many as asked for', async (t) => {
  const { mailbox } = await openMailbox(t);
  for (const id of ['a-1', 'a-2', 'a-3'])
    await mailbox.send({ ...LETTER, id, to: 'grace@guests.example' });
  assert.deepEqual(
    (await mailbox.list()).map(({ id }) => id),
    ['a-3', 'a-2', 'a-1'],
  );
  assert.deepEqual(
    (await mailbox.list(2)).map(({ id }) => id),
    ['a-3', 'a-2'],
  );
});

test('the list tells when each letter came', async (t) => {
  const { mailbox } = await openMailbox(t);
  await mailbox.send({ ...LETTER, id: 'a-1', to: 'grace@guests.example' });
  const [first] = await mailbox.list();
  assert.deepEqual(first, {
    id: 'a-1',
    to: 'grace@guests.example',
    subject: 'Hello',
    at: Temporal.Instant.from('2026-11-20T09:01:00Z'),
  });
});

test('a mailbox nobody wrote to is empty', async (t) => {
  const { mailbox } = await openMailbox(t);
  assert.deepEqual(await mailbox.list(), []);
  assert.equal(await mailbox.read('a-1'), undefined);
});

test('a letter posted twice is kept once', async (t) => {
  const { mailbox } = await openMailbox(t);
  await mailbox.send({ ...LETTER, id: 'a-1', to: 'grace@guests.example' });
  await mailbox.send({ ...LETTER, id: 'a-1', to: 'grace@guests.example' });
  assert.equal((await mailbox.list()).length, 1);
});

test('nothing outside the folder can be read', async (t) => {
  const { parent, mailbox } = await openMailbox(t);
  await mailbox.send({ ...LETTER, id: 'a-1', to: 'grace@guests.example' });
  await writeFile(join(parent, 'secret.json'), JSON.stringify({ at: '2026-11-20T09:00:00Z' }));
  assert.equal(await mailbox.read('../secret'), undefined);
});

test('nothing outside the folder can be written', async (t) => {
  const { parent, mailbox } = await openMailbox(t);
  await assert.rejects(mailbox.send({ ...LETTER, id: '../over', to: 'grace@guests.example' }));
  assert.deepEqual(await readdir(parent), []);
});

test('only the owner can read the letters', async (t) => {
  const { folder, mailbox } = await openMailbox(t);
  await mailbox.send({ ...LETTER, id: 'a-1', to: 'grace@guests.example' });
  assert.equal((await stat(folder)).mode & 0o077, 0);
  assert.equal((await stat(join(folder, 'a-1.json'))).mode & 0o077, 0);
});
