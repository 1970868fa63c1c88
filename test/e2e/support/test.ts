import {
  test as base,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
} from '@playwright/test';
import { freePorts, startHouse, type House } from './house.ts';

export { expect, type Locator, type Page } from '@playwright/test';

interface OfWorker {
  house: House;
}

interface OfTest {
  /** A browser of somebody else: other cookies, another zone, without scripts; or of another make. */
  visitor: (options?: BrowserContextOptions, make?: Browser) => Promise<BrowserContext>;
  /** What a test provokes on purpose. */
  expected: Expected;
}

interface Expected {
  /** Status and path: '404 /nobody'. */
  answers: RegExp[];
  /** Addresses elsewhere. */
  requests: RegExp[];
  /** What a library of others says in the console. */
  console: RegExp[];
}

/**
 * Every page is watched: an error in its console, a request to anywhere but this house and its
 * Zoom, or an answer that speaks of a fault fails the test. So does a complaint in the server's log.
 */
export const test = base.extend<OfTest, OfWorker>({
  house: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads what a fixture needs from here.
    async ({}, use) => {
      const house = await startHouse(await freePorts());
      await use(house);
      await house.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ house }, use) => use(house.url),
  // oxlint-disable-next-line no-empty-pattern -- As above.
  expected: async ({}, use) => use({ answers: [], requests: [], console: [] }),
  context: async ({ context, house, expected }, use) => {
    const faults = watch(context, house, expected);
    await use(context);
    tell(faults);
  },
  visitor: async ({ browser, contextOptions, house, expected }, use) => {
    const watched: { context: BrowserContext; faults: string[] }[] = [];
    await use(async (options = {}, make = browser) => {
      const context = await make.newContext({
        ...contextOptions,
        baseURL: house.url,
        ...options,
      });
      watched.push({ context, faults: watch(context, house, expected) });
      return context;
    });
    for (const { context } of watched) await context.close();
    tell(watched.flatMap(({ faults }) => faults));
  },
  page: async ({ page, house }, use) => {
    const before = house.complaints.length;
    await use(page);
    tell(house.complaints.slice(before));
  },
});

function watch(context: BrowserContext, house: House, expected: Expected): string[] {
  const faults: string[] = [];
  const homes = [house.url, house.zoom];
  const isExpected = (answer: string) => expected.answers.some((known) => known.test(answer));
  context.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    // The browser's own remark about an answer that `response` judges below.
    if (message.text().startsWith('Failed to load resource')) return;
    if (expected.console.some((known) => known.test(message.text()))) return;
    faults.push(`console: ${message.text()}`);
  });
  context.on('weberror', (error) => faults.push(`page: ${error.error().stack}`));
  context.on('request', (request) => {
    if (expected.requests.some((known) => known.test(request.url()))) return;
    const { origin, protocol } = new URL(request.url());
    if (!['data:', 'blob:'].includes(protocol) && !homes.includes(origin)) {
      faults.push(`request to elsewhere: ${request.url()}`);
    }
  });
  context.on('response', (response) => {
    const answer = `${response.status()} ${new URL(response.url()).pathname}`;
    if (response.status() >= 400 && !isExpected(answer)) faults.push(`answer: ${answer}`);
  });
  return faults;
}

function tell(faults: string[]): void {
  if (faults.length > 0) throw new Error(`Seen while the test ran:\n${faults.join('\n')}`);
}
