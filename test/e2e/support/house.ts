import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../..');

/** A running Parley, as whoever types `npm start` has it, with a database of its own. */
export interface House {
  url: string;
  /** Its Zoom: the sandbox beside it, or the stand-in it was told of. */
  zoom: string;
  /** What it printed that nobody expected: warnings and errors of its log. */
  complaints: string[];
  /** Everything it printed so far. */
  printed(): string;
  signal(name: NodeJS.Signals): void;
  stop(): Promise<void>;
}

/**
 * Starts src/main.ts, or another house, and waits until it says that it is there. `within` stands before
 * the program, where it is to run somewhere else than here.
 */
export async function startHouse(
  port: number,
  settings: Record<string, string> = {},
  program = 'src/main.ts',
  within: string[] = [],
): Promise<House> {
  const dataDir = mkdtempSync(join(tmpdir(), 'parley-e2e-'));
  const [command = '', ...args] = [...within, process.execPath, program];
  const child = spawn(command, args, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...bare(), PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'warn', ...settings },
  });
  const told = { printed: '', complaints: [] as string[] };
  const url = settings['APP_URL'] ?? `http://localhost:${port}`;
  await announced(child, url, told);
  return {
    url,
    zoom: settings['ZOOM_OAUTH_URL'] ?? `http://localhost:${port + 1}`,
    complaints: told.complaints,
    printed: () => told.printed,
    signal: (name) => void child.kill(name),
    async stop() {
      child.kill('SIGTERM');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Two ports in a row that nobody uses: Parley's and the sandbox's beside it. */
export async function freePorts(): Promise<number> {
  for (;;) {
    const first = await listenOn(0);
    const { port } = first.address() as { port: number };
    const second = await listenOn(port + 1).catch(() => undefined);
    first.close();
    second?.close();
    if (second) return port;
  }
}

async function listenOn(port: number) {
  const server = createServer();
  server.listen(port);
  await once(server, 'listening');
  return server;
}

/** What whoever runs the tests has set for their own Parley must not reach this one. */
function bare(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, LANG } = process.env;
  return { PATH, HOME, TMPDIR, LANG };
}

async function announced(
  child: ChildProcess,
  url: string,
  told: { printed: string; complaints: string[] },
): Promise<void> {
  const { promise: there, resolve, reject } = Promise.withResolvers<void>();
  child.stdout?.on('data', (text: Buffer) => {
    told.printed += text;
    told.complaints.push(...String(text).split('\n').filter(isComplaint));
    if (told.printed.includes(url)) resolve();
  });
  child.stderr?.on('data', (text: Buffer) => {
    told.printed += text;
    told.complaints.push(String(text).trimEnd());
  });
  child.once('exit', () => reject(new Error(`Parley ended before it was there:\n${told.printed}`)));
  child.once('error', reject);
  await there;
}

/** A line of its log from a warning on; what is below it is only told. */
function isComplaint(line: string): boolean {
  return /^\{"level":[4-6]0,/.test(line);
}
