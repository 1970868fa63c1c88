import { availableParallelism } from 'node:os';
import { relative } from 'node:path';
import { run, type EventData } from 'node:test';
import { inspect } from 'node:util';
import { notRunBecause, type Outcome } from './steps.ts';

type Failure = EventData.TestFail;

const LONGEST_FILE_MS = 10 * 60_000;

/** Runs test files, each in a process of its own. Only failures are shown, with all that is known. */
export async function nodeTests(files: string[], env: NodeJS.ProcessEnv): Promise<Outcome> {
  if (files.length === 0) return { passed: 0, failed: 0 };
  const printed = new Map<string, string>();
  const finished = new Set<string>();
  const failing = new Set<string>();
  const outcome = { passed: 0, failed: 0, skipped: 0 };
  const stream = run({
    files,
    env,
    concurrency: Math.max(2, availableParallelism()),
    timeout: LONGEST_FILE_MS,
  });
  const keep = ({ file = '', message }: { file?: string | undefined; message: string }) =>
    printed.set(file, (printed.get(file) ?? '') + message);
  stream.on('test:stdout', keep);
  stream.on('test:stderr', keep);
  const reasons: string[] = [];
  stream.on('test:pass', ({ skip }) => {
    if (skip !== undefined) reasons.push(typeof skip === 'string' ? skip : 'no reason is given');
  });
  stream.on('test:fail', (failure) => {
    if (failure.file) failing.add(failure.file);
    show(failure);
  });
  stream.on('test:summary', ({ file, counts }) => {
    if (file) {
      finished.add(file);
      return;
    }
    outcome.passed = counts.passed;
    outcome.skipped = counts.skipped + counts.todo;
    outcome.failed = counts.tests - outcome.passed - outcome.skipped;
  });
  for await (const _ of stream);
  for (const line of notRunBecause(reasons)) console.log(`  ${line}`);
  for (const file of failing) showPrinted(file, printed.get(file));
  // A process that leaves early with a good exit code takes its remaining tests along in silence.
  const left = files.filter((file) => !finished.has(file) && !failing.has(file));
  for (const file of left)
    console.log(`  ✖ ${relative(process.cwd(), file)} ended before its tests did`);
  return { ...outcome, failed: outcome.failed + left.length };
}

function show({ name, file, line, details, todo }: Failure): void {
  const error = details.error.cause ?? details.error;
  // A parent only says that something in it failed; that was shown already.
  if (todo !== undefined || isEcho(details.error)) return;
  const where = file ? ` (${relative(process.cwd(), file)}${line ? `:${line}` : ''})` : '';
  console.log(`  ✖ ${name}${where}`);
  console.log(withoutNoise(inWords(error)).replace(/^/gm, '      '));
}

function isEcho(error: Error & { failureType?: unknown }): boolean {
  return error.failureType === 'subtestsFailed';
}

/** An assertion's words hold both sides already; other errors show their fields and causes too. */
function inWords(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'ERR_ASSERTION') {
    return error.stack ?? error.message;
  }
  return inspect(error, { depth: 8 });
}

function withoutNoise(text: string): string {
  return text
    .split('\n')
    .filter((line) => !/^\s+at .*\(?node:/.test(line))
    .join('\n');
}

function showPrinted(file: string, text: string | undefined): void {
  if (!text?.trim()) return;
  console.log(`    printed by ${relative(process.cwd(), file)}:`);
  console.log(text.trimEnd().replace(/^/gm, '      | '));
}
