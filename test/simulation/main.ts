/**
 * `npm run simulate -- --runs 1000 --seed 7`: draws and plays histories, and tells the shortest that
 * breaks a promise. With `--server` on a PostgreSQL of its own: three times as fast, and transactions
 * really meet, so that what fails there may not fail in every play.
 */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { withPostgres } from '../../bin/suite/postgres.ts';
import type { Outcome } from '../../bin/suite/steps.ts';
import { simulate } from './run.ts';
import { openStage } from './stage.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000' },
    seed: { type: 'string', default: String(randomInt(2 ** 31)) },
    longest: { type: 'string', default: '12' },
    path: { type: 'string' },
    server: { type: 'boolean', default: false },
  },
});
const [runs, seed, longest] = [Number(values.runs), Number(values.seed), Number(values.longest)];

const played = values.server ? await withPostgres(play) : await play();
if (played.notRun) process.stdout.write(`Not played: ${played.notRun}\n`);
process.exitCode = played.passed > 0 ? 0 : 1;

async function play(server?: string): Promise<Outcome> {
  const stage = await openStage(server);
  const before = process.cpuUsage();
  const played = (number: number): void => {
    if (number % 500 === 0) process.stderr.write(`${number} of ${runs}\n`);
  };
  const outcome = await simulate(stage, { runs, seed, longest, path: values.path, played });
  const { user, system } = process.cpuUsage(before);
  const words = outcome.ok
    ? `${outcome.runs} histories of seed ${seed} kept every promise`
    : outcome.story;
  const seconds = ((user + system) / 1e6).toFixed(1);
  process.stdout.write(`${words}\n(${seconds} s of one core, without the server’s)\n`);
  await stage.close();
  return { passed: outcome.ok ? 1 : 0, failed: outcome.ok ? 0 : 1 };
}
