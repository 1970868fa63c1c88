import { expectAccessible } from './support/axe.ts';
import { expect, test, type Page } from './support/calls.ts';

test.describe.configure({ mode: 'default', timeout: 180_000 });

const strip = (page: Page) => page.locator('.recording-strip');

async function askToRecord(ada: Page): Promise<void> {
  await ada.getByRole('button', { name: 'More' }).click();
  await ada.getByRole('button', { name: 'Record the call' }).click();
}

test('both agree, ten seconds are recorded, and the film can be searched through', async ({
  people,
  session,
}) => {
  const { ada, flora } = await people.bothIn();
  const sent: string[] = [];
  ada.on('request', (request) => {
    if (request.url().includes('/calls/recordings/')) sent.push(new URL(request.url()).pathname);
  });
  await askToRecord(ada);
  await expect(strip(ada)).toContainText('Waiting for Flora Duval to agree');
  const question = flora.getByRole('dialog', { name: 'Ada Winter would like to record this call' });
  await expect(question).toBeVisible();
  await expectAccessible(flora);
  await flora.keyboard.press('Escape');
  await expect(question).toBeVisible();
  expect(sent).toEqual([]);

  await question.getByRole('button', { name: 'Agree' }).click();
  await expect(strip(ada)).toHaveAttribute('data-recording', 'on');
  await expect(strip(flora)).toHaveText('Recording');
  await expect(flora.getByText('This call is being recorded.')).toBeAttached();
  await expectAccessible(ada);
  // A part is two seconds long: with the sixth on its way ten are recorded.
  await expect.poll(() => sent.length, { timeout: 60_000 }).toBeGreaterThanOrEqual(6);
  await strip(ada).getByRole('button', { name: 'Stop recording' }).click({ timeout: 60_000 });
  await expect(strip(flora)).toContainText('The recording has ended.');
  await expect(ada.getByText('The recording is saved.')).toBeVisible({ timeout: 30_000 });

  const page = await ada.context().newPage();
  await page.goto(`/sessions/${session.sessionId}`);
  await expect(page.getByText('Flora Duval agreed to be recorded.')).toBeVisible();
  const film = await probe(page);
  console.log(`recorded: ${JSON.stringify(film)}`);
  expect(film.duration).toBeGreaterThanOrEqual(9.5);
  expect(film.duration).toBeLessThan(120);
  expect(film).toMatchObject({ ranges: 206, hasPicture: true, hasSound: true, soughtTo: 8 });
  // The pretended camera is green, and nothing else in the picture is.
  expect(film.greenOverBlue, 'somebody is to be seen').toBeGreaterThan(2);
  await page.getByRole('button', { name: 'Let guests see it' }).waitFor();
  const guestSees = flora.locator('video[src*="/recordings/"]');
  const src = await page.locator('video[src*="/recordings/"]').getAttribute('src');
  const guestToken = `/b/${session.guests[0]}`;
  const forGuest = `${guestToken}/recordings/${src?.split('/').at(-1)}`;
  expect((await flora.request.get(forGuest)).status(), 'not before the host lets them').toBe(404);
  await page.getByRole('button', { name: 'Let guests see it' }).click();
  await expect(page.getByRole('button', { name: 'Hide it from guests' })).toBeVisible();
  await flora.goto(guestToken);
  await expect(guestSees).toBeVisible();
  expect((await flora.request.get(src ?? '')).status(), 'the host’s address').toBe(404);
  expect((await flora.request.get(forGuest)).status()).toBe(200);

  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('button', { name: 'Delete the recording' }).click();
  await expect(page.getByText('The recording was deleted.')).toBeVisible();
  expect((await page.request.get(src ?? '')).status()).toBe(404);
});

test('a guest who refuses leaves, and nothing is recorded', async ({ people, session }) => {
  const { ada, flora } = await people.bothIn();
  await askToRecord(ada);
  await flora.getByRole('dialog').getByRole('button', { name: 'Leave the call' }).click();
  await expect(flora.getByRole('heading', { name: 'You left the call' })).toBeVisible();
  await expect(strip(ada)).toContainText(
    'Flora Duval left without agreeing. Nothing was recorded.',
  );
  const page = await ada.context().newPage();
  await page.goto(`/sessions/${session.sessionId}`);
  await expect(
    page.getByText('Flora Duval left without agreeing, so nothing was recorded.'),
  ).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Recordings' })).toHaveCount(0);
});

/** What the browser itself finds in the film on the page. */
async function probe(page: Page) {
  return await page
    .locator('video[src*="/recordings/"]')
    .evaluate(async (video: HTMLVideoElement) => {
      const once = (event: string) =>
        new Promise((resolve) => video.addEventListener(event, resolve, { once: true }));
      video.muted = true;
      video.preload = 'auto';
      if (video.readyState < 1) await once('loadedmetadata');
      const { duration } = video;
      video.currentTime = 8;
      await once('seeked');
      const soughtTo = video.currentTime;
      const canvas = document.createElement('canvas');
      const draw = canvas.getContext('2d');
      draw?.drawImage(video, 0, 0, canvas.width, canvas.height);
      const seen = [...(draw?.getImageData(0, 0, canvas.width, canvas.height).data ?? [])];
      const sumOf = (colour: number) =>
        seen.reduce((sum, value, no) => (no % 4 === colour ? sum + value : sum), 0);
      const greenOverBlue = sumOf(1) / sumOf(2);
      const bytes = await (await fetch(video.src)).arrayBuffer();
      const sound = await new AudioContext().decodeAudioData(bytes);
      const part = await fetch(video.src, { headers: { range: 'bytes=0-99' } });
      return {
        ...{ duration, soughtTo, greenOverBlue, ranges: part.status },
        hasPicture: video.videoWidth > 0,
        hasSound: sound.duration > 9 && sound.getChannelData(0).some((value) => value !== 0),
      };
    });
}
