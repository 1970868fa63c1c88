/** `npm run simulate -- --runs 1000 --seed 7`: draws and plays histories, and tells the shortest that breaks a promise. */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { simulate } from './run.ts';
import { openStage } from './stage.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000' },
    seed: { type: 'string', default: String(randomInt(2 ** 31)) },
    longest: { type: 'string', default: '12' },
    path: { type: 'string' },
  },
});
const [runs, seed, longest] = [Number(values.runs), Number(values.seed), Number(values.longest)];
const stage = await openStage();
const began = performance.now();
const outcome = await simulate(stage, { runs, seed, longest, path: values.path });
const seconds = ((performance.now() - began) / 1000).toFixed(1);
const words = outcome.ok
  ? `${outcome.runs} histories of seed ${seed} kept every promise`
  : outcome.story;
process.stdout.write(`${words}\n(${seconds} s)\n`);
await stage.close();
process.exitCode = outcome.ok ? 0 : 1;
