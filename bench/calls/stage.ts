/** Where calls are held: real browsers, a house whose sessions are about to begin, one call at a time. */
import { chromium, type Browser, type BrowserContextOptions, type Page } from '@playwright/test';
import { findChromium } from '../../bin/suite/browser.ts';
import {
  FAKE_DEVICES,
  peopleIn,
  readCalls,
  startCallHouse,
  type People,
} from '../../test/e2e/support/call-people.ts';
import type { House } from '../../test/e2e/support/house.ts';
import { firstFrame } from '../../test/e2e/support/pictures.ts';
import { keepConnections } from '../../test/e2e/support/connections.ts';
import { AT_THE_SERVER, layNetwork, SERVER_IP, type Network } from './network.ts';

export interface Stage {
  house: House;
  /** Who meets in a session nobody has met in yet; the guests in these browsers by turns. */
  people(...guestsBrowsers: Browser[]): People;
  /** A window without anything in it. */
  window(): Promise<Page>;
  /** One more Chromium, on this machine, with other devices. */
  chromium(flags: string[]): Promise<Browser>;
  /** Hangs up for everybody. */
  empty(): Promise<void>;
  close(): Promise<void>;
}

export interface FarStage extends Stage {
  network: Network;
}

/** How long the house is gone when it forgets everything. */
export const DEAF_MS = 3_000;
const SETTINGS = { DEAF_MS: String(DEAF_MS) };

/** Everybody and the server on this machine as it is. */
export async function openStage(settings: Record<string, string> = {}): Promise<Stage> {
  const [browser, house] = await Promise.all([
    launch(FAKE_DEVICES),
    startCallHouse({ ...SETTINGS, ...settings }),
  ]);
  return stageOf(house, { host: browser, guest: browser });
}

/** Everybody on a machine of their own, with a network between. */
export async function openFarStage(settings: Record<string, string> = {}): Promise<FarStage> {
  const network = await layNetwork();
  const url = `http://${SERVER_IP}:3000`;
  const flags = [
    ...FAKE_DEVICES.filter((flag) => flag !== '--allow-loopback-in-peer-connection'),
    `--unsafely-treat-insecure-origin-as-secure=${url}`,
  ];
  const [ada, flora, house] = await Promise.all([
    launch(flags, network.chromiumAt('ada')),
    launch(flags, network.chromiumAt('flora')),
    startCallHouse({ ...SETTINGS, ...settings, APP_URL: url }, AT_THE_SERVER),
  ]);
  const stage = stageOf(house, { host: ada, guest: flora });
  return {
    ...stage,
    network,
    async empty() {
      await network.heal();
      await stage.empty();
    },
    async close() {
      await stage.close();
      await network.remove();
    },
  };
}

async function launch(flags: string[], executablePath = findChromium() ?? ''): Promise<Browser> {
  return await chromium.launch({ executablePath, args: flags });
}

function stageOf(house: House, browsers: Record<'host' | 'guest', Browser>): Stage {
  const calls = readCalls(house);
  const left = [...calls.calls];
  const open = new Set<Browser>(Object.values(browsers));
  const windowIn = (browser: Browser) => async () => {
    const page = await browser.newPage({ baseURL: house.url } satisfies BrowserContextOptions);
    await keepConnections(page);
    return page;
  };
  return {
    house,
    window: windowIn(browsers.guest),
    people(...guestsBrowsers) {
      guestsBrowsers.forEach((browser) => open.add(browser));
      const windows = (guestsBrowsers.length > 0 ? guestsBrowsers : [browsers.guest]).map(windowIn);
      let next = 0;
      const guest = () => windows[next++ % windows.length]!();
      return peopleIn(left.shift()!, { host: windowIn(browsers.host), guest }, calls);
    },
    async chromium(flags) {
      const more = await launch(flags);
      open.add(more);
      return more;
    },
    async empty() {
      for (const context of [...open].flatMap((browser) => browser.contexts())) {
        await context.close();
      }
    },
    async close() {
      for (const browser of open) await browser.close();
      await house.stop();
    },
  };
}

/** Knocks and is let in; answers once the guest sees the host. */
export async function guestIn(
  people: People,
  ada: Page,
  guest = 0,
): Promise<{ flora: Page; letInToFrameMs: number }> {
  const flora = await people.knocks(guest);
  return { flora, letInToFrameMs: await letIn(ada, flora) };
}

/** From the press on “Let in” to the first frame of the host. */
export async function letIn(ada: Page, flora: Page): Promise<number> {
  const pressed = await pressLetIn(ada);
  return (await firstFrame(flora)) - pressed;
}

/** Nobody presses in the moment a knock is drawn. */
const REACTS_MS = 600;

/** Answers when it was pressed (epoch milliseconds). */
export async function pressLetIn(ada: Page): Promise<number> {
  const button = ada.getByRole('button', { name: /^Let in/ });
  await button.waitFor();
  await pause(REACTS_MS);
  const pressed = Date.now();
  await button.click();
  return pressed;
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
