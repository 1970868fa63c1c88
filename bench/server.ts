import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { sparing, sparingEnv } from '../bin/sparing.mjs';

const MAIN = join(import.meta.dirname, '../src/main.ts');
const PATIENCE_MS = 60_000;

export interface Running {
  url: string;
  /** From the start of the process to its first page. */
  firstPageMs: number;
  residentMb(): number;
  stop(): Promise<void>;
}

/** Starts Parley as a process of its own and waits for its first page. */
export async function startParley(
  env: Record<string, string>,
  role: 'all' | 'web' = 'all',
): Promise<Running> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const began = performance.now();
  const child = spawn(process.execPath, [...sparing, MAIN, '--role', role], {
    env: {
      ...sparingEnv,
      ...process.env,
      ZOOM_SANDBOX: 'off',
      LOG_LEVEL: 'error',
      ...env,
      PORT: String(port),
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await firstPage(url, began + PATIENCE_MS);
  const firstPageMs = performance.now() - began;
  return {
    url,
    firstPageMs,
    residentMb: () => residentMb(child.pid ?? 0),
    async stop() {
      child.kill();
      await once(child, 'exit');
    },
  };
}

async function firstPage(url: string, deadline: number): Promise<void> {
  while (performance.now() < deadline) {
    const answer = await fetch(`${url}/sign-in`).catch(() => undefined);
    if (answer?.ok) return void (await answer.text());
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('Parley did not show a page in time');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

function residentMb(pid: number): number {
  const [, kb] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kb) / 1024;
}
