import pg from 'pg';
import { PostgresDialect } from 'kysely';

const TIMESTAMPTZ = 1184;

/** node-postgres asks a parameter how it wants to be written; an Instant has only its text. */
Object.defineProperty(Temporal.Instant.prototype, 'toPostgres', {
  value(this: Temporal.Instant) {
    return this.toString();
  },
});

function readInstant(text: string): Temporal.Instant {
  return Temporal.Instant.from(text.replace(' ', 'T'));
}

const temporalTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format: 'text' | 'binary') =>
    oid === TIMESTAMPTZ
      ? readInstant
      : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

/** Two pools on one server: ours with Temporal instants, a small one for libraries that expect `Date`. */
export function openServer(connectionString: string): { pool: pg.Pool; plainPool: pg.Pool } {
  const pool = new pg.Pool({
    connectionString,
    max: 10,
    types: temporalTypes,
    application_name: 'parley',
  });
  const plainPool = new pg.Pool({ connectionString, max: 3, application_name: 'parley-auth' });
  pool.on('connect', prepareStatements);
  // An idle connection that breaks is replaced at the next query, which tells if the server is gone.
  for (const each of [pool, plainPool]) each.on('error', () => {});
  return { pool, plainPool };
}

export function serverDialect(pool: pg.Pool): PostgresDialect {
  return new PostgresDialect({ pool });
}

/** More different statements than we have; lists of ids make some more. Each costs the server memory. */
const MOST_PREPARED = 400;
const names = new Map<string, string>();

/**
 * Has the server parse and plan each of our statements once a connection, not once a call: a good
 * part of what a booking costs. Rules out poolers that lend one connection to several clients.
 */
function prepareStatements(client: pg.PoolClient): void {
  const query = client.query.bind(client) as (...asked: unknown[]) => unknown;
  const prepared = (text: unknown, values?: unknown, ...more: unknown[]) => {
    const name = typeof text === 'string' && Array.isArray(values) ? nameOf(text) : undefined;
    return name ? query({ name, text, values }, ...more) : query(text, values, ...more);
  };
  client.query = prepared as typeof client.query;
}

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known || names.size >= MOST_PREPARED) return known;
  const name = `parley-${names.size}`;
  names.set(text, name);
  return name;
}
