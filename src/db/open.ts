import { CompiledQuery, Kysely, PostgresDialect, type Dialect, type Transaction } from 'kysely';
import type { Pool, PoolClient } from 'pg';
import { fromPglite, type ConstructorOptions } from 'pg-boss';
import { Failure } from '#base';
import { lockFolder } from './lock.ts';
import { migrate, type InTransaction } from './migrate.ts';
import { later, PipelineDialect } from './pipeline.ts';
import type { Tables } from './tables.ts';

export type Db = Kysely<Tables>;
/** A transaction under way. Everything written through it stands or falls together. */
export type Tx = Transaction<Tables>;

export interface OpenDatabase {
  db: Db;
  /** For libraries that expect `Date` and bring their own query builder. */
  plainDialect: Dialect;
  /** Where pg-boss keeps its jobs: the same database. */
  jobStore: Pick<ConstructorOptions, 'db' | 'backend' | 'connectionString' | 'max'>;
  kind: 'embedded' | 'server';
  close(): Promise<void>;
}

/** Opens the server's database when an address is given, else the embedded one, and migrates it. */
export async function openDatabase(where: {
  databaseUrl?: string | undefined;
  dataDir?: string | undefined;
}): Promise<OpenDatabase> {
  return where.databaseUrl
    ? await openOnServer(where.databaseUrl)
    : await openInProcess(where.dataDir);
}

async function openInProcess(dataDir: string | undefined): Promise<OpenDatabase> {
  await using opening = new AsyncDisposableStack();
  if (dataDir) opening.use(lockFolder(dataDir));
  // Loaded only here: a process on a PostgreSQL server carries no second database in its memory.
  const { openEmbedded, plainDialect, temporalDialect } = await import('./embedded.ts');
  const pglite = opening.adopt(await openEmbedded(dataDir), (it) => it.close());
  await migrate((work) =>
    pglite.transaction((tx) => work(async (script) => (await tx.exec(script)).at(-1)?.rows ?? [])),
  );
  const open = opening.move();
  return {
    db: new Kysely<Tables>({ dialect: temporalDialect(pglite) }),
    plainDialect: plainDialect(pglite),
    jobStore: { db: fromPglite(pglite), backend: 'pglite' },
    kind: 'embedded',
    close: () => open.disposeAsync(),
  };
}

async function openOnServer(connectionString: string): Promise<OpenDatabase> {
  const { openServer } = await import('./server.ts');
  const { pool, plainPool } = openServer(connectionString);
  const inTransaction: InTransaction = async (work) => {
    const client = await firstClient(pool);
    try {
      await client.query('begin');
      const result = await work(
        async (script) => [await client.query(script)].flat().at(-1)?.rows ?? [],
      );
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback');
      throw error;
    } finally {
      client.release();
    }
  };
  await migrate(inTransaction);
  return {
    db: new Kysely<Tables>({ dialect: new PipelineDialect(pool) }),
    plainDialect: new PostgresDialect({ pool: plainPool }),
    jobStore: { connectionString, max: 4 },
    kind: 'server',
    close: async () => {
      await Promise.all([pool.end(), plainPool.end()]);
    },
  };
}

/** Where the address is wrong, it shows here: the start ends with a sentence. */
async function firstClient(pool: Pool): Promise<PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    const { message, code } = error as Error & { code?: string };
    // Where a name has several addresses, Node's error has a code and no words.
    const detail = `DATABASE_URL leads to no database that lets us in: ${message || code}`;
    throw new Failure('no-database', { retry: 'never', cause: error, detail });
  }
}

/** A transaction of ours as pg-boss inserts jobs with, so that they are sent by the commit or not at all. */
export const asJobStore = (tx: Tx): NonNullable<ConstructorOptions['db']> => ({
  async executeSql(text: string, values: unknown[] = []) {
    await later(tx, CompiledQuery.raw(text, values));
    return { rows: [] };
  },
});
