import { expectAccessible } from './support/axe.ts';
import { expect, test } from './support/calls.ts';
import {
  agree,
  askToRecord,
  filmOn,
  openSession,
  partsSent,
  probe,
  recordAroundPause,
  stopRecording,
  strip,
} from './support/films.ts';

test.describe.configure({ mode: 'default', timeout: 180_000 });

test('both agree, ten seconds are recorded, and the film can be searched through', async ({
  people,
  session,
}) => {
  const { ada, flora } = await people.bothIn();
  const sent = partsSent(ada);
  await askToRecord(ada);
  await expect(strip(ada)).toContainText('Waiting for Flora Duval to agree');
  const question = flora.getByRole('dialog', { name: 'Ada Winter would like to record this call' });
  await expect(question).toBeVisible();
  await expectAccessible(flora);
  await flora.keyboard.press('Escape');
  await expect(question).toBeVisible();
  expect(sent()).toBe(0);

  await agree(flora);
  await expect(strip(ada)).toHaveAttribute('data-recording', 'on');
  await expect(strip(flora)).toHaveText('Recording');
  await expect(flora.getByText('This call is being recorded.')).toBeAttached();
  await expectAccessible(ada);
  // A part is two seconds long: with the sixth on its way ten are recorded.
  await expect.poll(sent, { timeout: 60_000 }).toBeGreaterThanOrEqual(6);
  await stopRecording(ada);
  await expect(strip(flora)).toContainText('The recording has ended.');

  const page = await openSession(ada, session.sessionId);
  await expect(page.getByText('Flora Duval agreed to be recorded.')).toBeVisible();
  const film = await probe(page, 8);
  console.log(`recorded: ${JSON.stringify(film)}`);
  expect(film.duration).toBeGreaterThanOrEqual(9.5);
  expect(film.duration).toBeLessThan(120);
  expect(film.soundLasts).toBeGreaterThan(9);
  expect(film).toMatchObject({ ranges: 206, hasPicture: true, hasSound: true, soughtTo: 8 });
  expect(film.moves, 'host and guest').toEqual({ left: true, right: true });
  // The pretended camera is green, and nothing else in the picture is.
  expect(film.greenOverBlue, 'somebody is to be seen').toBeGreaterThan(2);
  await page.getByRole('button', { name: 'Let guests see it' }).waitFor();
  const src = await filmOn(page).getAttribute('src');
  const guestToken = `/b/${session.guests[0]}`;
  const forGuest = `${guestToken}/recordings/${src?.split('/').at(-1)}`;
  expect((await flora.request.get(forGuest)).status(), 'not before the host lets them').toBe(404);
  await page.getByRole('button', { name: 'Let guests see it' }).click();
  await expect(page.getByRole('button', { name: 'Hide it from guests' })).toBeVisible();
  await flora.goto(guestToken);
  await expect(filmOn(flora)).toBeVisible();
  expect((await flora.request.get(src ?? '')).status(), 'the host’s address').toBe(404);
  expect((await flora.request.get(forGuest)).status()).toBe(200);

  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('button', { name: 'Delete the recording' }).click();
  await expect(page.getByText('The recording was deleted.')).toBeVisible();
  expect((await page.request.get(src ?? '')).status()).toBe(404);
});

test('a recording rests until whoever came later has agreed', async ({ people, session }) => {
  await recordAroundPause(people, session);
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

test('where a browser cannot record, it says so in place of the button', async ({ people }) => {
  const ada = await people.hostIn();
  await ada.addInitScript(() => {
    delete (window as { MediaRecorder?: unknown }).MediaRecorder;
  });
  await ada.reload();
  await ada.getByRole('button', { name: 'More', exact: true }).click();
  await expect(ada.locator('.call-more')).toContainText('This browser cannot record.');
  await expect(ada.getByRole('button', { name: 'Record the call' })).toHaveCount(0);
  await expectAccessible(ada);
});
