/** A guest in Firefox and a host in Chromium, in one call. */
import type { Browser } from '@playwright/test';
import { peopleIn } from './support/call-people.ts';
import { expect, firstFrame, picturesMove, test as base, voiceHeard } from './support/calls.ts';
import { counted, keepConnections } from './support/connections.ts';
import { startFirefox, WITHOUT_FIREFOX } from './support/firefox.ts';

const test = base.extend<{ devices: 'given' | 'refused'; firefox: Browser }>({
  devices: ['given', { option: true }],
  firefox: async ({ devices }, use) => {
    const firefox = await startFirefox(devices);
    await use(firefox);
    await firefox.close();
  },
  people: async ({ visitor, firefox, calls, session }, use) => {
    const host = async () => await (await visitor()).newPage();
    const guest = async () => {
      const page = await (await visitor({}, firefox)).newPage();
      await keepConnections(page);
      return page;
    };
    await use(peopleIn(session, { host, guest }, calls));
  },
});

test.describe.configure({ mode: 'default', timeout: 120_000 });
test.skip(Boolean(WITHOUT_FIREFOX), String(WITHOUT_FIREFOX));

test('see, hear and read each other, until one leaves', async ({ people }) => {
  const { ada, flora } = await people.bothIn();
  for (const page of [ada, flora]) await picturesMove(page);
  expect(await voiceHeard(ada)).toBe(true);
  // Firefox plays nothing into what listens along where the machine has no loudspeaker.
  expect((await counted(flora)).voice).toBeGreaterThan(0);

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
