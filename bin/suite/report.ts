import { existsSync, readFileSync } from 'node:fs';
import { notRunBecause, said, type Outcome } from './steps.ts';

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
  for (const line of notRunBecause(reasonsOf(report))) console.log(`  ${line}`);
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

/** Why each test that was left out was. */
export function reasonsOf({ suites }: Pick<Report, 'suites'>): string[] {
  return suites.flatMap(reasonsIn);
}

function reasonsIn({ suites = [], specs }: Suite): string[] {
  const left = specs.flatMap(({ tests }) => tests).filter(({ status }) => status === 'skipped');
  const own = left.map(
    ({ annotations }) =>
      annotations.find(({ type }) => type === 'skip')?.description ?? 'no reason is given',
  );
  return [...own, ...suites.flatMap(reasonsIn)];
}
