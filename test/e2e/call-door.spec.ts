import { expectAccessible } from './support/axe.ts';
import { connectionsMade, keepConnections, stillOpen } from './support/connections.ts';
import { peopleIn } from './support/call-people.ts';
import { expect, test, type Page } from './support/calls.ts';

test.describe.configure({ mode: 'default', timeout: 120_000 });

test('a guest who comes first is told so, rings, and is let in from another page', async ({
  people,
}) => {
  const ada = await people.host();
  await ada.goto('/scheduling');
  const flora = await people.guestAtDoor();
  await flora.getByRole('button', { name: 'Join the call' }).click();
  await expect(flora.getByRole('heading', { name: 'Ada Winter is not here yet' })).toBeVisible();
  await expectAccessible(flora);
  const bar = ada.locator('.waiting-bar');
  await expect(bar).toContainText('Flora Duval is waiting at the door of your call.');
  await flora.getByRole('button', { name: 'Ring' }).click();
  await expect(flora.getByRole('status').filter({ hasText: 'You rang' })).toBeVisible();
  await expect(bar).toContainText('Flora Duval rings at the door of your call.');
  await expectAccessible(ada);

  await bar.getByRole('link', { name: 'Admit Flora Duval' }).click();
  await expect(ada.locator('.waiting-bar')).toContainText('Join the call to let them in.');
  await ada.getByRole('button', { name: 'Join the call' }).click();
  await expect(flora.getByRole('button', { name: 'Leave' })).toBeVisible();
});

test('where a session runs over, the next guest reads that the host is in it, and the host that somebody waits', async ({
  visitor,
  calls,
}) => {
  const newWindow = async () => await (await visitor()).newPage();
  const { ada, flora } = await peopleIn(
    calls.overrun,
    { host: newWindow, guest: newWindow },
    calls,
  ).bothIn();
  const linus = await newWindow();
  await linus.goto(`/b/${calls.overrun.after}/call`);
  await linus.getByRole('button', { name: 'With neither' }).click();
  const title = linus.getByRole('heading', { level: 1 });
  await expect(title).toHaveText('Ada Winter is still in another session');
  await expect(linus.getByText('Ada Winter knows that you are here.')).toBeVisible();
  await expectAccessible(linus);
  await expect(ada.getByText('Somebody is waiting for another session of yours')).toBeVisible();
  await expect(ada.getByText('Linus')).toHaveCount(0);
  await expect(flora.getByText('Somebody is waiting')).toHaveCount(0);
  await expectAccessible(ada);

  await ada.getByRole('button', { name: 'Leave' }).click();
  await expect(title).toHaveText('Ada Winter is not here yet');
  await expect(ada.locator('.waiting-bar')).toContainText('Linus Park is waiting');
});

test('the browser is made ready for its first connection while a guest waits, and goes nowhere', async ({
  people,
}) => {
  await people.hostIn();
  const flora = await people.knocks(0, keepConnections);
  expect(await connectionsMade(flora)).toBe(1);
  expect(await stillOpen(flora)).toMatchObject({ connections: 0 });
});

test('a guest is asked to wait in the host’s words', async ({ people }) => {
  const ada = await people.hostIn();
  const flora = await people.guestAtDoor();
  await flora.getByRole('button', { name: 'With neither' }).click();
  await ada.getByText('Ask to wait').click();
  await expectAccessible(ada);
  await ada.getByRole('button', { name: 'I will be with you in 5 minutes.' }).click();
  await expect(flora.getByText('I will be with you in 5 minutes.', { exact: true })).toBeVisible();
  await expect(ada.getByText('You wrote: “I will be with you in 5 minutes.”')).toBeVisible();
  await expectAccessible(flora);
  await ada.getByText('Ask to wait').click();
  await ada.getByLabel('Message to Flora Duval').fill('Nearly there!');
  await ada.keyboard.press('Enter');
  await expect(flora.getByText('Nearly there!', { exact: true })).toBeVisible();
});

test('the speaker can be tried, and the network says in words what was found', async ({
  people,
}) => {
  const flora = await people.guestAtDoor();
  await flora.getByRole('button', { name: 'Test the speaker' }).click();
  await expect(flora.getByText('You should hear three notes now.')).toBeVisible();
  await expect(flora.getByText('Nothing heard?')).toBeVisible();
  await flora.getByRole('button', { name: 'Test the network' }).click();
  await expect(flora.getByText(/Your network is ready: .*It has no relay/)).toBeVisible();
});

test('while the server does not answer, whoever joins reads so and comes in once it does', async ({
  people,
}) => {
  await people.hostIn();
  const flora = await people.guestAtDoor();
  await flora.route('**/call/ticket', (route) => route.abort());
  await flora.getByRole('button', { name: 'Join the call' }).click();
  await expect(flora.getByText('Parley does not answer yet')).toBeVisible();
  await flora.unroute('**/call/ticket');
  await expect(flora.getByRole('heading', { name: 'Ada Winter will let you in' })).toBeVisible();
});

test('a host who was signed out meanwhile is told, and the camera is off', async ({ people }) => {
  const ada = await people.hostIn();
  await ada.getByRole('button', { name: 'Leave' }).click();
  await ada.context().clearCookies();
  await ada.getByRole('button', { name: 'Join again' }).click();
  await expect(ada.getByRole('heading', { name: 'You are signed out' })).toBeVisible();
});

test('devices can be chosen, and the choice is there the next time', async ({ people }) => {
  const flora = await people.guestAtDoor();
  const microphones = flora.getByRole('combobox', { name: 'Microphone' });
  await microphones.selectOption({ label: 'Fake Audio Input 2' });
  await expect(microphones.locator('option:checked')).toHaveText('Fake Audio Input 2');
  await flora.reload();
  await expect(microphones.locator('option:checked')).toHaveText('Fake Audio Input 2');
});

test('before the door opens the page says when, and there is nothing to press', async ({
  page,
  calls,
}) => {
  await page.goto(`/b/${calls.early}/call`);
  await expect(page.getByText('The door opens at 14:45.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Join the call' })).toHaveCount(0);
  await expectAccessible(page);
});

test('cancelled, over and moved sessions say what is true', async ({ page, calls }) => {
  await page.goto(`/b/${calls.cancelled}/call`);
  await expect(page.getByRole('heading', { name: 'This session was cancelled' })).toBeVisible();
  await page.goto(`/b/${calls.over}/call`);
  await expect(page.getByRole('heading', { name: 'This session is over' })).toBeVisible();
  await page.goto(`/b/${calls.moved}/call`);
  await expect(page.getByText('This session was moved.')).toBeVisible();
});

test('the address of a call is no key: it opens nothing elsewhere, and stands a reload', async ({
  people,
  visitor,
  session,
  expected,
}) => {
  expected.answers.push(/^404 \/b\/mine-/);
  const flora = await people.guestAtDoor();
  expect(flora.url()).not.toContain(session.guests[0]);
  await flora.reload();
  await expect(flora.getByRole('button', { name: 'Join the call' })).toBeVisible();
  const stranger = await (await visitor()).newPage();
  await stranger.goto(flora.url());
  await expect(stranger.getByRole('heading', { name: 'Open your link to join' })).toBeVisible();
  await expectAccessible(stranger);
  await flora.getByRole('button', { name: 'With neither' }).click();
  await expect(flora.getByRole('heading', { name: 'Ada Winter is not here yet' })).toBeVisible();
  await flora.goto(`/b/${session.guests[0]}/call`);
  await expect(flora.getByRole('heading', { name: 'Ada Winter is not here yet' })).toBeVisible();
});

test('whoever waits reads that the session was cancelled, and the host that nobody waits any more', async ({
  people,
  session,
}) => {
  const ada = await people.host();
  await ada.goto('/scheduling');
  const flora = await people.guestAtDoor();
  await flora.getByRole('button', { name: 'With neither' }).click();
  const bar = ada.locator('.waiting-bar');
  await expect(bar).toContainText('Flora Duval is waiting');
  const answer = await flora.request.post(`/b/${session.guests[0]}/cancel`, {
    form: { reason: '' },
    headers: { origin: new URL(flora.url()).origin },
  });
  expect(answer.ok()).toBe(true);
  const title = flora.getByRole('heading', { name: 'This session was cancelled' });
  await expect(title).toBeVisible({ timeout: 20_000 });
  await expect(bar).not.toContainText('Flora Duval');
});

test('inside another app the way out is shown', async ({ visitor, session }) => {
  const userAgent =
    'Mozilla/5.0 (Linux; Android 15; Pixel 9; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/140.0.0.0 Mobile Safari/537.36';
  const page = await (await visitor({ userAgent })).newPage();
  await page.goto(`/b/${session.guests[0]}/call`);
  // Carried over into the browser, it has to be the link itself.
  expect(page.url()).toContain(session.guests[0]);
  await expect(page.getByText('Open this page in your browser.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Open in your browser' })).toHaveAttribute(
    'href',
    /^intent:\/\/localhost.*scheme=http;/,
  );
  await expectAccessible(page);
});

/**
 * How much there is to see in one’s own picture, as changes from one point to the next: first with what
 * the camera shows, then the least until the words appear. Looked at in the page: from outside a busy
 * machine would miss it.
 */
async function sharpness(page: Page, until: string): Promise<{ sharpest: number; least: number }> {
  return await page.evaluate(async (words) => {
    const look = () => {
      const video = document.querySelector<HTMLVideoElement>('.mirror video');
      if (!video?.videoWidth) return [];
      const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
      const on = canvas.getContext('2d');
      on?.drawImage(video, 0, 0);
      const { data } = on!.getImageData(0, 0, canvas.width, canvas.height);
      let changes = 0;
      for (let at = 4; at < data.length; at += 4) {
        if (Math.abs((data[at + 1] ?? 0) - (data[at - 3] ?? 0)) > 40) changes += 1;
      }
      return [changes];
    };
    const seen: number[] = [];
    while (!document.body.innerText.includes(words)) {
      seen.push(...look());
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
    return {
      sharpest: Math.max(...seen),
      least: Math.min(...seen.slice(seen.indexOf(Math.max(...seen)))),
    };
  }, until);
}

test('the background is blurred by files of ours, and no longer where it is too slow', async ({
  people,
  expected,
}) => {
  expected.console.push(/gl_context|GL Driver Message/);
  const flora = await people.guestAtDoor();
  await expect(flora.locator('.mirror video')).toBeVisible();
  const seen = sharpness(flora, 'The blur was too much for this device');
  await flora.getByRole('button', { name: 'Blur background' }).click();
  await expect(flora.getByRole('button', { name: 'Background as it is' })).toBeVisible({
    timeout: 60_000,
  });
  // Too slow for certain, on whichever machine this runs.
  const browser = await flora.context().newCDPSession(flora);
  await browser.send('Emulation.setCPUThrottlingRate', { rate: 10 });
  const { sharpest, least } = await seen;
  await browser.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  expect(sharpest).toBeGreaterThan(500);
  expect(least).toBeLessThan(sharpest / 2);
  await expect(flora.getByRole('button', { name: 'Blur background' })).toBeVisible();
});
