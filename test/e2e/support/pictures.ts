/** What is really seen and heard on the page of a call. */
import type { Page } from '@playwright/test';

/** Frames of somebody else's camera that were really drawn, counted over so many milliseconds. */
export async function framesSeen(page: Page, ms = 1_500): Promise<number> {
  return await page.evaluate(async (forMs) => {
    const video = document.querySelector<HTMLVideoElement>('.tile:not(.own, .screen-tile) video');
    if (!video) return 0;
    let frames = 0;
    const count = () => {
      frames += 1;
      video.requestVideoFrameCallback(count);
    };
    video.requestVideoFrameCallback(count);
    await new Promise((resolve) => setTimeout(resolve, forMs));
    return frames;
  }, ms);
}

/** Resolves with the moment (epoch milliseconds) the first frame of somebody else is drawn. */
export async function firstFrame(page: Page): Promise<number> {
  return await page.evaluate(async () => {
    const find = () =>
      document.querySelector<HTMLVideoElement>('.tile[data-connection]:not(.own) video:not(.dark)');
    while (!find()) await new Promise((resolve) => requestAnimationFrame(resolve));
    await new Promise((resolve) => find()?.requestVideoFrameCallback(resolve));
    return Date.now();
  });
}

/** Loudest voice received, 0 to 1. The beeps of the fake microphone come once a second. */
export async function voiceHeard(page: Page): Promise<boolean> {
  return await page.evaluate(async () => {
    const video = document.querySelector<HTMLVideoElement>('.tile:not(.own, .screen-tile) video');
    const stream = video?.srcObject as MediaStream | undefined;
    if (!stream || video?.muted) return false;
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    context.createMediaStreamSource(stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    const until = performance.now() + 4_000;
    while (performance.now() < until) {
      analyser.getFloatTimeDomainData(samples);
      if (samples.some((sample) => Math.abs(sample) > 0.01)) return true;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return false;
  });
}
