import { existsSync, readFileSync } from 'node:fs';
import { said, type Outcome } from './steps.ts';

/** What Playwright writes of a run, as far as we read it. */
interface Report {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors: unknown[];
  suites: Suite[];
}

interface Suite {
  suites?: Suite[];
  specs: {
    tests: { status: string; annotations: { type: string; description?: string }[] }[];
  }[];
}

/** Says on the way why tests were left out. */
export function readReport(file: string): Outcome {
  if (!existsSync(file)) return said(false);
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
  for (const line of skippedBecause(report)) console.log(`  ${line}`);
  return outcomeOf(report);
}

/** A test that passed only when tried again has failed: somebody will meet it. */
function outcomeOf({ stats, errors }: Report): Outcome {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  };
}

/** Each reason once, and how many tests it kept from running. */
export function skippedBecause({ suites }: Pick<Report, 'suites'>): string[] {
  const reasons = suites.flatMap(reasonsIn);
  return [...new Set(reasons)].map((reason) => {
    const count = reasons.filter((one) => one === reason).length;
    return `${count} not run: ${reason}`;
  });
}

function reasonsIn({ suites = [], specs }: Suite): string[] {
  const left = specs.flatMap(({ tests }) => tests).filter(({ status }) => status === 'skipped');
  const own = left.map(
    ({ annotations }) =>
      annotations.find(({ type }) => type === 'skip')?.description ?? 'no reason is given',
  );
  return [...own, ...suites.flatMap(reasonsIn)];
}
