/** Calls on one machine with nothing in their way. */
import type { Page } from '@playwright/test';
import type { People } from '../../test/e2e/support/call-people.ts';
import { scriptBytes } from '../../test/e2e/support/page-weight.ts';
import { firstFrame } from '../../test/e2e/support/pictures.ts';
import { countedDuring, stillOpen } from '../../test/e2e/support/connections.ts';
import { bareGroup } from './bare.ts';
import { atLeast, atMost, exactly, figure, median, wide, type Measured } from './measured.ts';
import { drawn, seesAll } from './pictures.ts';
import { guestIn, pressLetIn, type Stage } from './stage.ts';

const ROUNDS = 30;

export async function joining(stage: Stage): Promise<Measured[]> {
  const people = stage.people();
  const ada = await people.hostIn();
  const { flora, letInToFrameMs } = await guestIn(people, ada);
  await firstFrame(ada);
  const [atAda, atFlora]: [number[], number[]] = [[], []];
  const before = { ada: await stillOpen(ada), flora: await stillOpen(flora) };
  let left = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    await ada.getByRole('button', { name: 'Leave' }).click();
    const again = ada.getByRole('button', { name: 'Join again' });
    await again.waitFor();
    await flora.locator('.tile[data-connection]').waitFor({ state: 'detached' });
    left += Object.values(await stillOpen(ada)).reduce((sum, count) => sum + count, 0);
    const seenByFlora = firstFrame(flora);
    const pressed = Date.now();
    await again.click();
    atAda.push((await firstFrame(ada)) - pressed);
    atFlora.push((await seenByFlora) - pressed);
  }
  const after = { ada: await stillOpen(ada), flora: await stillOpen(flora) };
  const lines = ({ connections, sockets }: typeof after.ada) => `${connections} and ${sockets}`;
  return [
    atMost(
      `press on Join to the first frame of the other, median of ${ROUNDS}`,
      median(atAda),
      800,
    ),
    atMost('the worst of them', Math.max(...atAda), 1_500),
    atMost('press on Join until the other sees who joined, median', median(atFlora), 800),
    atMost('the worst of them', Math.max(...atFlora), 1_500),
    atMost('let in to the first frame', letInToFrameMs, 1_500),
    exactly(`left ${ROUNDS} times: connections, lines and devices not closed`, left, 0),
    exactly(
      `connections and lines after ${ROUNDS} rounds, at whoever left`,
      lines(after.ada),
      lines(before.ada),
    ),
    exactly('the same at whoever stayed', lines(after.flora), lines(before.flora)),
  ];
}

export async function steady(stage: Stage): Promise<Measured[]> {
  const people = stage.people();
  const ada = await people.hostIn();
  const { flora } = await guestIn(people, ada);
  await firstFrame(ada);
  const pages = [ada, flora];
  const { result, freezes, heard } = await countedDuring(pages, () =>
    Promise.all(pages.map((page) => drawn(page, 20_000))),
  );
  return [
    atLeast('two people for 20 s, frames drawn', Math.min(...result.map(({ fps }) => fps)), 27),
    exactly('freezes in them', freezes, 0),
    exactly('voices heard', heard ? 'both' : 'not both', 'both'),
    wide('the picture after 20 s', Math.min(...result.map(({ width }) => width)), 1280),
  ];
}

export async function sharing(stage: Stage): Promise<Measured[]> {
  const people = stage.people();
  const ada = await people.hostIn();
  const { flora } = await guestIn(people, ada);
  const pressed = Date.now();
  await ada.getByRole('button', { name: 'Share screen' }).click();
  const seen = await flora.evaluate(async () => {
    const find = () => document.querySelector<HTMLVideoElement>('.screen-tile video');
    while (!find()) await new Promise((resolve) => requestAnimationFrame(resolve));
    await new Promise((resolve) => find()?.requestVideoFrameCallback(resolve));
    return Date.now();
  });
  const { fps } = await drawn(flora, 5_000);
  const width = await flora
    .locator('.screen-tile video')
    .evaluate((video: HTMLVideoElement) => video.videoWidth);
  const stopped = Date.now();
  await ada.getByRole('button', { name: 'Stop sharing' }).click();
  await flora.locator('.screen-tile').waitFor({ state: 'detached' });
  return [
    atMost('a shared screen is seen', seen - pressed, 1_000),
    wide('the shared screen after 5 s', width, 1280),
    atLeast('the camera meanwhile, frames drawn', fps, 24),
    atMost('and the screen is gone again', Date.now() - stopped, 500),
  ];
}

export async function door(stage: Stage): Promise<Measured[]> {
  const people = stage.people();
  const ada = await people.hostIn();
  const { flora } = await guestIn(people, ada);
  await ada.getByText('People', { exact: true }).click();
  const removing = Date.now();
  await ada.getByRole('button', { name: /^Remove/ }).click();
  await flora.getByRole('heading', { name: 'You were taken out of the call' }).waitFor();
  const removedMs = Date.now() - removing;
  const linus = await people.knocks(1);
  const refuse = ada.getByRole('button', { name: /^Refuse/ });
  await refuse.waitFor();
  const refusing = Date.now();
  await refuse.click();
  await linus.getByRole('heading', { name: 'You were not let in' }).waitFor();
  return [
    atMost('removed: the call is over for them', removedMs, 500),
    atMost('refused: they read it', Date.now() - refusing, 500),
  ];
}

export async function growing(stage: Stage): Promise<Measured[]> {
  const people = stage.people();
  const pages = [await people.hostIn()];
  await joins(people, pages);
  const measured = [
    ...(await withOneMore(people, pages, { count: 'three', fewest: 18, longest: 3_000 })),
    ...(await withOneMore(people, pages, { count: 'four', fewest: 15, longest: 5_000 })),
  ];
  await stage.empty();
  for (const [count, words] of [
    [3, 'three'],
    [4, 'four'],
  ] as const) {
    const what = `${words} bare connections on this machine, frames drawn`;
    measured.push(figure(what, `${(await bareGroup(stage, count)).toFixed(1)} a second`));
    await stage.empty();
  }
  return measured;
}

/** Measured with one guest more than there were. */
export async function withOneMore(
  people: People,
  pages: Page[],
  { count, fewest, longest }: { count: string; fewest: number; longest: number },
): Promise<Measured[]> {
  const seesAllMs = await joins(people, pages);
  const each = await Promise.all(pages.map((one) => drawn(one, 10_000)));
  const worst = Math.min(...each.map(({ fps }) => fps));
  return [
    atLeast(`${count} people, frames drawn of whoever came off worst`, worst, fewest),
    atMost(`${count} people, let in to all seen`, seesAllMs, longest),
  ];
}

/** The next guest comes in. Milliseconds from the press on “Let in” until that guest sees everybody. */
export async function joins(people: People, pages: Page[]): Promise<number> {
  const knocking = await people.knocks(pages.length - 1);
  const pressed = await pressLetIn(pages[0]!);
  pages.push(knocking);
  return (await seesAll(knocking, pages.length - 1)) - pressed;
}

export async function weighing(stage: Stage): Promise<Measured[]> {
  const flora = await stage.people().guestAtDoor();
  await flora.getByRole('button', { name: 'Join the call' }).waitFor();
  const kb = Math.round((await scriptBytes(flora)) / 1000);
  return [
    {
      what: 'script on the page of a call',
      figure: `${kb} kB`,
      hold: 'at most 150 kB',
      holds: kb <= 150,
    },
  ];
}
