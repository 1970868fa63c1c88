/** Connections and pictures with nothing of ours around them: what this machine can do at most. */
import type { Page } from '@playwright/test';
import { drawn } from './pictures.ts';
import type { Stage } from './stage.ts';

interface Bare {
  stream: MediaStream;
  open: RTCPeerConnection[];
}

/** Frames a second of whoever comes off worst, where everybody sends what people in our calls send. */
export async function bareGroup(stage: Stage, count: number): Promise<number> {
  const pages = await openBare(stage, count);
  const each = await Promise.all(pages.map((page) => drawn(page, 10_000)));
  return Math.min(...each.map(({ fps }) => fps));
}

export async function openBare(stage: Stage, count: number): Promise<Page[]> {
  const pages: Page[] = [];
  for (let place = 0; place < count; place += 1) {
    const page = await stage.window();
    await begin(page);
    for (const before of pages) await connect(before, page);
    pages.push(page);
  }
  return pages;
}

async function begin(page: Page): Promise<void> {
  await page.goto('/healthz');
  await page.evaluate(async () => {
    document.body.innerHTML = '<div class="tile own"><video autoplay muted></video></div>';
    document.body.style.cssText = 'display: grid; grid-template-columns: 640px 640px';
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: true,
      video: { width: 640, height: 360, frameRate: 20 },
    });
    document.querySelector('video')!.srcObject = stream;
    Object.assign(window, { bare: { stream, open: [] } satisfies Bare });
  });
}

/** One step after the other, candidates in the descriptions: only the connection itself is wanted. */
async function connect(one: Page, other: Page): Promise<void> {
  const offer = await describe(one);
  const answer = await describe(other, offer);
  await one.evaluate(async (sdp) => {
    const { open } = (window as unknown as { bare: Bare }).bare;
    await open.at(-1)?.setRemoteDescription({ type: 'answer', sdp });
  }, answer);
}

async function describe(page: Page, offer?: string): Promise<string> {
  return await page.evaluate(async (heard) => {
    const { stream, open } = (window as unknown as { bare: Bare }).bare;
    const connection = new RTCPeerConnection();
    open.push(connection);
    connection.ontrack = ({ track, streams: [theirs] }) => {
      if (track.kind !== 'video' || !theirs) return;
      const tile = document.createElement('div');
      tile.className = 'tile';
      const video = document.createElement('video');
      Object.assign(video, { autoplay: true, srcObject: theirs });
      tile.append(video);
      document.body.append(tile);
    };
    for (const track of stream.getTracks()) connection.addTrack(track, stream);
    if (heard) await connection.setRemoteDescription({ type: 'offer', sdp: heard });
    await connection.setLocalDescription();
    while (connection.iceGatheringState !== 'complete') {
      await new Promise((resolve) =>
        connection.addEventListener('icegatheringstatechange', resolve),
      );
    }
    return connection.localDescription?.sdp ?? '';
  }, offer);
}
