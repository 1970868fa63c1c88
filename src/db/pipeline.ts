/**
 * PostgreSQL for Kysely in fewer trips. What nobody waits for, the beginning of a transaction and
 * statements given to `later`, goes out in one write with the next statement that somebody does.
 */
import {
  CompiledQuery,
  PostgresDialect,
  type Compilable,
  type DatabaseConnection,
  type Driver,
  type Kysely,
  type QueryResult,
  type TransactionSettings,
} from 'kysely';
import type { Socket } from 'node:net';
import type pg from 'pg';

/** Runs a statement whose answer nobody needs: at the latest with the commit, which fails when it fails. */
export async function later<T>(
  tx: Kysely<T>,
  statement: Compilable | CompiledQuery,
): Promise<void> {
  const query = 'compile' in statement ? statement.compile() : statement;
  await tx.getExecutor().provideConnection(async (connection) => {
    if (connection instanceof Connection) connection.later(query);
    else await connection.executeQuery(query);
  });
}

/** The clients of the pool must be in pipeline mode. */
export class PipelineDialect extends PostgresDialect {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    super({ pool });
    this.#pool = pool;
  }

  override createDriver(): Driver {
    return new PipelineDriver(this.#pool);
  }
}

class PipelineDriver implements Driver {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<Connection> {
    return new Connection(await this.#pool.connect());
  }

  async beginTransaction(connection: Connection, settings: TransactionSettings): Promise<void> {
    const { isolationLevel, accessMode } = settings;
    const how = [isolationLevel && `isolation level ${isolationLevel}`, accessMode];
    connection.later(CompiledQuery.raw(`begin ${how.filter(Boolean).join(', ')}`.trimEnd()));
  }

  async commitTransaction(connection: Connection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }

  async rollbackTransaction(connection: Connection): Promise<void> {
    connection.forget();
    await connection.executeQuery(CompiledQuery.raw('rollback'));
  }

  async releaseConnection(connection: Connection): Promise<void> {
    connection.release();
  }

  async destroy(): Promise<void> {
    await this.#pool.end();
  }
}

class Connection implements DatabaseConnection {
  readonly #client: pg.PoolClient;
  #waiting: CompiledQuery[] = [];

  constructor(client: pg.PoolClient) {
    this.#client = client;
  }

  later(query: CompiledQuery): void {
    this.#waiting.push(query);
  }

  forget(): void {
    this.#waiting = [];
  }

  release(): void {
    this.#client.release();
  }

  /** Fails with the first failure on the wire; the server refuses whatever follows it in the transaction. */
  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const sent = this.#send([...this.#waiting.splice(0), query]);
    const { command, rowCount, rows } = (await Promise.all(sent)).at(-1)!;
    // So PostgreSQL answers the commit of a transaction in which a statement has failed.
    if (query.sql === 'commit' && command === 'ROLLBACK')
      throw new Error('The transaction was rolled back: one of its statements had failed.');
    const changes = CHANGING.has(command) ? { numAffectedRows: BigInt(rowCount ?? 0) } : {};
    return { rows, ...changes };
  }

  streamQuery(): never {
    throw new Error('A connection that pipelines cannot stream.');
  }

  /** One write to the socket, however many statements. */
  #send(queries: CompiledQuery[]): Promise<pg.QueryResult>[] {
    const { stream } = (this.#client as unknown as { connection: { stream: Socket } }).connection;
    stream.cork();
    try {
      return queries.map(({ sql: text, parameters }) =>
        this.#client.query({ name: nameOf(text), text, values: [...parameters] }),
      );
    } finally {
      stream.uncork();
    }
  }
}

const CHANGING = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE']);

/** More different statements than we have; lists of ids make some more. Each costs the server memory. */
const MOST_PREPARED = 400;
const names = new Map<string, string>();

/**
 * The server parses and plans each of our statements once a connection, not once a call: a good
 * part of what a booking costs. Rules out poolers that lend one connection to several clients.
 */
function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known || names.size >= MOST_PREPARED) return known;
  const name = `parley-${names.size}`;
  names.set(text, name);
  return name;
}
