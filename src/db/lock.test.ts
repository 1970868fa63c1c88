import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { lockFolder } from './lock.ts';

const HOLDS = `
  const { lockFolder } = await import(process.argv[1]);
  globalThis.held = lockFolder(process.argv[2]);
  console.log('held');
  setInterval(() => {}, 1000);`;

test('a folder is locked until it is let go', async (t) => {
  const folder = await emptyFolder(t);
  const held = lockFolder(folder);
  assert.throws(() => lockFolder(folder), { code: 'database-in-use' });
  held[Symbol.dispose]();
  lockFolder(folder)[Symbol.dispose]();
});

test('a process that was killed keeps nobody out', async (t) => {
  const folder = await emptyFolder(t);
  const lock = join(import.meta.dirname, 'lock.ts');
  const holder = spawn(process.execPath, ['--input-type=module', '-e', HOLDS, lock, folder]);
  await once(holder.stdout, 'data');
  assert.throws(() => lockFolder(folder), { code: 'database-in-use' });
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  lockFolder(folder)[Symbol.dispose]();
});

async function emptyFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-lock-'));
  t.after(() => rm(folder, { recursive: true }));
  return folder;
}
