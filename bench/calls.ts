/**
 * Measures real calls and writes bench/CALLS.md. `npm run bench:calls`, on a quiet machine; with a word
 * behind `--` only the scenarios with that word in their name, and nothing is written.
 */
import { writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { notRun, type Measured } from './calls/measured.ts';
import {
  FAR,
  HERE,
  IN_TESTS,
  THROUGH_LIVEKIT,
  THROUGH_RELAY,
  type Act,
} from './calls/scenarios.ts';
import type { Stage } from './calls/stage.ts';

const wanted = process.argv[2] ?? '';
const began = performance.now();
const lines: string[] = [];
await play(HERE);
await play(THROUGH_LIVEKIT);
await play(FAR);
await play(THROUGH_RELAY);
if (!wanted) await writeFile(join(import.meta.dirname, 'CALLS.md'), page());

async function play<S extends Stage>({ without, open, scenarios }: Act<S>): Promise<void> {
  const chosen = Object.entries(scenarios).filter(([name]) => name.includes(wanted));
  if (chosen.length === 0) return;
  if (without) return chosen.forEach(([name]) => tell([notRun(name, without)], loadNow()));
  const stage = await open().catch((error: unknown) => {
    chosen.forEach(([name]) => tell([broke(name, error)], loadNow()));
  });
  if (!stage) return;
  for (const [name, scenario] of chosen) {
    const load = loadNow();
    console.log(`${name} (load before it: ${load})`);
    tell(await scenario(stage).catch((error: unknown) => [broke(name, error)]), load);
    await stage.empty();
  }
  await stage.close();
}

function loadNow(): string {
  return (loadavg()[0] ?? 0).toFixed(1);
}

function broke(what: string, error: unknown): Measured {
  console.error(error);
  return { what, figure: `broke: ${String(error).split('\n')[0]}`, hold: '', holds: false };
}

function tell(measured: Measured[], load: string): void {
  for (const { what, figure, hold, holds } of measured) {
    const verdict = holds === undefined ? '' : holds ? 'yes' : '**no**';
    lines.push(`| ${what} | ${figure} | ${hold} | ${verdict} | ${load} |`);
    console.log(`  ${lines.at(-1)}`);
  }
}

function page(): string {
  const [cpu] = cpus();
  const minutes = Math.round((performance.now() - began) / 60_000);
  const inTests = IN_TESTS.map(([what, file]) => `| ${what} | [${file}](../${file}) |`);
  return `# Calls, measured

By \`npm run bench:calls\`, in ${minutes} minutes: real browsers with a camera that is not real (1280x720, 30 frames a
second), one call at a time, everybody in it and the server on the same ${cpus().length} cores (${cpu?.model ?? 'unknown'}).
Frames are counted as the browser presents them, at whoever came off worse. Where a network goes away, changes or loses something,
each person sits in a network of their own (Linux’s network namespaces) with the server between them. The load of the
machine in the minute before stands beside each figure, the call before it included: far above one for each core
something else was running, and times and frames say little.

| what | measured | to hold | holds | load before |
| --- | --- | --- | --- | --- |
${lines.join('\n')}

What \`npm test\` says each time is not measured here:

| what | where |
| --- | --- |
${inTests.join('\n')}
`;
}
