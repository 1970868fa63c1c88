/** Recordings of calls: how they are made, and what a browser finds in them. */
import type { People } from './call-people.ts';
import { expect, type Page } from './test.ts';

export const strip = (page: Page) => page.locator('.recording-strip');

export async function askToRecord(host: Page): Promise<void> {
  await host.getByRole('button', { name: 'More', exact: true }).click();
  await host.getByRole('button', { name: 'Record the call' }).click();
}

export async function agree(guest: Page): Promise<void> {
  await guest.getByRole('dialog').getByRole('button', { name: 'Agree' }).click();
}

/** Answers how to learn what has been sent of it so far. */
export async function beginRecording(host: Page, guest: Page): Promise<() => number> {
  const sent = partsSent(host);
  await askToRecord(host);
  await agree(guest);
  return sent;
}

/** Counts what is sent of recordings: a part for every two seconds, and at last a word that it was all. */
export function partsSent(host: Page): () => number {
  let sent = 0;
  host.on('request', (request) => {
    if (request.url().includes('/calls/recordings/')) sent += 1;
  });
  return () => sent;
}

export async function stopRecording(host: Page): Promise<void> {
  await strip(host).getByRole('button', { name: 'Stop recording' }).click({ timeout: 60_000 });
  await expect(host.getByText('The recording is saved.')).toBeVisible({ timeout: 30_000 });
}

/** The page of the session, beside the call in the host's browser. */
export async function openSession(host: Page, sessionId: string): Promise<Page> {
  const page = await host.context().newPage();
  await page.goto(`/sessions/${sessionId}`);
  return page;
}

/** How long the recording rests, while somebody who came later is asked. */
const RESTS_MS = 6_000;

/** A recording rests until somebody who came later has agreed; of that while nothing is in the film. */
export async function recordAroundPause(
  people: People,
  { sessionId }: { sessionId: string },
): Promise<Page> {
  const { ada, flora } = await people.bothIn();
  const began = Date.now();
  const sent = await beginRecording(ada, flora);
  await expect.poll(sent, { timeout: 60_000 }).toBeGreaterThanOrEqual(2);
  const linus = await people.knocks(1);
  await ada.getByRole('button', { name: 'Let in Linus Park' }).click();
  await expect(strip(ada)).toHaveAttribute('data-recording', 'paused');
  const sentBefore = sent();
  await ada.waitForTimeout(RESTS_MS);
  expect(sent() - sentBefore, 'parts sent while it rests').toBeLessThanOrEqual(1);
  await agree(linus);
  await expect(strip(ada)).toHaveAttribute('data-recording', 'on');
  const sentAtRest = sent();
  await expect.poll(sent, { timeout: 60_000 }).toBeGreaterThan(sentAtRest + 3);
  await stopRecording(ada);
  const tookS = (Date.now() - began) / 1_000;

  const page = await openSession(ada, sessionId);
  await expect(page.getByText('Linus Park agreed to be recorded.')).toBeVisible();
  await expectWhole(page);
  const { duration, soundLasts } = await probe(page, 5);
  for (const lasts of [duration, soundLasts])
    expect(lasts, `of ${tookS} s`).toBeLessThan(tookS - RESTS_MS / 1_000);
  return page;
}

/** Everybody moves and is heard in the film on the page, and it can be searched through. */
export async function expectWhole(page: Page): Promise<void> {
  const whole = { soughtTo: 5, hasSound: true, moves: { left: true, right: true } };
  expect(await probe(page, 5)).toMatchObject(whole);
}

/** Where the film stands on a page of the session. */
export const filmOn = (page: Page) => page.locator('video[src*="/recordings/"]');

/** What the browser itself finds in the film on the page, looking into it at this second and two before. */
export async function probe(page: Page, atS: number) {
  return await filmOn(page).evaluate(async (video: HTMLVideoElement, soughtS) => {
    const once = (event: string) =>
      new Promise((resolve) => video.addEventListener(event, resolve, { once: true }));
    const canvas = document.createElement('canvas');
    const draw = canvas.getContext('2d', { willReadFrequently: true });
    const seenAt = async (second: number) => {
      video.currentTime = second;
      await once('seeked');
      draw?.drawImage(video, 0, 0, canvas.width, canvas.height);
      return [...(draw?.getImageData(0, 0, canvas.width, canvas.height).data ?? [])];
    };
    video.muted = true;
    video.preload = 'auto';
    if (video.readyState < 1) await once('loadedmetadata');
    const before = await seenAt(soughtS - 2);
    const seen = await seenAt(soughtS);
    const sumOf = (colour: number) =>
      seen.reduce((sum, value, no) => (no % 4 === colour ? sum + value : sum), 0);
    // The colours of Firefox’s pretended camera change slowly.
    const changed = seen.map((value, no) => Math.abs(value - (before[no] ?? 0)) > 10);
    const isLeft = (no: number) => (no / 4) % canvas.width < canvas.width / 2;
    const bytes = await (await fetch(video.src)).arrayBuffer();
    const sound = await new AudioContext().decodeAudioData(bytes);
    const part = await fetch(video.src, { headers: { range: 'bytes=0-99' } });
    return {
      ...{ duration: video.duration, soughtTo: video.currentTime, ranges: part.status },
      hasPicture: video.videoWidth > 0,
      greenOverBlue: sumOf(1) / sumOf(2),
      moves: {
        left: changed.filter((is, no) => is && isLeft(no)).length > 50,
        right: changed.filter((is, no) => is && !isLeft(no)).length > 50,
      },
      soundLasts: sound.duration,
      hasSound: sound.getChannelData(0).some((value) => Math.abs(value) > 0.01),
    };
  }, atS);
}
