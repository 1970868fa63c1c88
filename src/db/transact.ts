import type { Db, Tx } from './open.ts';

/** A lost race is run again; what it finds the second time is what the winner left. */
const MOST_TRIES = 5;

/**
 * Runs work in a transaction, and again when the database chose it as the victim of a deadlock or
 * when `again` says that the error is a lost race. Throws the error of the last try.
 */
export async function transact<T>(
  db: Db,
  work: (tx: Tx) => Promise<T>,
  again: (error: unknown) => boolean = () => false,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      if (tries === MOST_TRIES || !(lostRace(error) || again(error))) throw error;
    }
  }
}

/** Deadlock, or a serialization that failed. */
function lostRace(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && (error.code === '40P01' || error.code === '40001')
  );
}
