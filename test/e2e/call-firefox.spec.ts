/** Firefox and Chromium in one call: a guest in Firefox, or the host. */
import { expect, firstFrame, picturesMove, voiceHeard, type Page } from './support/calls.ts';
import {
  beginRecording,
  expectWhole,
  filmOn,
  openSession,
  recordAroundPause,
  stopRecording,
} from './support/films.ts';
import { test } from './support/firefox-calls.ts';
import { WITHOUT_FIREFOX } from './support/firefox.ts';
import { WITHOUT_SCREEN } from './support/screen.ts';

test.describe.configure({ mode: 'default', timeout: 120_000 });
test.skip(Boolean(WITHOUT_FIREFOX), String(WITHOUT_FIREFOX));

test('see, hear and read each other, until one leaves', async ({ people }) => {
  const { ada, flora } = await people.bothIn();
  for (const page of [ada, flora]) {
    await picturesMove(page);
    expect(await voiceHeard(page)).toBe(true);
  }

  await flora.getByRole('button', { name: 'Chat', exact: true }).click();
  const field = flora.getByLabel('Message to everybody');
  await field.pressSequentially('Page 12 today');
  await expect(field).toHaveValue('Page 12 today');
  await field.press('Enter');
  await ada.getByRole('button', { name: 'Chat, 1 unread' }).click();
  await expect(ada.getByText('Page 12 today', { exact: true })).toBeVisible();
  await ada.getByLabel('Message to everybody').fill('I have it here');
  await ada.keyboard.press('Enter');
  await expect(flora.getByText('I have it here', { exact: true })).toBeVisible();

  await flora.getByRole('button', { name: 'Mute', exact: true }).click();
  await expect(ada.locator('.tile:not(.own) .tile-muted')).toBeVisible();
  await flora.getByRole('button', { name: 'Camera off' }).click();
  await expect(ada.locator('.tile:not(.own) .face-initials')).toBeVisible();
  await flora.getByRole('button', { name: 'Camera on' }).click();
  await picturesMove(ada);

  await ada.getByRole('button', { name: 'Share screen' }).click();
  const screen = flora.locator('.screen-tile video');
  await expect
    .poll(() => screen.evaluate((video: HTMLVideoElement) => video.videoWidth))
    .toBeGreaterThan(0);
  await ada.getByRole('button', { name: 'Stop sharing' }).click();
  await expect(flora.getByText('The screen of Ada Winter')).toBeHidden();
  await picturesMove(flora, 'the camera runs on');

  await flora.getByRole('button', { name: 'Leave' }).click();
  await expect(flora.getByRole('heading', { name: 'You left the call' })).toBeVisible();
  await expect(ada.getByRole('heading', { name: 'Nobody else is here yet' })).toBeVisible();
});

test('a page loaded anew is back in the call', async ({ people }) => {
  const { ada, flora } = await people.bothIn();
  await flora.reload();
  await Promise.all([firstFrame(flora), firstFrame(ada)]);
  for (const page of [ada, flora]) await picturesMove(page);
});

test.describe('where Firefox keeps camera and microphone back', () => {
  test.use({ devices: 'refused' });

  test('its own steps are shown, and the host is seen all the same', async ({ people }) => {
    const ada = await people.hostIn();
    const flora = await people.guestAtDoor();
    await flora.getByRole('button', { name: 'Turn on camera' }).click();
    await expect(flora.getByRole('alert')).toContainText('so that Firefox asks again');
    await flora.getByRole('button', { name: 'Join the call' }).click();
    await ada.getByRole('button', { name: 'Let in Flora Duval' }).click();
    await firstFrame(flora);
    await picturesMove(flora);
  });
});

test.describe('from Firefox', () => {
  test.use({ inFirefox: 'host' });

  test('a host records, also while looking at another page, and both browsers play it', async ({
    people,
    session,
  }) => {
    const { ada, flora } = await people.bothIn();
    const sent = await beginRecording(ada, flora);
    await expect.poll(sent, { timeout: 60_000 }).toBeGreaterThan(0);
    const another = ada.context().waitForEvent('page');
    await ada.evaluate(() => void window.open('/sessions'));
    await another;
    await expect.poll(() => ada.evaluate(() => document.hidden)).toBe(true);
    await expect.poll(sent, { timeout: 60_000 }).toBeGreaterThanOrEqual(4);
    await stopRecording(ada);

    const page = await openSession(ada, session.sessionId);
    await expectWhole(page);
    await page.getByRole('button', { name: 'Let guests see it' }).click();
    await expect(page.getByRole('button', { name: 'Hide it from guests' })).toBeVisible();
    await flora.goto(`/b/${session.guests[0]}`);
    await filmOn(flora).waitFor();
    await expectWhole(flora);
  });
});

test.describe('from Firefox, where somebody comes later', () => {
  test.use({ inFirefox: 'host' });

  test('a recording rests until they have agreed', async ({ people, session }) => {
    test.setTimeout(240_000);
    await recordAroundPause(people, session);
  });
});

test.describe('on a screen', () => {
  test.use({ hasScreen: true });
  test.skip(Boolean(WITHOUT_SCREEN), String(WITHOUT_SCREEN));

  test('Firefox shares its screen, and blurs a background until that is too much for it', async ({
    people,
    expected,
  }) => {
    expected.console.push(/gl_context/);
    const { ada, flora } = await people.bothIn();
    await flora.getByRole('button', { name: 'Share screen' }).click();
    const screen = ada.locator('.screen-tile video');
    // As wide as it was taken on a machine that is quick enough; a busy one sends it somewhat smaller.
    await expect
      .poll(() => screen.evaluate((video: HTMLVideoElement) => video.videoWidth))
      .toBeGreaterThanOrEqual(640);
    await flora.getByRole('button', { name: 'Stop sharing' }).click();
    await expect(ada.getByText('The screen of Flora Duval')).toBeHidden();

    const blurred = brightnessBlurred(flora);
    await flora.getByRole('button', { name: 'More', exact: true }).click();
    await flora.getByRole('button', { name: 'Blur background' }).click();
    expect(await blurred, 'brightness of 255').toBeGreaterThan(100);
    await expect(
      flora.getByText('The blur was too much for this device and was switched off.').first(),
    ).toBeVisible();
    await picturesMove(ada);
  });
});

/**
 * How bright one’s own picture is when it has been blurred for a while. Meanwhile the page is kept so busy that this
 * is too much for certain, on whichever machine.
 */
async function brightnessBlurred(page: Page): Promise<number> {
  return await page.evaluate(async () => {
    const isBlurred = () =>
      document.querySelector('.call-more')?.textContent.includes('Background as it is');
    const pause = () => new Promise((resolve) => setTimeout(resolve, 20));
    const draw = new OffscreenCanvas(1, 1).getContext('2d');
    let brightness = 0;
    while (!isBlurred()) await pause();
    while (isBlurred()) {
      const own = document.querySelector<HTMLVideoElement>('.tile.own video');
      draw?.clearRect(0, 0, 1, 1);
      if (own) draw?.drawImage(own, 0, 0, 1, 1);
      brightness = Math.max(...(draw?.getImageData(0, 0, 1, 1).data.slice(0, 3) ?? []));
      const until = performance.now() + 100;
      while (performance.now() < until);
      await pause();
    }
    return brightness;
  });
}
