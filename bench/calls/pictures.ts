/** What is drawn of others on the page of a call. Counted in the page, where no network is between. */
import type { Page } from '@playwright/test';

/** Of whoever came off worst. */
export interface Drawn {
  /** Frames a second. */
  fps: number;
  /** Between two frames. */
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
      let presented: number | undefined;
      const count = (at: number, frame: VideoFrameCallbackMetadata) => {
        // A page that is busy is told late, and of two at once: both were shown.
        state.frames += frame.presentedFrames - (presented ?? frame.presentedFrames - 1);
        presented = frame.presentedFrames;
        state.gap = Math.max(state.gap, at - state.last);
        state.last = at;
        video.requestVideoFrameCallback(count);
      };
      video.requestVideoFrameCallback(count);
      return state;
    }
  }, ms);
}

const PATIENCE_MS = 60_000;
const IN_A_ROW = 5;

/** How long after this moment (epoch milliseconds) the picture of the other moves again on every page. */
export async function movesAgain(pages: Page[], after: number): Promise<number> {
  const back = await Promise.all(pages.map((page) => frameAfter(page, after)));
  return Math.max(...back) - after;
}

/** The first of a few frames, so that one left over in a buffer does not count. Infinite without any. */
async function frameAfter(page: Page, after: number): Promise<number> {
  return await page.evaluate(
    async ({ after: moment, patienceMs, inARow }) => {
      const video = document.querySelector<HTMLVideoElement>('.tile:not(.own, .screen-tile) video');
      const giveUp = new Promise<number>((resolve) => {
        setTimeout(() => resolve(Infinity), patienceMs);
      });
      const moves = new Promise<number>((resolve) => {
        let seen: number[] = [];
        const look = () => {
          const now = Date.now();
          const before = seen.at(-1);
          if (before !== undefined && now - before > 500) seen = [];
          if (now > moment) seen.push(now);
          if (seen.length >= inARow) resolve(seen[0]!);
          else video?.requestVideoFrameCallback(look);
        };
        video?.requestVideoFrameCallback(look);
      });
      return await Promise.race([moves, giveUp]);
    },
    { after, patienceMs: PATIENCE_MS, inARow: IN_A_ROW },
  );
}

/** Resolves with the moment everybody else is seen. */
export async function seesAll(page: Page, others: number): Promise<number> {
  return await page.evaluate(async (count) => {
    const find = () => [
      ...document.querySelectorAll<HTMLVideoElement>('.tile[data-connection]:not(.own) video'),
    ];
    while (find().length < count) await new Promise((resolve) => requestAnimationFrame(resolve));
    const frames = find().map(
      (video) => new Promise((done) => video.requestVideoFrameCallback(done)),
    );
    await Promise.all(frames);
    return Date.now();
  }, others);
}
