import { book, FLORA, pressLink } from './support/guest.ts';
import { connectZoom, hostNamed, openConferencing, signUp } from './support/host.ts';
import { expect, test } from './support/test.ts';

test('a session is open to its host and not found for every other', async ({
  page,
  visitor,
  expected,
}) => {
  expected.answers.push(/^404 \/sessions\//);
  const host = hostNamed('Tilda Berg');
  await signUp(page, host);
  await book(await (await visitor()).newPage(), host.page);
  await page.goto('/sessions');
  await page.getByRole('link', { name: FLORA.name }).click();
  await expect(page.getByRole('link', { name: FLORA.email })).toBeVisible();

  const other = await (await visitor()).newPage();
  await signUp(other, hostNamed('Uwe Fremd'));
  await other.goto(page.url());
  await expect(other.getByText('There is no such session in this account.')).toBeVisible();
  await expect(other.getByText(FLORA.email)).toHaveCount(0);
});

test('a host moves and cancels a session, and the guest’s one link tells of it', async ({
  page,
  visitor,
}) => {
  const host = hostNamed('Signe Holm');
  await signUp(page, host);
  const guest = await (await visitor()).newPage();
  await book(guest, host.page);
  await page.goto('/sessions');
  await page.getByRole('link', { name: FLORA.name }).click();
  await page.getByRole('link', { name: 'Move' }).click();
  const moved = await pressLink(page, page.locator('.move-days').getByRole('link').nth(5));
  await page.getByRole('button', { name: 'Move the session' }).click();
  await expect(page.getByRole('status')).toContainText('The session is moved');
  await guest.reload();
  await expect(guest.getByRole('heading', { level: 1 })).toContainText(`${moved.clock} to`);

  await page.getByRole('button', { name: 'Cancel the session' }).click();
  const ask = page.getByRole('dialog', { name: 'Cancel this session?' });
  await ask.getByLabel('Message').fill('The hall is flooded.');
  await ask.getByRole('button', { name: 'Cancel the session' }).click();
  await expect(page.getByText('This session is cancelled. The time is free again.')).toBeVisible();
  await guest.reload();
  await expect(guest.getByRole('heading', { level: 1 })).toHaveText(
    `${host.name} cancelled this session.`,
  );
  await expect(guest.getByText('The hall is flooded.').first()).toBeVisible();
});

test('a second account has a page and connections of its own', async ({ page }) => {
  const host = hostNamed('Wim Daele');
  await signUp(page, host);
  await connectZoom(page, 'zoe@winter-voice.example');
  await page.getByRole('button', { name: `Account: ${host.name}` }).click();
  await page.getByRole('link', { name: 'New account' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Daele Choir');
  await page.getByRole('button', { name: 'Create account' }).click();
  const switcher = page.getByRole('button', { name: /^Account:/ });
  await expect(switcher).toHaveText(/Daele Choir/);
  await openConferencing(page);
  const zoom = page.getByRole('region', { name: 'Zoom' });
  await expect(zoom.getByRole('button', { name: 'Connect', exact: true })).toBeVisible();

  await switcher.click();
  await page
    .getByRole('navigation', { name: 'Account' })
    .getByRole('button', { name: host.name })
    .click();
  await expect(switcher).toHaveText(new RegExp(host.name));
  await openConferencing(page);
  await expect(zoom).toContainText('zoe@winter-voice.example');
});
