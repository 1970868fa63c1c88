import { CompiledQuery, Kysely, PostgresDialect, type Dialect, type Transaction } from 'kysely';
import { fromPglite, type ConstructorOptions } from 'pg-boss';
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
  // Loaded only here: a process on a PostgreSQL server carries no second database in its memory.
  const { openEmbedded, plainDialect, temporalDialect } = await import('./embedded.ts');
  const pglite = await openEmbedded(dataDir);
  await migrate((work) =>
    pglite.transaction((tx) => work(async (script) => (await tx.exec(script)).at(-1)?.rows ?? [])),
  );
  return {
    db: new Kysely<Tables>({ dialect: temporalDialect(pglite) }),
    plainDialect: plainDialect(pglite),
    jobStore: { db: fromPglite(pglite), backend: 'pglite' },
    kind: 'embedded',
    close: () => pglite.close(),
  };
}

async function openOnServer(connectionString: string): Promise<OpenDatabase> {
  const { openServer } = await import('./server.ts');
  const { pool, plainPool } = openServer(connectionString);
  const inTransaction: InTransaction = async (work) => {
    const client = await pool.connect();
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

/** A transaction of ours as pg-boss inserts jobs with, so that they are sent by the commit or not at all. */
export const asJobStore = (tx: Tx): NonNullable<ConstructorOptions['db']> => ({
  async executeSql(text: string, values: unknown[] = []) {
    await later(tx, CompiledQuery.raw(text, values));
    return { rows: [] };
  },
});
