import assert from 'node:assert/strict';
import { once, EventEmitter } from 'node:events';
import { after, before, describe, test } from 'node:test';
import pg from 'pg';
import { freshDatabase, type FreshDatabase } from '#test/database';
import { openNeighbours, type Neighbours } from './neighbours.ts';
import { createInbox, notesOf } from './notes.ts';

test('a text of any length survives being cut into notes, beside those of others', () => {
  const inbox = createInbox();
  const text = 'Grüße 🙂 '.repeat(3_000);
  const notes = notesOf(text);
  assert.ok(notes.length > 3);
  for (const note of notes) assert.ok(Buffer.byteLength(note) < 8_000);
  assert.equal(inbox('another', notesOf('short')[0]!), 'short');
  const heard = notes.map((note) => inbox('one', note));
  assert.equal(heard.at(-1), text);
  assert.ok(heard.slice(0, -1).every((part) => part === undefined));
  assert.deepEqual(
    notesOf('').map((note) => inbox('one', note)),
    [''],
  );
});

describe('processes on one PostgreSQL', () => {
  let database: FreshDatabase;
  let url: string;
  const open: Neighbours[] = [];
  const come = async (me: string) => {
    const neighbours = await openNeighbours(url, me);
    open.push(neighbours);
    const told = new EventEmitter();
    neighbours.attend({
      hear: (name, text) => void told.emit('heard', name, text),
      lost: (name) => void told.emit('lost', name),
    });
    return { neighbours, told };
  };

  before(async () => {
    database = await freshDatabase();
    url = database.jobStore.connectionString ?? '';
  });
  after(async () => {
    for (const neighbours of open) await neighbours.close();
    await database.close();
  });

  test('a name is had by one at a time, and told to whoever has it', async (t) => {
    if (!url) return t.skip('the embedded database has one process');
    const [ada, grace] = [await come('ada'), await come('grace')];
    assert.deepEqual(
      await Promise.all([ada.neighbours.take('room'), ada.neighbours.take('room')]),
      [true, true],
    );
    assert.equal(await grace.neighbours.take('room'), false);
    assert.equal(await grace.neighbours.taken('room'), true);
    assert.equal(await grace.neighbours.taken('another room'), false);

    const long = 'a description of a connection '.repeat(1_000);
    const heard = once(ada.told, 'heard');
    grace.neighbours.tell('room', long);
    assert.deepEqual(await heard, ['room', long]);
    const answered = once(grace.told, 'heard');
    ada.neighbours.tell('grace', 'heard you');
    assert.deepEqual(await answered, ['grace', 'heard you']);

    ada.neighbours.letGo('room');
    // Asked on the same connection, so after it was let go.
    assert.equal(await ada.neighbours.taken('room'), false);
    assert.equal(await grace.neighbours.take('room'), true);
  });

  test('whoever loses the database keeps what nobody took, and hears what was taken', async (t) => {
    if (!url) return t.skip('the embedded database has one process');
    const [linus, ines] = [await come('linus'), await come('ines')];
    await linus.neighbours.take('kept');
    await linus.neighbours.take('taken away');
    await using waiting = await connected(url);
    await using admin = await connected(url);
    const taken = waiting.client.query(
      `select pg_advisory_lock(hashtextextended('taken away', 0))`,
    );
    const holder = `select pid from pg_locks where locktype = 'advisory' and granted
      and exists (select from pg_locks where locktype = 'advisory' and not granted)
      and (classid::int8 << 32) | objid::int8 = hashtextextended('taken away', 0)`;
    let pid: number | undefined;
    while (!pid) pid = (await admin.client.query<{ pid: number }>(holder)).rows[0]?.pid;
    const lost = once(linus.told, 'lost');
    await admin.client.query('select pg_terminate_backend($1)', [pid]);
    await taken;
    assert.deepEqual(await lost, ['taken away']);
    assert.equal(await ines.neighbours.take('kept'), false);
  });
});

async function connected(url: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return { client, [Symbol.asyncDispose]: () => client.end() };
}
