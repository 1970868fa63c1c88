import { expectAccessible } from './support/axe.ts';
import { book, FLORA, pressLink } from './support/guest.ts';
import { connectZoom, hostNamed, openConferencing, signUp } from './support/host.ts';
import { openNewestLetter } from './support/mailbox.ts';
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

  // A mail leads to it from another account of the host as well.
  const session = page.url();
  await page.goto('/accounts/new');
  await page.getByLabel('Name', { exact: true }).fill('Berg Choir');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByRole('button', { name: /^Account:/ })).toHaveText(/Berg Choir/);
  await page.goto(session);
  await expect(page.getByRole('link', { name: FLORA.email })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Account:/ })).toHaveText(new RegExp(host.name));
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

test('an owner invites somebody, who joins by the link and is shut out when removed', async ({
  page,
  visitor,
  expected,
}) => {
  expected.answers.push(/^410 \/accounts\/join/);
  test.slow();
  const host = hostNamed('Irma Lund');
  await signUp(page, host);
  await page.goto('/account');
  await page.getByLabel('Invite by e-mail').fill('jon-falk@example.com');
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  await expect(page.getByRole('status')).toContainText('The invitation is on its way.');
  await expect(page.getByRole('heading', { name: /^jon-falk@example.com/ })).toBeVisible();
  await expectAccessible(page);
  const letter = await openNewestLetter(page, 'jon-falk@example.com');
  const link = await letter
    .getByRole('link', { name: 'Look at the invitation' })
    .getAttribute('href');
  const path = new URL(link ?? '').pathname;

  // It is for its address alone.
  await page.goto(path);
  await expect(page.getByText(`the invitation works for jon-falk@example.com alone`)).toBeVisible();
  await expect(page.getByRole('button', { name: /^Join/ })).toHaveCount(0);
  await expectAccessible(page);

  const jon = await (await visitor()).newPage();
  await jon.goto(path);
  await expect(jon.getByRole('heading', { level: 1 })).toHaveText(`Join ${host.name}`);
  await expectAccessible(jon);
  await jon.getByRole('link', { name: 'I am new here' }).click();
  await expect(jon.getByLabel('E-mail', { exact: true })).toHaveValue('jon-falk@example.com');
  await expectAccessible(jon);
  await jon.getByLabel('Name', { exact: true }).fill('Jon Falk');
  await jon.getByLabel('Password', { exact: true }).fill('Jon Falk likes tea');
  await jon.getByRole('button', { name: 'Sign up' }).click();
  await jon.getByRole('button', { name: `Join ${host.name}` }).click();
  await expect(jon.getByRole('heading', { name: 'Sessions', level: 1 })).toBeVisible();
  await expect(jon.getByRole('button', { name: /^Account:/ })).toHaveText(new RegExp(host.name));
  await jon.goto('/account');
  await expect(jon.getByText('Only an owner can change this account’s settings.')).toBeVisible();
  await expect(jon.getByLabel('Invite by e-mail')).toHaveCount(0);

  await page.goto('/account');
  await page.getByRole('link', { name: 'Remove Jon Falk' }).click();
  const ask = page.getByRole('dialog', { name: `Remove Jon Falk from ${host.name}?` });
  await expect(ask).toBeVisible();
  await expectAccessible(page);
  await ask.getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByRole('status')).toContainText('They are removed');
  await expect(page.getByText('Jon Falk')).toHaveCount(0);

  await jon.getByRole('link', { name: 'Scheduling' }).click();
  await expect(jon.getByRole('heading', { level: 1 })).toHaveText('No account is open to you');
  await expectAccessible(jon);
  await jon.goto(path);
  await expect(jon.getByRole('heading', { level: 1 })).toHaveText(
    'This invitation does not work any more',
  );
  await expectAccessible(jon);
  await jon.goto('/accounts/first');
  await jon.getByRole('button', { name: 'Create account' }).click();
  await expect(jon.getByRole('heading', { name: 'Sessions', level: 1 })).toBeVisible();
  await expect(jon.getByRole('button', { name: /^Account:/ })).toHaveText(/Jon Falk/);
});
