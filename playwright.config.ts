import { defineConfig } from '@playwright/test';
import { findChromium } from './bin/suite/browser.ts';
import type { OfWorker } from './test/e2e/support/calls.ts';

const CALLS = '**/call*.spec.ts';

export default defineConfig<object, Partial<OfWorker>>({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  // Each worker has a house of its own; within it, tests only touch people they made themselves.
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 15_000 },
  projects: [
    { name: 'parley', testIgnore: CALLS },
    { name: 'calls', testMatch: CALLS },
    // What calls promise, once more over the other engine.
    { name: 'livekit', testMatch: 'call-engines.spec.ts', use: { engine: 'livekit' } },
  ],
  use: {
    actionTimeout: 15_000,
    navigationTimeout: 15_000,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: findChromium() ?? '',
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
});
