/**
 * Every test there is, one step after the other, and one line with the sum at the end.
 * `--quick` leaves out what needs a browser or a PostgreSQL server; with `--everything` it counts as
 * failed when one of them cannot be had.
 */
import { join } from 'node:path';
import { browserTests } from './test/browser.ts';
import { run, worked } from './test/commands.ts';
import { databaseTestFiles, testFiles } from './test/files.ts';
import { nodeTests } from './test/node-tests.ts';
import { withPostgres } from './test/postgres.ts';
import { step, total, type Outcome } from './test/steps.ts';

const root = join(import.meta.dirname, '..');
process.chdir(root);
const quick = process.argv.includes('--quick');
const everything = process.argv.includes('--everything');

await step('Types', types);
await step('Lint', () => check('oxlint', ['--deny-warnings']));
await step('Format', () => check('oxfmt', ['--check', '.']));
await step('Tests', () => nodeTests(testFiles(root), process.env));
if (!quick) {
  await step('Database tests on PostgreSQL', () =>
    withPostgres((url) =>
      nodeTests(databaseTestFiles(root), { ...process.env, TEST_DATABASE_URL: url }),
    ),
  );
  await step('Tests in the browser', () => browserTests(root));
}

const { passed, failed } = total({ everything });
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

async function types(): Promise<Outcome> {
  const web = await check('react-router', ['typegen'], 'react-router.config.ts');
  if (web.failed > 0) return web;
  const outcomes = [await check('tsc', ['-p', '.']), await check('tsc', ['-p', 'web'], 'web/tsconfig.json')];
  return worked(outcomes.every((outcome) => outcome.failed === 0));
}

/** One program that says yes or no; only a no is shown. Passed over where `needs` is not there. */
async function check(program: string, args: string[], needs?: string): Promise<Outcome> {
  return await run(program, args, needs);
}
