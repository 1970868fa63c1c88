/** How one step ended. `notRun` says in words what was missing. */
export interface Outcome {
  passed: number;
  failed: number;
  skipped?: number;
  notRun?: string;
}

const outcomes: Outcome[] = [];

/** Runs one step under a heading and says how it ended and how long it took. */
export async function step(title: string, work: () => Promise<Outcome>): Promise<void> {
  console.log(`\n${title}`);
  const began = performance.now();
  const outcome = await work().catch(broken);
  outcomes.push(outcome);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`  ${inWords(outcome)} (${seconds} s)`);
}

/** The sum of all steps. A step that was not run counts as failed where everything is asked for. */
export function total({ everything }: { everything: boolean }): { passed: number; failed: number } {
  const notRun = outcomes.filter((outcome) => outcome.notRun).length;
  return {
    passed: outcomes.reduce((sum, outcome) => sum + outcome.passed, 0),
    failed: outcomes.reduce((sum, outcome) => sum + outcome.failed, everything ? notRun : 0),
  };
}

/** The outcome of something that says only yes or no. */
export function said(yes: boolean): Outcome {
  return yes ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Each reason once, and how many tests it kept from running. */
export function notRunBecause(reasons: readonly string[]): string[] {
  return [...Map.groupBy(reasons, (reason) => reason)].map(
    ([reason, { length }]) => `${length} not run: ${reason}`,
  );
}

function broken(error: unknown): Outcome {
  console.log(error);
  return said(false);
}

function inWords({ passed, failed, skipped, notRun }: Outcome): string {
  if (notRun) return `not run: ${notRun}`;
  return [`${passed} passed`, `${failed} failed`, ...(skipped ? [`${skipped} skipped`] : [])].join(
    ', ',
  );
}
