/** One call at a time, between real browsers that share this machine with the server. */
import type { Browser, Page } from '@playwright/test';
import {
  firstFrame,
  hostPage,
  openBrowser,
  openPage,
  startHouse,
  type RunningHouse,
} from '../../test/e2e/call-people.ts';

export interface Stage {
  browser: Browser;
  house: RunningHouse;
}

export async function withStage<T>(
  env: Record<string, string>,
  play: (stage: Stage) => Promise<T>,
): Promise<T> {
  const [browser, house] = await Promise.all([openBrowser(), startHouse(env)]);
  try {
    return await play({ browser, house });
  } finally {
    house.process.removeAllListeners('exit').kill();
    await browser.close();
  }
}

export async function hostIn({ browser, house }: Stage, call: number): Promise<Page> {
  const ada = await hostPage(browser, house, []);
  await ada.goto(`${house.url}/sessions/${house.calls[call]!.sessionId}/call`);
  await ada.getByRole('button', { name: 'Join the call' }).click();
  await ada.getByRole('button', { name: 'Leave' }).waitFor();
  return ada;
}

/** Knocks and is let in; answers once the guest sees the host. */
export async function guestIn(
  { browser, house }: Stage,
  ada: Page,
  { call, guest }: { call: number; guest: number },
): Promise<{ page: Page; letInToFrameMs: number }> {
  const page = await openPage(browser, []);
  await page.goto(`${house.url}/b/${house.calls[call]!.guests[guest]}/call`);
  await page.getByRole('button', { name: 'Join the call' }).click();
  const letIn = ada.getByRole('button', { name: /^Let in/ });
  await letIn.waitFor();
  const pressed = Date.now();
  await letIn.click();
  return { page, letInToFrameMs: (await firstFrame(page)) - pressed };
}

/** What was drawn of every other person over so long. */
export interface Drawn {
  /** Frames a second, of whoever came off worst. */
  fps: number;
  /** Between two frames, of whoever came off worst. */
  longestGapMs: number;
  width: number;
}

export async function drawn(page: Page, ms: number): Promise<Drawn> {
  return await page.evaluate(async (forMs) => {
    const videos = [
      ...document.querySelectorAll<HTMLVideoElement>('.tile:not(.own, .screen-tile) video'),
    ];
    const seen = videos.map((video) => watch(video));
    await new Promise((resolve) => setTimeout(resolve, forMs));
    const now = performance.now();
    return {
      fps: Math.min(...seen.map(({ frames }) => frames / (forMs / 1000))),
      longestGapMs: Math.max(...seen.map(({ gap, last }) => Math.max(gap, now - last))),
      width: Math.min(...videos.map(({ videoWidth }) => videoWidth)),
    };

    function watch(video: HTMLVideoElement) {
      const state = { frames: 0, gap: 0, last: performance.now() };
      const count = (at: number) => {
        state.frames += 1;
        state.gap = Math.max(state.gap, at - state.last);
        state.last = at;
        video.requestVideoFrameCallback(count);
      };
      video.requestVideoFrameCallback(count);
      return state;
    }
  }, ms);
}

export function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
