import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '#base';

const FOLDER = join(import.meta.dirname, 'migrations');
/** Any number, the same for every Parley: two processes starting at once take turns. */
const LOCK = 7_275_539;

/** Runs one script of several statements and answers the rows of its last statement. */
type RunScript = (script: string) => Promise<Record<string, unknown>[]>;

/** Runs work inside one transaction of the database. */
export type InTransaction = <T>(work: (run: RunScript) => Promise<T>) => Promise<T>;

/**
 * Applies the migrations that are missing, in order of name, all in one transaction.
 * Throws when the database has one this program does not know: it is then older than its data.
 */
export async function migrate(inTransaction: InTransaction): Promise<string[]> {
  const known = readdirSync(FOLDER)
    .filter((name) => name.endsWith('.sql'))
    .toSorted();
  return await inTransaction(async (run) => {
    await run(`select pg_advisory_xact_lock(${LOCK})`);
    await run(
      'create table if not exists migration (name text primary key, applied_at timestamptz not null default now())',
    );
    const applied = new Set(
      (await run('select name from migration')).map((row) => String(row.name)),
    );
    refuseNewer(applied, known);
    const missing = known.filter((name) => !applied.has(name));
    for (const name of missing) {
      await run(readFileSync(join(FOLDER, name), 'utf8'));
      await run(`insert into migration (name) values ('${name}')`);
    }
    return missing;
  });
}

function refuseNewer(applied: Set<string>, known: string[]): void {
  const unknown = [...applied].filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  throw new Failure('newer-database', {
    retry: 'never',
    detail: `this database was migrated by a newer Parley (${unknown.join(', ')}). Start that version, or restore a backup made before it.`,
  });
}
