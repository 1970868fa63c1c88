import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Failure } from '#base';

const SQLITE_BUSY = 5;

/**
 * Keeps a folder for this process alone: PGlite looks for nobody else, and two at once ruin its files. SQLite
 * is here for its lock alone, which is the operating system's own: it ends with the process however that
 * ends, so none is ever left behind, as a file with a number in it would be.
 */
export function lockFolder(folder: string): Disposable {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const file = new DatabaseSync(join(folder, 'lock'));
    file.exec('pragma journal_mode = memory; begin exclusive');
    return file;
  } catch (error) {
    throw new Failure(isBusy(error) ? 'database-in-use' : 'folder-unusable', {
      retry: 'never',
      cause: error,
      detail: isBusy(error)
        ? `another process has the database in ${folder} open. Stop that one first, or set another DATA_DIR.`
        : `DATA_DIR, ${folder}, cannot be written: ${error instanceof Error ? error.message : error}`,
    });
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;
}
