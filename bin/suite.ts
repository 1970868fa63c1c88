/**
 * Every test there is, one step after the other, and one line with the sum at the end.
 * `--quick` leaves out what needs a browser or a PostgreSQL server; with `--everything` it counts as
 * failed when one of them cannot be had.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { browserTests } from './suite/browser.ts';
import { check } from './suite/commands.ts';
import { databaseTestFiles, testFiles } from './suite/files.ts';
import { nodeTests } from './suite/node-tests.ts';
import { hasPostgres, withPostgres } from './suite/postgres.ts';
import { said, step, total, type Outcome } from './suite/steps.ts';

const root = join(import.meta.dirname, '..');
process.chdir(root);
const quick = process.argv.includes('--quick');
const everything = process.argv.includes('--everything');

await step('Types', types);
await step('Lint', () => check('oxlint', ['--deny-warnings', '--format=unix']));
await step('Format', () => check('oxfmt', ['--check', '.']));
// All histories are played on the database that is nearest to how Parley is run, and few twice.
const few = !quick && hasPostgres() ? { HISTORIES: '60' } : {};
await step('Tests', () => nodeTests(testFiles(root), { ...process.env, ...few }));
if (!quick) {
  await step('Database tests on PostgreSQL', () =>
    withPostgres((url) =>
      nodeTests(databaseTestFiles(root), { ...process.env, TEST_DATABASE_URL: url }),
    ),
  );
  await step('Tests in the browser', async () => {
    const shared = await withPostgres((url) =>
      browserTests(root, { ...process.env, SHARED_DATABASE_URL: url }),
    );
    return shared.notRun ? await browserTests(root, process.env) : shared;
  });
}

const { passed, failed } = total({ everything });
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

async function types(): Promise<Outcome> {
  const web = existsSync('web/tsconfig.json');
  const outcomes = [
    ...(web ? [await check('react-router', ['typegen'])] : []),
    await check('tsc', ['-p', '.']),
    ...(web ? [await check('tsc', ['-p', 'web'])] : []),
  ];
  return said(outcomes.every((outcome) => outcome.failed === 0));
}
