/** Where no direct way leads from one to the other. */
import { kill, startCoturn } from '../../test/e2e/support/coturn.ts';
import { firstFrame } from '../../test/e2e/support/pictures.ts';
import { counted } from '../../test/e2e/support/connections.ts';
import { atMost, exactly, type Measured } from './measured.ts';
import { AT_THE_SERVER, SERVER_IP } from './network.ts';
import { drawn } from './pictures.ts';
import { guestIn, pause, type FarStage } from './stage.ts';

export const RELAY_PORT = 3478;

const startRelay = () => startCoturn(RELAY_PORT, { ip: SERVER_IP, within: AT_THE_SERVER });

export async function relayed(stage: FarStage): Promise<Measured[]> {
  await using _ = await relay();
  await stage.network.forbidDirect();
  const people = stage.people();
  const ada = await people.hostIn();
  const { flora, letInToFrameMs } = await guestIn(people, ada);
  const { ends } = await counted(flora);
  return [
    atMost('no direct way: let in to the first frame', letInToFrameMs, 1_500),
    exactly('the way it found', ends.includes('relay') ? 'the relay' : ends.join(), 'the relay'),
  ];
}

export async function allUdpBlocked(stage: FarStage): Promise<Measured[]> {
  await using _ = await relay();
  await stage.network.forbidUdp();
  const people = stage.people();
  const ada = await people.hostIn();
  const { letInToFrameMs } = await guestIn(people, ada);
  return [atMost('all UDP blocked: let in to the first frame, over TCP', letInToFrameMs, 2_000)];
}

export async function relayKilled(stage: FarStage): Promise<Measured[]> {
  await using running = await relay();
  await stage.network.forbidDirect();
  const people = stage.people();
  const ada = await people.hostIn();
  const { flora } = await guestIn(people, ada);
  await firstFrame(ada);
  await pause(2_000);
  const watching = Promise.all([ada, flora].map((page) => drawn(page, 20_000)));
  await running.restart();
  const gaps = (await watching).map(({ longestGapMs }) => longestGapMs);
  return [
    atMost(
      'the relay is killed and comes back: longest gap in the picture',
      Math.max(...gaps),
      12_000,
    ),
  ];
}

export async function noWay(stage: FarStage): Promise<Measured[]> {
  await stage.network.forbidDirect();
  const people = stage.people();
  const ada = await people.hostIn();
  const flora = await people.knocks();
  const letIn = ada.getByRole('button', { name: /^Let in/ });
  await letIn.waitFor();
  const pressed = Date.now();
  await letIn.click();
  await flora.getByText('No way to Ada Winter was found yet.').waitFor({ timeout: 40_000 });
  return [atMost('no way and no relay: it is said in words', Date.now() - pressed, 15_000)];
}

async function relay() {
  let running = await startRelay();
  return {
    /** As a power cut would. */
    async restart() {
      await kill(running);
      running = await startRelay();
    },
    async [Symbol.asyncDispose]() {
      await kill(running);
    },
  };
}
