import { chmodSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { isProgram, isRoot, runQuietly, which } from './commands.ts';
import type { Outcome } from './steps.ts';

/** Lends a throw-away PostgreSQL server, reachable through a socket in its own folder only. */
export async function withPostgres(work: (url: string) => Promise<Outcome>): Promise<Outcome> {
  const programs = findPrograms();
  if (!programs) return { passed: 0, failed: 0, notRun: 'no PostgreSQL found' };
  const folder = mkdtempSync(join(tmpdir(), 'parley-pg-'));
  const data = join(folder, 'data');
  const owner = isRoot() ? 'postgres' : userInfo().username;
  const call = (program: string, ...args: string[]) =>
    asOwner(owner, join(programs, program), args);
  if (isRoot()) await must('chown', [owner, folder]);
  chmodSync(folder, 0o755);
  const stop = () => call('pg_ctl', '-D', data, '-m', 'immediate', 'stop');
  const stopAndEnd = () => void stop().then(() => process.exit(1));
  process.once('SIGINT', stopAndEnd).once('SIGTERM', stopAndEnd);
  try {
    await call('initdb', '-D', data, '-U', 'parley', '-A', 'trust', '-E', 'UTF8', '--no-sync');
    const settings = `-c listen_addresses= -c unix_socket_directories=${folder} -c fsync=off -c max_connections=300`;
    // Without a log of its own the server would keep our output open.
    await call('pg_ctl', '-D', data, '-w', '-o', settings, '-l', join(folder, 'log'), 'start');
    return await work(`postgres://parley@localhost/postgres?host=${encodeURIComponent(folder)}`);
  } finally {
    process.off('SIGINT', stopAndEnd).off('SIGTERM', stopAndEnd);
    await stop().catch(() => undefined);
    rmSync(folder, { recursive: true, force: true });
  }
}

export function hasPostgres(): boolean {
  return findPrograms() !== undefined;
}

/** The folder with the newest server programs: Debian keeps them off PATH. */
function findPrograms(): string | undefined {
  const ofDebian = globSync('/usr/lib/postgresql/*/bin').toSorted(
    (a, b) => versionOf(b) - versionOf(a),
  );
  const onPath = which('initdb');
  return [...ofDebian, ...(onPath ? [dirname(onPath)] : [])].find((folder) =>
    ['initdb', 'pg_ctl', 'postgres'].every((program) => isProgram(join(folder, program))),
  );
}

function versionOf(folder: string): number {
  return Number(/\/(\d+)\/bin$/.exec(folder)?.[1] ?? 0);
}

/** PostgreSQL refuses to run as root. */
async function asOwner(owner: string, program: string, args: string[]): Promise<void> {
  if (isRoot()) await must('runuser', ['-u', owner, '--', program, ...args]);
  else await must(program, args);
}

async function must(program: string, args: string[]): Promise<void> {
  const { code, output } = await runQuietly(program, args);
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} failed:\n${output}`);
}
