/** Calls through a relay, with a real coturn. */
import type { ChildProcess } from 'node:child_process';
import { peopleIn, readCalls, startCallHouse } from './support/call-people.ts';
import { expect, firstFrame, picturesMove, test as base, type Page } from './support/calls.ts';
import {
  credentialUntil,
  kill,
  relaySettings,
  startCoturn,
  WITHOUT_COTURN,
} from './support/coturn.ts';
import { freePort } from './support/livekit-server.ts';

interface Relay {
  port: number;
  /** As a power cut would. */
  restart(): Promise<void>;
}

const test = base.extend<object, { relay: Relay }>({
  relay: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads what a fixture needs from here.
    async ({}, use) => {
      const port = await freePort();
      let coturn: ChildProcess = await startCoturn(port);
      const restart = async () => {
        await kill(coturn);
        coturn = await startCoturn(port);
      };
      await use({ port, restart });
      coturn.kill();
    },
    { scope: 'worker' },
  ],
  settings: [async ({ relay }, use) => use(relaySettings(relay.port)), { scope: 'worker' }],
});

test.describe.configure({ mode: 'default', timeout: 120_000 });
test.skip(Boolean(WITHOUT_COTURN), String(WITHOUT_COTURN));

test('the relay takes a credential for its time only, and only with its own secret', async ({
  page,
  relay: { port },
}) => {
  await page.goto('/sign-in');
  const nowS = Math.floor(Date.now() / 1000);
  expect(await relayFound(page, port, credentialUntil(nowS + 60))).toEqual({
    found: true,
    refused: false,
  });
  const refused = { found: false, refused: true };
  expect(await relayFound(page, port, credentialUntil(nowS - 1))).toEqual(refused);
  expect(await relayFound(page, port, credentialUntil(nowS + 60, 'a guess'))).toEqual(refused);
});

test('always through the relay: nobody tells an address, both are seen, and a restart of the relay is survived', async ({
  people,
  session,
  relay,
}) => {
  const ada = await people.host();
  await ada.goto('/scheduling/conferencing');
  await ada.getByRole('button', { name: 'Always use our relay' }).click();
  await expect(ada.getByText('nobody learns the internet address of the other')).toBeVisible();

  const toldByAda = wordsOf(ada);
  await ada.goto(`/sessions/${session.sessionId}/call`);
  await ada.getByRole('button', { name: 'Join the call' }).click();
  let toldByFlora = { sent: [] as string[], heard: [] as string[] };
  const flora = await people.knocks(0, (page) => (toldByFlora = wordsOf(page)));
  await ada.getByRole('button', { name: 'Let in Flora Duval' }).click();
  await Promise.all([firstFrame(ada), firstFrame(flora)]);
  await picturesMove(ada);
  await picturesMove(flora);

  const candidates = () =>
    [...toldByAda.sent, ...toldByFlora.sent].flatMap(
      (text) => text.match(/typ (host|srflx|prflx|relay)/g) ?? [],
    );
  expect(new Set(candidates())).toEqual(new Set(['typ relay']));
  const toldAtFirst = candidates().length;

  const before = credentialsIn([...toldByAda.heard, ...toldByFlora.heard]);
  await relay.restart();
  await expect
    .poll(() => credentialsIn([...toldByAda.heard, ...toldByFlora.heard]).size, { timeout: 30_000 })
    .toBeGreaterThan(before.size);
  await picturesMove(ada);
  await picturesMove(flora);
  expect(candidates().length).toBeGreaterThan(toldAtFirst);
  expect(new Set(candidates())).toEqual(new Set(['typ relay']));
});

test('without a relay on the server the wish is refused in words', async ({ browser }) => {
  const bare = await startCallHouse();
  const calls = readCalls(bare);
  const newWindow = () => browser.newPage({ baseURL: bare.url });
  const people = peopleIn(calls.calls[0]!, { host: newWindow, guest: newWindow }, calls);
  const ada = await people.host();
  await ada.goto('/scheduling/conferencing');
  await expect(ada.getByText('can add a relay that hides it')).toBeVisible();
  await expect(ada.getByRole('button', { name: 'Always use our relay' })).toHaveCount(0);
  const answer = await ada.request.post(`${bare.url}/scheduling/conferencing`, {
    form: { deed: 'always-relay' },
    headers: { origin: bare.url },
  });
  expect(answer.status()).toBe(409);
  expect(await answer.text()).toContain('This server has no relay yet.');
  await ada.context().close();
  await bare.stop();
});

/** Everything said over the line of a call, both ways. */
function wordsOf(page: Page): { sent: string[]; heard: string[] } {
  const words = { sent: [] as string[], heard: [] as string[] };
  page.on('websocket', (socket) => {
    socket.on('framesent', ({ payload }) => void words.sent.push(String(payload)));
    socket.on('framereceived', ({ payload }) => void words.heard.push(String(payload)));
  });
  return words;
}

function credentialsIn(heard: string[]): Set<string> {
  return new Set(heard.flatMap((text) => text.match(/"username":"[^"]+"/g) ?? []));
}

async function relayFound(
  page: Page,
  port: number,
  credential: { username: string; credential: string },
): Promise<{ found: boolean; refused: boolean }> {
  const { TURN_URLS: urls } = relaySettings(port);
  return await page.evaluate(
    async (server) => {
      const connection = new RTCPeerConnection({
        iceServers: [server],
        iceTransportPolicy: 'relay',
      });
      const answer = { found: false, refused: false };
      const gathered = new Promise<void>((resolve) => {
        connection.onicecandidate = ({ candidate }) => {
          if (candidate?.type === 'relay') answer.found = true;
          if (!candidate) resolve();
        };
      });
      connection.onicecandidateerror = ({ errorCode }) => {
        if (errorCode === 401) answer.refused = true;
      };
      connection.createDataChannel('any');
      await connection.setLocalDescription();
      await gathered;
      connection.close();
      return answer;
    },
    { urls, ...credential },
  );
}
