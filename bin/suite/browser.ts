import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRoot, runQuietly, runVisibly, which } from './commands.ts';
import { findLiveKit } from './livekit.ts';
import { readReport } from './report.ts';
import { said, type Outcome } from './steps.ts';

const HOW_TO =
  'No Chromium found. Install one (Debian: apt-get install chromium; macOS: brew install chromium), or set CHROMIUM to its path.';

/** Playwright's tests with the machine's own Chromium; installs one where that is possible. */
export async function browserTests(root: string, env: NodeJS.ProcessEnv): Promise<Outcome> {
  if (!existsSync(join(root, 'playwright.config.ts'))) {
    return { passed: 0, failed: 0, notRun: 'there are none yet' };
  }
  const chromium = findChromium() ?? (await installChromium());
  if (!chromium) {
    console.log(HOW_TO);
    return said(false);
  }
  const liveKit = await findLiveKit();
  if (liveKit.missing) console.log(`  Calls over LiveKit not run: ${liveKit.missing}`);
  if (!findFirefox()) console.log('  Calls with Firefox not run: no Firefox is here');
  const given = {
    ...env,
    CHROMIUM: chromium,
    ...(liveKit.program && { LIVEKIT_SERVER: liveKit.program }),
  };
  const pages = await playwright(['--project=parley'], given);
  // One call at a time: the browsers of two would take the processor from each other.
  const calls = await playwright(['--project=calls', '--project=livekit', '--workers=1'], given);
  return {
    passed: pages.passed + calls.passed,
    failed: pages.failed + calls.failed,
    skipped: (pages.skipped ?? 0) + (calls.skipped ?? 0),
  };
}

async function playwright(chosen: string[], env: NodeJS.ProcessEnv): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-e2e-'));
  const report = join(folder, 'report.json');
  try {
    const code = await runVisibly('playwright', ['test', '--reporter=dot,json', ...chosen], {
      ...env,
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    });
    const outcome = readReport(report);
    return code !== 0 && outcome.failed === 0 ? { ...outcome, failed: 1 } : outcome;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function findChromium(): string | undefined {
  return (
    process.env.CHROMIUM ||
    which('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable')
  );
}

export function findFirefox(): string | undefined {
  return process.env.FIREFOX || which('firefox-esr', 'firefox');
}

async function installChromium(): Promise<string | undefined> {
  if (!isRoot() || !which('apt-get')) return undefined;
  console.log('  Installing Chromium …');
  await runQuietly('apt-get', ['update']);
  const { code, output } = await runQuietly('apt-get', [
    'install',
    '-y',
    '--no-install-recommends',
    'chromium',
  ]);
  if (code !== 0) console.log(output);
  return findChromium();
}
