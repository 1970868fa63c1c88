import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openDatabase } from '#db';

const MAIN = join(import.meta.dirname, '../../src/main.ts');

test('an embedded database is for one process, which does all', async (t) => {
  const said = await startWith({ DATA_DIR: await folder(t) }, '--role', 'worker');
  assert.match(said, /^Cannot start: --role worker needs DATABASE_URL: .+\n$/);
});

test('a second process is kept off the embedded database, and let in once it is free', async (t) => {
  const dataDir = await folder(t);
  const first = await openDatabase({ dataDir });
  const second = await startWith({ DATA_DIR: dataDir, ZOOM_SANDBOX: 'off' });
  assert.equal(
    second,
    `Cannot start: another process has the database in ${dataDir} open. Stop that one first, or set another DATA_DIR.\n`,
  );
  await first.close();
  await (await openDatabase({ dataDir })).close();
});

test('what is wrong is said in one line', async (t) => {
  const dataDir = await folder(t);
  await writeFile(join(dataDir, 'a-file'), '');
  const embedded = { DATA_DIR: dataDir, ZOOM_SANDBOX: 'off' };
  const nobody = 'postgres://parley@127.0.0.1:1/parley';
  const wrong: [settings: Record<string, string>, RegExp, ...args: string[]][] = [
    [embedded, /the only option is --role, one of all, web, worker/, '--rol=web'],
    [{ DATA_DIR: join(dataDir, 'a-file', 'x') }, /DATA_DIR cannot be written: .*a-file/],
    [
      { DATA_DIR: join(dataDir, 'a-file'), SECRET_KEY: 'x'.repeat(32) },
      /DATA_DIR, .+a-file, cannot be/,
    ],
    [{ ...embedded, DATABASE_URL: nobody }, /DATABASE_URL leads to no .+ ECONNREFUSED/],
    [{ ...embedded, DATABASE_URL: 'postgres://[' }, /DATABASE_URL leads to no .+ Invalid URL/],
  ];
  for (const [settings, words, ...args] of wrong) {
    const said = await startWith(settings, ...args);
    assert.match(said, words);
    assert.match(said, /^Cannot start: .+\n$/);
  }
});

test('the port of the sandbox is named where it is taken', async (t) => {
  const taken = createServer().listen(0);
  await once(taken, 'listening');
  t.after(() => taken.close());
  const { port } = taken.address() as AddressInfo;
  const dataDir = await folder(t);
  const before = await startWith({ DATA_DIR: dataDir, PORT: String(port - 1) });
  assert.match(before, new RegExp(`port ${port} is taken .+ The Zoom sandbox .+\\n$`));
});

/** Starts Parley with these settings alone, and answers what it said when it gave up. */
async function startWith(settings: Record<string, string>, ...args: string[]): Promise<string> {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { PATH, HOME, PORT: '0', LOG_LEVEL: 'silent', ...settings },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (text) => (said += text));
  const [code] = await once(child, 'close');
  assert.equal(code, 1, said);
  return said;
}

async function folder(t: { after: (tidy: () => Promise<void>) => void }): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'parley-start-'));
  t.after(() => rm(made, { recursive: true }));
  return made;
}
