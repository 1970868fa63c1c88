/** Measures real calls and writes bench/CALLS.md. `npm run bench:calls`, on a quiet machine. */
import { writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { SCENARIOS, type Measured } from './calls/scenarios.ts';

const lines: string[] = [];
for (const { name, play } of SCENARIOS) {
  const load = loadavg()[0] ?? 0;
  console.log(`${name} (load before it: ${load.toFixed(1)})`);
  const measured = await play().catch((error: unknown): Measured[] => [
    { what: name, figure: `broke: ${String(error).split('\n')[0]}`, hold: '', holds: false },
  ]);
  for (const { what, figure, hold, holds } of measured) {
    const line = `| ${what} | ${figure} | ${hold} | ${holds ? 'yes' : '**no**'} | ${load.toFixed(1)} |`;
    console.log(`  ${line}`);
    lines.push(line);
  }
}
await writeFile(join(import.meta.dirname, 'CALLS.md'), page());

function page(): string {
  const [cpu] = cpus();
  return `# Calls, measured

By \`npm run bench:calls\`: real Chromium with a camera that is not real (1280x720, 30 frames a second), one call at a
time, everybody in it and the server on the same ${cpus().length} cores (${cpu?.model ?? 'unknown'}). Frames are counted when they are
drawn. The load of the machine in the minute before stands beside each figure: above one for each core something else
was running, and times and frames say little. A network between people is not imitated.

| what | measured | to hold | holds | load before |
| --- | --- | --- | --- | --- |
${lines.join('\n')}
`;
}
