/** Parley, started again when the server's sources change; pages are built anew when theirs do. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, watch } from 'node:fs';

mkdirSync('build/server', { recursive: true });
const parley = spawn(
  process.execPath,
  [
    '--watch-path=src',
    '--watch-path=sandbox',
    '--watch-path=build/server',
    '--watch-preserve-output',
    'src/main.ts',
  ],
  { stdio: 'inherit' },
);
parley.on('exit', (code) => process.exit(code ?? 1));
process.on('SIGINT', () => parley.kill('SIGINT'));
process.on('SIGTERM', () => parley.kill('SIGTERM'));

let building = false;
let changed = false;
if (existsSync('web')) watch('web', { recursive: true }, () => void buildSoon());

/** One build at a time; changes made meanwhile are for the next. */
function buildSoon(): void {
  changed = true;
  if (building) return;
  building = true;
  changed = false;
  spawn('react-router', ['build', '--logLevel', 'error'], { stdio: 'inherit' }).on('exit', () => {
    building = false;
    if (changed) buildSoon();
  });
}
