import { book, clockIn, lastingLink, pressTime } from './support/guest.ts';
import { connectZoom, hostNamed, makeDefault, openConferencing, signUp } from './support/host.ts';
import { expect, test, type Page } from './support/test.ts';
import { malformedCalls, meetingsWith } from './support/zoom.ts';

const ZOE = 'zoe@winter-voice.example';
const NADIA = hostNamed('Nadia Brandt');

test('a session is booked, moved and cancelled, and Zoom follows', async ({
  page,
  house: { zoom },
  visitor,
}) => {
  const guest = await (await visitor({ timezoneId: 'America/New_York' })).newPage();
  const topic = 'Flora Duval';
  const held = () => meetingsWith(zoom, topic);

  await signUp(page, NADIA);
  await connectZoom(page, ZOE);
  await expect(page.getByRole('region', { name: 'Built-in calls' })).toContainText('Default');
  await makeDefault(page, 'Zoom');

  await guest.goto(`${NADIA.page}/introductory-session`);
  await expect(guest.getByText('New York')).toBeVisible();
  const booked = await book(guest, NADIA.page);
  expect(booked.clock).toBe(clockIn('America/New_York', booked.start));
  await expect(guest.getByRole('heading', { level: 1 })).toContainText(booked.clock);
  const link = lastingLink(guest);

  const join = guest.getByRole('link', { name: 'Join the Zoom meeting' });
  await expect(join).toBeVisible();
  const joinAddress = await join.getAttribute('href');
  const [meeting, ...others] = await held();
  expect(others).toEqual([]);
  expect(meeting?.start).toBe(booked.start.toString());
  await page.goto(`${zoom}/meetings/${meeting?.id}`);
  await expect(
    page.getByText(`${clockIn('Europe/Berlin', booked.start)} Europe/Berlin`),
  ).toBeVisible();

  await guest.getByRole('link', { name: 'Move' }).click();
  const moved = await pressTime(guest, 4);
  await guest.getByRole('button', { name: 'Move the session' }).click();
  await expect(guest.getByRole('status')).toContainText('Your session is moved.');
  expect(moved.start.equals(booked.start)).toBe(false);
  expect(lastingLink(guest)).toBe(link);
  await expect(join).toHaveAttribute('href', joinAddress ?? '');
  await expect
    .poll(held)
    .toEqual([{ id: meeting?.id, topic: meeting?.topic, start: moved.start.toString() }]);

  await guest.getByRole('link', { name: 'Cancel the session' }).click();
  await guest.getByLabel('Reason (optional)').fill('I caught a cold.');
  await guest.getByRole('button', { name: 'Cancel the session' }).click();
  await expect(guest.getByRole('heading', { level: 1 })).toHaveText('You cancelled this session.');
  expect(lastingLink(guest)).toBe(link);
  await expect.poll(held).toEqual([]);
  expect(await malformedCalls(zoom)).toBe(0);

  await page.goto('/sessions');
  await expect(page.getByText('Nobody has booked yet')).toBeVisible();
  await readLetters(page, link);
});

/** Three letters came to the guest, each with the one link. */
async function readLetters(page: Page, link: string): Promise<void> {
  await page.goto('/dev/mailbox');
  const letters = page.getByRole('listitem').filter({ hasText: /with Nadia Brandt.*to flora@/ });
  await expect(letters).toHaveCount(3);
  await letters.last().getByRole('link').click();
  await expect(page.getByText(NADIA.name).first()).toBeVisible();
  const letter = page.frameLocator('iframe[title="The letter"]');
  await expect(letter.locator(`a[href="${link}"]`).first()).toBeVisible();
}

test('Disconnect says which sessions it touches, and the default falls back', async ({
  page,
  house: { zoom },
  visitor,
}) => {
  const host = hostNamed('Paul Ferrand');
  const guest = await (await visitor()).newPage();
  await signUp(page, host);
  await connectZoom(page, 'mira@north-practice.example');
  await makeDefault(page, 'Zoom');
  await book(guest, host.page, 2, { name: 'Linus Park', email: 'linus@example.com' });
  await expect(guest.getByRole('link', { name: 'Join the Zoom meeting' })).toBeVisible();

  await openConferencing(page);
  const zoomRow = page.getByRole('region', { name: 'Zoom' });
  const ask = page.getByRole('dialog', { name: /Disconnect Zoom/ });
  await zoomRow.getByRole('button', { name: 'Disconnect' }).click();
  const listed = ask.getByRole('list', { name: 'Upcoming Zoom sessions' });
  await expect(listed.getByRole('listitem')).toHaveCount(1);
  await expect(listed).toContainText('Linus Park');
  await ask.getByRole('button', { name: 'Keep Zoom' }).click();
  await expect(ask).toBeHidden();
  await expect(zoomRow).toContainText('mira@north-practice.example');

  await zoomRow.getByRole('button', { name: 'Disconnect' }).click();
  await ask.getByRole('button', { name: 'Disconnect' }).click();
  await expect(zoomRow.getByRole('button', { name: 'Connect', exact: true })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Built-in calls' })).toContainText('Default');

  await guest.reload();
  await expect(guest.getByRole('link', { name: 'Join the Zoom meeting' })).toBeVisible();
  expect(await meetingsWith(zoom, 'Linus Park')).toHaveLength(1);
});

test('the default goes back to built-in calls, and new sessions follow it', async ({
  page,
  visitor,
}) => {
  const host = hostNamed('Ines Okafor');
  const guest = await (await visitor()).newPage();
  await signUp(page, host);
  await connectZoom(page, 'jonas@north-practice.example');
  await expect(page.getByRole('region', { name: 'Zoom' })).toContainText('40 minutes');
  await makeDefault(page, 'Zoom');
  await makeDefault(page, 'Built-in calls');
  await book(guest, host.page);
  await expect(guest.getByText('A video call in your browser. Nothing to install.')).toBeVisible();
});

test('whoever declines at Zoom comes back and nothing has changed', async ({ page }) => {
  await signUp(page, hostNamed('Vera Lund'));
  await openConferencing(page);
  await page
    .getByRole('region', { name: 'Zoom' })
    .getByRole('button', { name: 'Connect', exact: true })
    .click();
  await page.getByRole('button', { name: 'Decline' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Zoom was not connected');
  await page.getByRole('link', { name: 'Back to Conferencing' }).click();
  await expect(
    page
      .getByRole('region', { name: 'Zoom' })
      .getByRole('button', { name: 'Connect', exact: true }),
  ).toBeVisible();
});
