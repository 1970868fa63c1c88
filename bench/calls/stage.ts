/** One call at a time, between real browsers that share this machine with the server. */
import { chromium, type Page } from '@playwright/test';
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

export interface Stage {
  house: House;
  people: People;
}

export async function withStage<T>(
  settings: Record<string, string>,
  play: (stage: Stage) => Promise<T>,
): Promise<T> {
  const [browser, house] = await Promise.all([
    chromium.launch({ executablePath: findChromium() ?? '', args: FAKE_DEVICES }),
    startCallHouse(settings),
  ]);
  try {
    const calls = readCalls(house);
    const newWindow = () => browser.newPage({ baseURL: house.url });
    const people = peopleIn(calls.calls[0]!, { host: newWindow, guest: newWindow }, calls);
    return await play({ house, people });
  } finally {
    await browser.close();
    await house.stop();
  }
}

/** Knocks and is let in; answers once the guest sees the host. */
export async function guestIn(
  { people }: Stage,
  ada: Page,
  guest = 0,
): Promise<{ page: Page; letInToFrameMs: number }> {
  const page = await people.knocks(guest);
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
