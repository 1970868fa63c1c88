/** Two makes of browser in one call. */
import { startFirefox, WITHOUT_FIREFOX } from '../../test/e2e/support/firefox.ts';
import { atLeast, notRun, type Measured } from './measured.ts';
import { drawn } from './pictures.ts';
import { pause, type Stage } from './stage.ts';

export async function withFirefox(stage: Stage): Promise<Measured[]> {
  if (WITHOUT_FIREFOX) return [notRun('Firefox and Chromium', WITHOUT_FIREFOX)];
  const { ada, flora } = await stage.people(await startFirefox()).bothIn();
  await pause(5_000);
  const [atAda, atFlora] = await Promise.all([drawn(ada, 10_000), drawn(flora, 10_000)]);
  return [
    atLeast('Chromium draws of Firefox, frames', atAda.fps, 20),
    atLeast('Firefox draws of Chromium, frames', atFlora.fps, 20),
  ];
}
