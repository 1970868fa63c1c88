import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sql } from 'kysely';
import { later, violates, type Db, type Tx } from '#db';
import { freshDatabase } from '#test/database';

const person = (name: string) => ({ id: crypto.randomUUID(), name, email: `${name}@example.org` });

async function names(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('person').select('name').orderBy('name').execute();
  return rows.map((row) => row.name);
}

describe('what nobody waits for', () => {
  test('stands once the transaction has committed', async () => {
    await using database = await freshDatabase();
    const { db } = database;
    await db.transaction().execute(async (tx) => {
      await later(tx, tx.insertInto('person').values(person('Ada')));
      await later(tx, tx.insertInto('person').values(person('Bea')));
    });
    assert.deepEqual(await names(db), ['Ada', 'Bea']);
  });

  test('is seen by the statements after it', async () => {
    await using database = await freshDatabase();
    await database.db.transaction().execute(async (tx) => {
      await later(tx, tx.insertInto('person').values(person('Ada')));
      assert.deepEqual(await names(tx), ['Ada']);
    });
  });

  test('fails the commit with its own error, and nothing of the transaction stays', async () => {
    await using database = await freshDatabase();
    const { db } = database;
    const twice = async (tx: Tx) => {
      await later(tx, tx.insertInto('person').values(person('Ada')));
      await later(tx, tx.insertInto('person').values(person('Ada')));
      await later(tx, tx.insertInto('person').values(person('Bea')));
    };
    await assert.rejects(db.transaction().execute(twice), (error) =>
      violates(error, 'person_email_key'),
    );
    assert.deepEqual(await names(db), []);
  });

  test('is forgotten when the work fails', async () => {
    await using database = await freshDatabase();
    const { db } = database;
    const failing = db.transaction().execute(async (tx) => {
      await later(tx, tx.insertInto('person').values(person('Ada')));
      throw new Error('changed my mind');
    });
    await assert.rejects(failing, /changed my mind/);
    assert.deepEqual(await names(db), []);
  });
});

test('a connection works on after statements have failed, prepared ones among them', async () => {
  await using database = await freshDatabase();
  const { db } = database;
  for (let round = 0; round < 12; round += 1) {
    const failing = db.transaction().execute(async (tx) => {
      await later(tx, sql`select 1 / 0`.compile(tx));
      // Never seen by this connection before, and refused because of the one in front of it.
      await tx.selectFrom('person').select(['email', 'name']).where('name', '=', 'Ada').execute();
    });
    await assert.rejects(failing, /division by zero/);
    const asked = db.selectFrom('person').select(['email', 'name']).where('name', '=', 'Ada');
    assert.deepEqual(await asked.execute(), []);
  }
});

test('a transaction whose failure was swallowed does not pass for a commit', async () => {
  await using database = await freshDatabase();
  const { db } = database;
  const swallowing = db.transaction().execute(async (tx) => {
    await tx.insertInto('person').values(person('Ada')).execute();
    await sql`select 1 / 0`.execute(tx).catch(() => {});
  });
  await assert.rejects(swallowing);
  assert.deepEqual(await names(db), []);
});
