/** What holds where a call goes through a media server, besides what every call promises. */
import { expect, framesSeen, picturesMove, test, type Page } from './support/calls.ts';
import { beginRecording, expectWhole, openSession, stopRecording } from './support/films.ts';
import { OUR_STUN, WITHOUT_LIVEKIT } from './support/livekit-server.ts';

test.use({ engine: 'livekit' });
test.describe.configure({ mode: 'default', timeout: 120_000 });
test.skip(WITHOUT_LIVEKIT !== undefined, String(WITHOUT_LIVEKIT));

/** What `watched` leaves on a page. */
interface Watched {
  connections: { made: RTCPeerConnection; asked: RTCConfiguration | undefined }[];
}

test('with a wrong key nothing is seen, though all of it arrives', async ({ people }) => {
  const { ada, flora } = await people.bothIn();
  const linus = await people.knocks(1, async (page) => {
    await watched(page);
    await page.addInitScript(() => {
      const { importKey } = SubtleCrypto.prototype;
      // Only the keys of voices and pictures are taken in so.
      SubtleCrypto.prototype.importKey = function (this: SubtleCrypto, ...given: unknown[]) {
        const [format, bytes, kind, ...rest] = given;
        const wrong = kind === 'HKDF' ? new Uint8Array(32) : bytes;
        return Reflect.apply(importKey, this, [format, wrong, kind, ...rest]);
      } as typeof importKey;
    });
  });
  await ada.getByRole('button', { name: 'Let in Linus Park' }).click();
  await expect(linus.locator('.tile[data-connection="connected"]')).toHaveCount(2);
  await expect.poll(() => packetsArrived(linus, 'video'), { timeout: 20_000 }).toBeGreaterThan(100);
  expect(await framesSeen(linus, 3_000), 'frames drawn in 3 s').toBe(0);
  await picturesMove(flora, 'with the right key');
});

test('a browser that cannot encrypt is told so, and so are the others', async ({ people }) => {
  const { ada } = await people.bothIn();
  const linus = await people.knocks(1, (page) =>
    page.addInitScript(() => {
      delete (window as { RTCRtpScriptTransform?: unknown }).RTCRtpScriptTransform;
      delete (RTCRtpSender.prototype as { createEncodedStreams?: unknown }).createEncodedStreams;
    }),
  );
  await ada.getByRole('button', { name: 'Let in Linus Park' }).click();
  await expect(linus.getByText('your browser is too old for that')).toBeVisible();
  await expect(ada.getByText('The browser of Linus Park is too old')).toBeVisible();
  await linus.getByRole('button', { name: 'Chat', exact: true }).click();
  await linus.getByLabel('Message to everybody').fill('I can read you');
  await linus.keyboard.press('Enter');
  await expect(ada.getByText('Linus Park writes: I can read you')).toBeAttached();
  await picturesMove(ada, 'the others go on');
});

test('no server is asked for an address but the one that was set', async ({ people }) => {
  const { flora } = await people.bothIn(watched);
  const asked = await flora.evaluate(() =>
    (window as unknown as Watched).connections.flatMap(({ made, asked }) => [
      asked?.iceServers ?? [],
      made.getConfiguration().iceServers ?? [],
    ]),
  );
  // A connection that was only to make the browser ready knows of none.
  const named = asked.flatMap((servers) => servers.flatMap(({ urls }) => urls));
  expect(new Set(named)).toEqual(new Set([OUR_STUN]));
});

test('a picture that is small is sent small, and one that is not seen not at all', async ({
  people,
}) => {
  const { flora } = await people.bothIn(watched);
  await expect.poll(() => widthSeen(flora), { timeout: 40_000 }).toBeGreaterThan(640);
  await style(flora, SMALL);
  await expect.poll(() => widthSeen(flora), { timeout: 40_000 }).toBeLessThan(400);
  await style(flora, HIDDEN);
  await expect.poll(() => arrivesIn1s(flora, 'video'), { timeout: 40_000 }).toBe(0);
  await style(flora, '');
  await picturesMove(flora);
});

test('among three, every picture comes as large as it is asked for', async ({ people }) => {
  const { ada, flora } = await people.bothIn();
  const linus = await people.knocks(1);
  await ada.getByRole('button', { name: 'Let in Linus Park' }).click();
  for (const page of [ada, flora, linus]) {
    const widths = async () => (await widthsSeen(page)).map((width) => width >= 640);
    await expect.poll(widths, { timeout: 40_000 }).toEqual([true, true]);
  }
});

test('whoever looks at another page for a while is sent no pictures, and all of them on return', async ({
  people,
}) => {
  const { flora } = await people.bothIn(watched);
  await expect.poll(() => arrivesIn1s(flora, 'video')).toBeGreaterThan(0);
  await turnPage(flora, 'hidden');
  await expect.poll(() => arrivesIn1s(flora, 'video'), { timeout: 20_000 }).toBe(0);
  expect(await arrivesIn1s(flora, 'audio')).toBeGreaterThan(0);
  await turnPage(flora, 'shown');
  await picturesMove(flora);
});

test('of somebody who is muted nothing is handed on, and unmuted they are heard at once', async ({
  people,
}) => {
  const { ada, flora } = await people.bothIn(watched);
  await expect.poll(() => arrivesIn1s(flora, 'audio')).toBeGreaterThan(0);
  await ada.getByRole('button', { name: 'Mute' }).click();
  await expect.poll(() => arrivesIn1s(flora, 'audio'), { timeout: 10_000 }).toBe(0);
  await ada.locator('.control[aria-label="Unmute"]').click();
  await expect(flora.locator('.tile:not(.own)[data-speaks]')).toBeVisible({ timeout: 3_000 });
});

test('a recording holds whoever is out of its host’s sight, and as large as it shows them', async ({
  people,
  session,
}) => {
  const { ada, flora } = await people.bothIn();
  await style(ada, SMALL);
  await expect.poll(() => widthSeen(ada), { timeout: 40_000 }).toBeLessThan(400);
  await style(ada, HIDDEN);
  const sent = await beginRecording(ada, flora);
  await expect.poll(() => widthSeen(ada), { timeout: 40_000 }).toBeGreaterThan(640);
  const before = sent();
  await expect.poll(sent, { timeout: 60_000 }).toBeGreaterThan(before + 3);
  await stopRecording(ada);

  await expectWhole(await openSession(ada, session.sessionId));
});

const SMALL = 'width: 160px; height: 90px';
const HIDDEN = 'display: none';

/** Of the picture of somebody else. */
async function style(page: Page, css: string): Promise<void> {
  const tile = page.locator('.tile:not(.own)');
  await tile.evaluate((element, given) => element.setAttribute('style', given), css);
}

async function widthSeen(page: Page): Promise<number> {
  return (await widthsSeen(page))[0] ?? 0;
}

async function widthsSeen(page: Page): Promise<number[]> {
  const pictures = page.locator('.tile:not(.own) video');
  return await pictures.evaluateAll((videos: HTMLVideoElement[]) =>
    videos.map(({ videoWidth }) => videoWidth),
  );
}

/** Keeps the page's connections at hand. */
async function watched(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const connections: Watched['connections'] = [];
    Object.assign(window, { connections });
    window.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(asked?: RTCConfiguration) {
        super(asked);
        connections.push({ made: this, asked });
      }
    };
  });
}

type Kind = 'audio' | 'video';

/** As when another tab is chosen, which a browser without windows cannot do. */
async function turnPage(page: Page, to: 'hidden' | 'shown'): Promise<void> {
  await page.evaluate((hidden) => {
    Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, to === 'hidden');
}

async function arrivesIn1s(page: Page, kind: Kind): Promise<number> {
  const before = await packetsArrived(page, kind);
  await page.waitForTimeout(1_000);
  return (await packetsArrived(page, kind)) - before;
}

async function packetsArrived(page: Page, kind: Kind): Promise<number> {
  return await page.evaluate(async (wanted) => {
    const { connections } = window as unknown as Watched;
    const reports = await Promise.all(connections.map(({ made }) => made.getStats()));
    return reports
      .flatMap((report) => [...report.values()])
      .filter(({ type, kind: of }) => type === 'inbound-rtp' && of === wanted)
      .reduce((sum, { packetsReceived }) => sum + packetsReceived, 0);
  }, kind);
}
