/** What a call has to hold, one after the other. Numbers in ms and frames a second. */
import type { Page } from '@playwright/test';
import { firstFrame } from '../../test/e2e/support/pictures.ts';
import { relaySettings, startCoturn, WITHOUT_COTURN } from '../../test/e2e/support/coturn.ts';
import { freePort } from '../../test/e2e/support/livekit-server.ts';
import { drawn, guestIn, median, withStage, type Stage } from './stage.ts';

export interface Measured {
  what: string;
  /** In words, as it stands in the table. */
  figure: string;
  hold: string;
  holds: boolean;
}

export interface Scenario {
  name: string;
  play(): Promise<Measured[]>;
}

export const SCENARIOS: Scenario[] = [
  { name: 'joining', play: () => withStage({}, joining) },
  { name: 'twenty seconds of two people', play: () => withStage({}, steady) },
  { name: 'the server forgets everything', play: () => withStage({}, forgetting) },
  { name: 'sharing a screen', play: () => withStage({}, sharing) },
  { name: 'three and four people', play: () => withStage({}, growing) },
  { name: 'through a relay', play: relayed },
];

const atMost = (what: string, ms: number, limit: number): Measured => ({
  what,
  figure: `${Math.round(ms)} ms`,
  hold: `at most ${limit.toLocaleString('en')} ms`,
  holds: ms <= limit,
});

const atLeast = (what: string, fps: number, limit: number): Measured => ({
  what,
  figure: `${fps.toFixed(1)} a second`,
  hold: `at least ${limit} a second`,
  holds: fps >= limit,
});

async function joining(stage: Stage): Promise<Measured[]> {
  const ada = await stage.people.hostIn();
  const { letInToFrameMs } = await guestIn(stage, ada);
  await firstFrame(ada);
  const took: number[] = [];
  for (let round = 0; round < 10; round += 1) {
    await ada.getByRole('button', { name: 'Leave' }).click();
    const again = ada.getByRole('button', { name: 'Join again' });
    await again.waitFor();
    const pressed = Date.now();
    await again.click();
    took.push((await firstFrame(ada)) - pressed);
  }
  return [
    atMost('press on Join to the first frame of the other, median of 10', median(took), 800),
    atMost('the worst of them', Math.max(...took), 1_500),
    atMost('let in to the first frame', letInToFrameMs, 1_500),
  ];
}

async function steady(stage: Stage): Promise<Measured[]> {
  const ada = await stage.people.hostIn();
  const { page: flora } = await guestIn(stage, ada);
  await firstFrame(ada);
  const [atAda, atFlora] = await Promise.all([drawn(ada, 20_000), drawn(flora, 20_000)]);
  const width = Math.min(atAda.width, atFlora.width);
  return [
    atLeast('two people, frames drawn', Math.min(atAda.fps, atFlora.fps), 27),
    {
      what: 'width of the picture after 20 s',
      figure: `${width}`,
      hold: '1280',
      holds: width >= 1280,
    },
  ];
}

async function forgetting(stage: Stage): Promise<Measured[]> {
  const ada = await stage.people.hostIn();
  const { page: flora } = await guestIn(stage, ada);
  await firstFrame(ada);
  const watching = drawn(flora, 5_000);
  stage.house.signal('SIGUSR2');
  const began = Date.now();
  await ada.getByRole('button', { name: 'Raise hand' }).click();
  await flora.locator('.tile:not(.own) .tile-hand').waitFor();
  const backMs = Date.now() - began;
  return [
    atMost(
      'the server forgets all: longest gap in the picture',
      (await watching).longestGapMs,
      300,
    ),
    atMost('the server forgets all: a raised hand arrives', backMs, 2_000),
  ];
}

async function sharing(stage: Stage): Promise<Measured[]> {
  const ada = await stage.people.hostIn();
  const { page: flora } = await guestIn(stage, ada);
  const pressed = Date.now();
  await ada.getByRole('button', { name: 'Share screen' }).click();
  const seen = await flora.evaluate(async () => {
    const find = () => document.querySelector<HTMLVideoElement>('.screen-tile video');
    while (!find()) await new Promise((resolve) => requestAnimationFrame(resolve));
    await new Promise((resolve) => find()?.requestVideoFrameCallback(resolve));
    return Date.now();
  });
  const stopped = Date.now();
  await ada.getByRole('button', { name: 'Stop sharing' }).click();
  await flora.locator('.screen-tile').waitFor({ state: 'detached' });
  return [
    atMost('a shared screen is seen', seen - pressed, 1_000),
    atMost('and gone again', Date.now() - stopped, 500),
  ];
}

async function growing(stage: Stage): Promise<Measured[]> {
  const ada = await stage.people.hostIn();
  const pages: Page[] = [ada];
  const measured: Measured[] = [];
  for (const guest of [0, 1, 2]) {
    const began = Date.now();
    const { page } = await guestIn(stage, ada, guest);
    pages.push(page);
    await seesAll(page, pages.length - 1);
    const seesAllMs = Date.now() - began;
    if (guest === 0) continue;
    const each = await Promise.all(pages.map((one) => drawn(one, 10_000)));
    const worst = Math.min(...each.map(({ fps }) => fps));
    const count = guest === 1 ? 'three' : 'four';
    measured.push(
      atLeast(
        `${count} people, frames drawn of whoever came off worst`,
        worst,
        guest === 1 ? 18 : 15,
      ),
      atMost(`${count} people, page opened to all seen`, seesAllMs, guest === 1 ? 3_000 : 5_000),
    );
  }
  return measured;
}

async function seesAll(page: Page, others: number): Promise<void> {
  await page.evaluate(async (count) => {
    const find = () => [
      ...document.querySelectorAll<HTMLVideoElement>('.tile[data-connection]:not(.own) video'),
    ];
    while (find().length < count) await new Promise((resolve) => requestAnimationFrame(resolve));
    const frames = find().map(
      (video) => new Promise((done) => video.requestVideoFrameCallback(done)),
    );
    await Promise.all(frames);
  }, others);
}

async function relayed(): Promise<Measured[]> {
  if (WITHOUT_COTURN) {
    return [
      { what: 'through a relay', figure: `not run: ${WITHOUT_COTURN}`, hold: '', holds: true },
    ];
  }
  const port = await freePort();
  const coturn = await startCoturn(port);
  try {
    return await withStage(relaySettings(port), async (stage) => {
      const ada = await stage.people.host();
      await ada.goto('/scheduling/conferencing');
      await ada.getByRole('button', { name: 'Always use our relay' }).click();
      await ada.getByText('nobody learns the internet address').waitFor();
      const again = await stage.people.hostIn();
      const { letInToFrameMs } = await guestIn(stage, again);
      return [atMost('let in to the first frame, relay only, over UDP', letInToFrameMs, 1_500)];
    });
  } finally {
    coturn.kill();
  }
}
