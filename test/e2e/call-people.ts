/** People in calls, for tests in browsers: a house of their own, and windows with a camera that is not real. */
import { chromium, expect, type Browser, type Page } from '@playwright/test';
import { spawn, type ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import type { CallHouse } from './call-house.ts';

const FAKE_DEVICES = [
  '--disable-gpu',
  '--use-fake-device-for-media-stream=fps=30',
  // A machine without a network has loopback only, and Chromium leaves it out unless told.
  '--allow-loopback-in-peer-connection',
];

export async function openBrowser(permission: 'given' | 'refused' = 'given'): Promise<Browser> {
  const asked = `--use-fake-ui-for-media-stream${permission === 'refused' ? '=deny' : ''}`;
  return await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [...FAKE_DEVICES, asked],
  });
}

export interface RunningHouse extends CallHouse {
  process: ChildProcess;
  /** Everything the house has logged so far. */
  logged: () => string;
}

export async function startHouse(env: Record<string, string> = {}): Promise<RunningHouse> {
  const running = spawn('node', [`${import.meta.dirname}/call-house.ts`], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  let logged = '';
  return await new Promise((resolve, reject) => {
    running.once('exit', (code) => reject(new Error(`the house ended with ${code}`)));
    running.stdout.on('data', (text) => {
      logged += text;
      const line = logged.split('\n').find((one) => one.startsWith('{"url"') && one.endsWith('}'));
      if (line) resolve({ ...JSON.parse(line), process: running, logged: () => logged });
    });
  });
}

/** A window that fails the test when its console shows an error. */
export async function openPage(browser: Browser, troubles: string[]): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(message.text());
  });
  return page;
}

export async function hostPage(browser: Browser, house: CallHouse, troubles: string[]) {
  const page = await openPage(browser, troubles);
  await page.goto(`${house.url}/sign-in`);
  await page.getByLabel('E-mail').first().fill(house.host.email);
  await page.getByLabel('Password').first().fill(house.host.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL(/sessions/);
  return page;
}

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

/** What a screen reader or a keyboard would stumble over. */
export async function expectAccessible(page: Page): Promise<void> {
  // Through the debugger's own door: the page's security policy lets no foreign script in.
  const path = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
  const { readFile } = await import('node:fs/promises');
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: await readFile(path, 'utf8') });
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  });
  expect(found).toEqual([]);
}
