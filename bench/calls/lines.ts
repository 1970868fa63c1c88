/** Calls over bad lines. */
import { firstFrame } from '../../test/e2e/support/pictures.ts';
import { countedDuring } from '../../test/e2e/support/connections.ts';
import { atLeast, exactly, share, wide, type Measured } from './measured.ts';
import { drawn } from './pictures.ts';
import { guestIn, pause, type FarStage } from './stage.ts';

/** Until the picture has found its size. */
const SETTLES_MS = 12_000;
const WATCHED_MS = 15_000;

async function held(stage: FarStage, spoil: () => Promise<void>) {
  const people = stage.people();
  const ada = await people.hostIn();
  const { flora } = await guestIn(people, ada);
  await firstFrame(ada);
  await spoil();
  await pause(SETTLES_MS);
  const pages = [ada, flora];
  const { result, ...counts } = await countedDuring(pages, () =>
    Promise.all(pages.map((page) => drawn(page, WATCHED_MS))),
  );
  return {
    ...counts,
    fps: Math.min(...result.map(({ fps }) => fps)),
    width: Math.min(...result.map(({ width }) => width)),
  };
}

export async function loss(stage: FarStage): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (const [percent, fewest, madeUp] of [
    [5, 25, 0.06],
    [10, 24, 0.1],
  ] as const) {
    const { fps, freezes, concealedShare } = await held(stage, () => stage.network.lose(percent));
    const words = `${percent} % lost each way`;
    measured.push(atLeast(`${words}: frames drawn`, fps, fewest));
    if (percent === 5) measured.push(exactly(`${words}: freezes`, freezes, 0));
    measured.push(share(`${words}: voice made up`, concealedShare, madeUp));
    await stage.empty();
  }
  return measured;
}

export async function narrow(stage: FarStage): Promise<Measured[]> {
  const { fps, width, concealedShare } = await held(stage, () => stage.network.narrow(300));
  return [
    atLeast('300 kbit/s each way: frames drawn', fps, 24),
    wide('300 kbit/s: the picture', width, 320),
    share('300 kbit/s: voice made up', concealedShare, 0.02),
  ];
}
