/** People in calls of whom one is in Firefox. */
import type { Browser } from '@playwright/test';
import { peopleIn } from './call-people.ts';
import { test as base } from './calls.ts';
import { keepConnections } from './connections.ts';
import { startFirefox } from './firefox.ts';
import { startScreen } from './screen.ts';

interface WithFirefox {
  devices: 'given' | 'refused';
  hasScreen: boolean;
  inFirefox: 'guest' | 'host';
  firefox: Browser;
}

export const test = base.extend<WithFirefox>({
  devices: ['given', { option: true }],
  hasScreen: [false, { option: true }],
  inFirefox: ['guest', { option: true }],
  firefox: async ({ devices, hasScreen }, use) => {
    const screen = hasScreen ? await startScreen() : undefined;
    const firefox = await startFirefox({ devices, screen });
    await use(firefox);
    await firefox.close();
    screen?.stop();
  },
  people: async ({ visitor, firefox, inFirefox, calls, session }, use) => {
    const inChromium = async () => await (await visitor()).newPage();
    const there = async () => {
      const page = await (await visitor({}, firefox)).newPage();
      await keepConnections(page);
      return page;
    };
    const windowOf = { host: inChromium, guest: inChromium, [inFirefox]: there };
    await use(peopleIn(session, windowOf, calls));
  },
});
