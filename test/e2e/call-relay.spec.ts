/** Calls through a relay, with a real coturn. */
import { expect, test, type Browser, type Page } from '@playwright/test';
import type { ChildProcess } from 'node:child_process';
import {
  firstFrame,
  framesSeen,
  hostPage,
  openBrowser,
  openPage,
  startHouse,
  type RunningHouse,
} from './call-people.ts';
import { credentialUntil, kill, relaySettings, startCoturn, WITHOUT_COTURN } from './coturn.ts';
import { freePort } from './livekit-server.ts';

test.describe.configure({ mode: 'default', timeout: 120_000 });
test.skip(Boolean(WITHOUT_COTURN), String(WITHOUT_COTURN));

let browser: Browser;
let house: RunningHouse;
let coturn: ChildProcess;
let port: number;
let troubles: string[] = [];

test.beforeAll(async () => {
  port = await freePort();
  [browser, house, coturn] = await Promise.all([
    openBrowser(),
    startHouse(relaySettings(port)),
    startCoturn(port),
  ]);
});

test.afterAll(async () => {
  house?.process.removeAllListeners('exit').kill();
  coturn?.kill();
  await browser?.close();
});

test.beforeEach(() => {
  troubles = [];
});

test.afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  expect(troubles).toEqual([]);
});

test('the relay takes a credential for its time only, and only with its own secret', async () => {
  const page = await openPage(browser, troubles);
  await page.goto(`${house.url}/sign-in`);
  const nowS = Math.floor(Date.now() / 1000);
  expect(await relayFound(page, credentialUntil(nowS + 60))).toEqual({
    found: true,
    refused: false,
  });
  const refused = { found: false, refused: true };
  expect(await relayFound(page, credentialUntil(nowS - 1))).toEqual(refused);
  expect(await relayFound(page, credentialUntil(nowS + 60, 'a guess'))).toEqual(refused);
});

test('always through the relay: nobody tells an address, both are seen, and a restart of the relay is survived', async () => {
  const ada = await hostPage(browser, house, troubles);
  await ada.goto(`${house.url}/scheduling/conferencing`);
  await ada.getByRole('button', { name: 'Always use our relay' }).click();
  await expect(ada.getByText('nobody learns the internet address of the other')).toBeVisible();

  const toldByAda = wordsOf(ada);
  await ada.goto(`${house.url}/sessions/${house.calls[0]!.sessionId}/call`);
  await ada.getByRole('button', { name: 'Join the call' }).click();
  const flora = await openPage(browser, troubles);
  const toldByFlora = wordsOf(flora);
  await flora.goto(`${house.url}/b/${house.calls[0]!.guests[0]}/call`);
  await flora.getByRole('button', { name: 'Join the call' }).click();
  await ada.getByRole('button', { name: 'Let in Flora Duval' }).click();
  await Promise.all([firstFrame(ada), firstFrame(flora)]);
  expect(await framesSeen(ada)).toBeGreaterThan(5);
  expect(await framesSeen(flora)).toBeGreaterThan(5);

  const candidates = [...toldByAda.sent, ...toldByFlora.sent].flatMap(
    (text) => text.match(/typ (host|srflx|prflx|relay)/g) ?? [],
  );
  expect(candidates.length).toBeGreaterThan(0);
  expect(new Set(candidates)).toEqual(new Set(['typ relay']));

  const before = credentialsIn([...toldByAda.heard, ...toldByFlora.heard]);
  await kill(coturn);
  coturn = await startCoturn(port);
  await expect
    .poll(() => credentialsIn([...toldByAda.heard, ...toldByFlora.heard]).size, { timeout: 30_000 })
    .toBeGreaterThan(before.size);
  await expect.poll(() => framesSeen(ada, 1_000), { timeout: 40_000 }).toBeGreaterThan(5);
  await expect.poll(() => framesSeen(flora, 1_000), { timeout: 40_000 }).toBeGreaterThan(5);
});

test('without a relay on the server the wish is refused in words', async () => {
  const bare = await startHouse();
  const ada = await hostPage(browser, bare, troubles);
  await ada.goto(`${bare.url}/scheduling/conferencing`);
  await expect(ada.getByText('can add a relay that hides it')).toBeVisible();
  await expect(ada.getByRole('button', { name: 'Always use our relay' })).toHaveCount(0);
  const answer = await ada.request.post(`${bare.url}/scheduling/conferencing`, {
    form: { deed: 'always-relay' },
    headers: { origin: bare.url },
  });
  expect(answer.status()).toBe(409);
  expect(await answer.text()).toContain('This server has no relay yet.');
  bare.process.removeAllListeners('exit').kill();
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
