/** People in calls: a house of their own, whose sessions are about to begin, and cameras that are not real. */
import type { CallHouse } from './call-house.ts';
import { signIn } from './host.ts';
import { freePorts, startHouse } from './house.ts';
import { expect, test as base, type Page } from './test.ts';

export { expect, type Page } from './test.ts';

const FAKE_DEVICES = [
  '--disable-gpu',
  '--use-fake-device-for-media-stream=fps=30',
  '--use-fake-ui-for-media-stream',
  // A machine without a network has loopback only, and Chromium leaves it out unless told.
  '--allow-loopback-in-peer-connection',
];

interface OfTest {
  /** A session nobody else meets in. */
  session: CallHouse['calls'][number];
  people: People;
}

interface OfWorker {
  /** Further settings of the house. */
  settings: Record<string, string>;
  /** Further ways in which the browsers of this file differ. */
  flags: string[];
  calls: CallHouse & { next(): CallHouse['calls'][number] };
}

export interface People {
  /** A window of a host who has signed in. */
  host(): Promise<Page>;
  /** The host, in the call. */
  hostIn(): Promise<Page>;
  guestAtDoor(guest?: number): Promise<Page>;
  bothIn(): Promise<{ ada: Page; flora: Page }>;
}

export const test = base.extend<OfTest, OfWorker>({
  settings: [{}, { scope: 'worker', option: true }],
  flags: [[], { scope: 'worker', option: true }],
  launchOptions: [
    async ({ launchOptions, flags }, use) => {
      const args = [...(launchOptions.args ?? []), ...FAKE_DEVICES, ...flags];
      await use({ ...launchOptions, args });
    },
    { scope: 'worker' },
  ],
  house: [
    async ({ settings }, use) => {
      const wished = { LOG_LEVEL: 'info', ...settings };
      const house = await startHouse(await freePorts(), wished, CALL_HOUSE);
      await use(house);
      await house.stop();
      expectDiscreet(house.printed());
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  calls: [
    async ({ house }, use) => {
      const calls = readCalls(house.printed());
      const left = [...calls.calls];
      const next = () => {
        const session = left.shift();
        if (!session) throw new Error('the house has too few sessions for these tests');
        return session;
      };
      await use({ ...calls, next });
    },
    { scope: 'worker' },
  ],
  session: async ({ calls }, use) => use(calls.next()),
  people: async ({ visitor, calls, session }, use) => {
    const host = async () => {
      const page = await (await visitor()).newPage();
      await signIn(page, { ...calls.host, page: '' });
      return page;
    };
    const hostIn = async () => {
      const ada = await host();
      await ada.goto(`/sessions/${session.sessionId}/call`);
      await ada.getByRole('button', { name: 'Join the call' }).click();
      await expect(ada.getByRole('button', { name: 'Leave' })).toBeVisible();
      return ada;
    };
    const guestAtDoor = async (guest = 0) => {
      const flora = await (await visitor()).newPage();
      await flora.goto(`/b/${session.guests[guest]}/call`);
      return flora;
    };
    const bothIn = async () => {
      const ada = await hostIn();
      const flora = await guestAtDoor();
      await flora.getByRole('button', { name: 'Join the call' }).click();
      await ada.getByRole('button', { name: 'Let in Flora Duval' }).click();
      await Promise.all([firstFrame(ada), firstFrame(flora)]);
      return { ada, flora };
    };
    await use({ host, hostIn, guestAtDoor, bothIn });
  },
});

const CALL_HOUSE = `${import.meta.dirname}/call-house.ts`;

/** What whoever looks after the server must not read: who met, over which way, with what, and what was written. */
const PRIVATE =
  /candidate:|v=0|a=ice|fingerprint|credential|Flora|Linus|Ada|127\.0\.0\.1|fake_device|Fake Audio|Page 12|Nearly there/;

function readCalls(printed: string): CallHouse {
  const line = printed.split('\n').find((one) => one.startsWith('{"url"'));
  return JSON.parse(line ?? '') as CallHouse;
}

/** Nothing private of all the calls of one file stands in the log. */
function expectDiscreet(printed: string): void {
  const logged = printed.split('\n').filter((line) => line.startsWith('{"level"'));
  expect(logged.join('\n')).not.toMatch(PRIVATE);
  for (const token of readCalls(printed).calls.flatMap(({ guests }) => guests)) {
    expect(logged.join('\n')).not.toContain(token);
  }
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
