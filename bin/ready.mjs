// Plain JavaScript for any Node from 18 on: it is what runs before Node 26 is there.
//
//   node bin/ready.mjs start   installs and builds what is missing, then starts Parley
//   node bin/ready.mjs test    the same set-up, then every test
//   node bin/ready.mjs check   every test that needs neither a browser nor a PostgreSQL server
//   node bin/ready.mjs dev     Parley, started again with every change
//   node bin/ready.mjs FILE    installs what is missing, then runs one of our own programs
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sparing, sparingEnv } from './sparing.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const bin = join(root, 'node_modules', '.bin');
const stamp = join(root, 'build', '.built');
const env = {
  ...process.env,
  // Our Node first, so that every program below runs on it.
  PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`,
  // What Node has made of our TypeScript is kept: the next start need not load a compiler.
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(root, 'build', '.compiled'),
};

const programs = {
  start: { build: true, args: [...sparing, 'src/main.ts'], env: sparingEnv },
  test: { build: true, args: ['bin/suite.ts'] },
  check: { build: false, args: ['bin/suite.ts', '--quick'] },
  dev: { build: true, args: ['bin/dev.ts'] },
};

const [name = 'start', ...rest] = process.argv.slice(2);
const program = programs[name] ?? { build: false, args: [name] };
await install();
if (program.build) await build();
await become([...program.args, ...rest], { ...program.env, ...env });

async function install() {
  if (!somethingMissing()) return;
  // `npm ci` refuses a lock file that lacks packages of other machines; this keeps to it all the same.
  const args = ['install', '--no-save', '--include=dev', '--no-audit', '--no-fund'];
  await atLength('Installing what Parley is made of', 'npm', [...args, '--loglevel=error']);
  if (existsSync(join(bin, 'node'))) return;
  stop(
    'Node 26 was not installed: npm was told not to run install scripts. Allow them and try again.',
  );
}

/** Whether what is installed differs from the lock file. Packages for other machines may be absent. */
function somethingMissing() {
  const installedFile = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedFile) || !existsSync(join(bin, 'node'))) return true;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages;
  return Object.entries(wanted).some(([path, { version, optional, link }]) => {
    if (!path.startsWith('node_modules/') || link) return false;
    return installed[path] ? installed[path].version !== version : !optional;
  });
}

async function build() {
  if (!existsSync(join(root, 'react-router.config.ts'))) return;
  const sources = ['web', 'react-router.config.ts', 'vite.config.ts', 'package-lock.json'];
  const builtAt = existsSync(stamp) ? statSync(stamp).mtimeMs : 0;
  if (sources.every((source) => newest(join(root, source)) < builtAt)) return;
  await atLength('Building the pages', join(bin, 'react-router'), ['build']);
  writeFileSync(stamp, '');
}

/** The latest change in a file or folder; a folder's own time tells of files taken away. */
function newest(path) {
  if (!existsSync(path)) return 0;
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(found.mtimeMs, ...readdirSync(path).map((entry) => newest(join(path, entry))));
}

/** Runs something that takes its time: says so, goes on saying so, and shows its words if it fails. */
async function atLength(title, command, args) {
  const began = Date.now();
  const seconds = () => Math.round((Date.now() - began) / 1000);
  console.log(`${title} …`);
  const sign = setInterval(() => console.log(`  still at it, ${seconds()} seconds`), 10_000);
  const { code, output } = await run(command, args);
  clearInterval(sign);
  if (code !== 0) stop(`${output}\n${title}: failed.`);
  console.log(`  done in ${seconds()} seconds`);
}

function run(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (text) => (output += text));
    child.stderr.on('data', (text) => (output += text));
    child.on('error', (error) => resolve({ code: 1, output: String(error) }));
    child.on('close', (code) => resolve({ code, output }));
  });
}

/** Hands over to a program on Node 26: it gets our signals, we end as it ends. */
function become(args, withEnv) {
  const child = spawn(join(bin, 'node'), args, { cwd: root, env: withEnv, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // A terminal has sent Ctrl-C to the child already.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  child.on('error', (error) => stop(String(error)));
  child.on('exit', (code, signal) => {
    process.exit(signal ? 128 + constants.signals[signal] : code);
  });
}

function stop(message) {
  console.error(message);
  process.exit(1);
}
