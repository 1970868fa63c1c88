/** Firefox where a call goes through a media server. */
import { expect } from './support/calls.ts';
import { beginRecording, expectWhole, openSession, stopRecording } from './support/films.ts';
import { test } from './support/firefox-calls.ts';
import { WITHOUT_FIREFOX } from './support/firefox.ts';
import { WITHOUT_LIVEKIT } from './support/livekit-server.ts';

test.use({ engine: 'livekit', inFirefox: 'host' });
test.describe.configure({ mode: 'default', timeout: 120_000 });
const without = WITHOUT_FIREFOX ?? WITHOUT_LIVEKIT;
test.skip(without !== undefined, String(without));

test('a host in Firefox records whom she has out of sight', async ({
  people,
  session,
  expected,
}) => {
  // Firefox tells of the line to LiveKit as of any other request.
  expected.requests.push(/\/rtc\/v1\?/);
  const { ada, flora } = await people.bothIn();
  const tile = ada.locator('.tile:not(.own)');
  await tile.evaluate((element) => element.setAttribute('style', 'display: none'));
  const sent = await beginRecording(ada, flora);
  await expect.poll(sent, { timeout: 60_000 }).toBeGreaterThanOrEqual(4);
  await stopRecording(ada);

  await expectWhole(await openSession(ada, session.sessionId));
});
