/** Draws histories from a seed, plays them, and shortens the first that breaks a promise. */
import fc from 'fast-check';
import { play } from './play.ts';
import type { Stage } from './stage.ts';
import { histories } from './steps.ts';
import { inWords } from './words.ts';

export interface Wish {
  seed: number;
  runs: number;
  longest: number;
  /** Plays one history of the seed and nothing else. */
  path?: string | undefined;
  /** Told the number of each history that has kept every promise. */
  played?: (number: number) => void;
}

export type Outcome = { ok: true; runs: number } | { ok: false; story: string };

export async function simulate(
  stage: Stage,
  { seed, runs, longest, path, played }: Wish,
): Promise<Outcome> {
  let number = 0;
  const property = fc.asyncProperty(histories(longest), async (history) => {
    await play(stage, history);
    played?.((number += 1));
  });
  const details = await fc.check(property, {
    seed,
    numRuns: runs,
    ...(path && { path, endOnFailure: true }),
  });
  if (!details.failed) return { ok: true, runs: details.numRuns };
  const [history] = details.counterexample ?? [];
  const error = details.errorInstance;
  const story = [
    history ? inWords(history) : 'no history',
    '',
    error instanceof Error && error.name !== 'BrokenPromise'
      ? (error.stack ?? error.message)
      : String((error as Error).message),
    '',
    `Again: npm run simulate -- --seed ${seed} --longest ${longest} --path ${details.counterexamplePath}`,
  ];
  return { ok: false, story: story.join('\n') };
}
