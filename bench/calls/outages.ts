/** What goes away in the middle of a call, and how soon it is as if nothing had been. */
import { countedDuring, rollbacks } from '../../test/e2e/support/connections.ts';
import { atMost, exactly, type Measured } from './measured.ts';
import { drawn, movesAgain } from './pictures.ts';
import { DEAF_MS, pause, type FarStage, type Stage } from './stage.ts';

export async function outages(stage: FarStage): Promise<Measured[]> {
  const { ada, flora } = await stage.people().bothIn();
  const measured: Measured[] = [];
  for (const [seconds, limit] of [
    [3, 2_000],
    [8, 3_000],
    [40, 5_000],
  ] as const) {
    await pause(3_000);
    await stage.network.cut('flora');
    await pause(seconds * 1_000);
    await stage.network.heal();
    const backMs = await movesAgain([ada, flora], Date.now());
    measured.push(
      atMost(`network away for ${seconds} s: pictures after it is back`, backMs, limit),
    );
  }
  return measured;
}

export async function changedAddress(stage: FarStage): Promise<Measured[]> {
  const { ada, flora } = await stage.people().bothIn();
  await pause(3_000);
  const watching = Promise.all([ada, flora].map((page) => drawn(page, 15_000)));
  await stage.network.changeAddress('flora');
  const gaps = (await watching).map(({ longestGapMs }) => longestGapMs);
  return [atMost('another address: longest gap in the picture', Math.max(...gaps), 6_000)];
}

const TIMES = 10;
/** Longer than it takes a browser to notice. */
const NOTICED_MS = 7_000;

export async function bothNotice(stage: FarStage): Promise<Measured[]> {
  const { ada, flora } = await stage.people().bothIn();
  const backMs: number[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    await stage.network.cut('ada', 'flora');
    await pause(NOTICED_MS);
    await stage.network.heal();
    backMs.push(await movesAgain([ada, flora], Date.now()));
  }
  const came = backMs.filter((ms) => ms < Infinity).length;
  const rolledBack = (await rollbacks(ada)) + (await rollbacks(flora));
  return [
    exactly(
      `both away for ${NOTICED_MS / 1_000} s: pictures move again on both sides`,
      came,
      TIMES,
    ),
    atMost('the longest wait for that', Math.max(...backMs), 3_000),
    exactly('offers that met each other', rolledBack, 0),
  ];
}

export async function forgetting(stage: Stage): Promise<Measured[]> {
  const { ada, flora } = await stage.people().bothIn();
  await pause(2_000);
  const began = Date.now();
  const { result } = await countedDuring([ada, flora], async () => {
    const watching = Promise.all([ada, flora].map((page) => drawn(page, 9_000)));
    stage.house.signal('SIGUSR2');
    await ada.getByRole('button', { name: 'Raise hand' }).click();
    await flora.locator('.tile:not(.own) .tile-hand').waitFor();
    const backMs = Date.now() - began - DEAF_MS;
    const gaps = (await watching).map(({ longestGapMs }) => longestGapMs);
    return { backMs, gapMs: Math.max(...gaps) };
  });
  const knocks = await ada.getByRole('button', { name: /^Let in/ }).count();
  return [
    atMost('the server is gone for 3 s and knows nothing: longest gap', result.gapMs, 300),
    atMost('the same: a hand raised meanwhile arrives after its return', result.backMs, 2_000),
    exactly('the same: people who have to knock again', knocks, 0),
  ];
}
