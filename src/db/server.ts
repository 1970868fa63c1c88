import pg from 'pg';

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
    pipeline: true,
  });
  const plainPool = new pg.Pool({ connectionString, max: 3, application_name: 'parley-auth' });
  // An idle connection that breaks is replaced at the next query, which tells if the server is gone.
  for (const each of [pool, plainPool]) each.on('error', () => {});
  return { pool, plainPool };
}
