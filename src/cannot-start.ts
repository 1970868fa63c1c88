/** What stands in the way of a start, in one sentence for whoever runs the place. */
import { Failure } from '#base';
import type { Config } from '#config';

/** Does the work; where a setting or the machine is at fault, ends the process with one line. */
export async function orRefuse<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    refuse(error);
  }
}

function refuse(error: unknown): never {
  const unforeseen = error instanceof Error ? error.stack : String(error);
  process.stderr.write(`Cannot start: ${sentenceOf(error) ?? unforeseen}\n`);
  process.exit(1);
}

function sentenceOf(error: unknown): string | undefined {
  if (error instanceof Failure) return error.detail;
  // By its name: the settings come before everything else, and only main.ts asks them.
  return error instanceof Error && error.name === 'ConfigError' ? error.message : undefined;
}

/** What `orRefuse` ends the process with. */
export function cannotStart(detail: string, cause?: unknown): Failure {
  return new Failure('cannot-start', { retry: 'never', detail, cause });
}

/** Listening has failed; `why` is said where the port is at fault. */
export function portRefused(error: NodeJS.ErrnoException, todo: string): Error {
  const { port } = error as { port?: number };
  const why = { EADDRINUSE: 'is taken by another program', EACCES: 'is not ours to take' };
  const said = why[error.code as keyof typeof why];
  return said ? cannotStart(`port ${port} ${said}. ${todo}`, error) : error;
}

/** Everybody but a process that does all meets the others in a PostgreSQL; the embedded one serves one process. */
export function refuseAlone(role: string, { databaseUrl }: Pick<Config, 'databaseUrl'>): void {
  if (role === 'all' || databaseUrl) return;
  throw cannotStart(
    `--role ${role} needs DATABASE_URL: the embedded database serves one process, which is --role all`,
  );
}
