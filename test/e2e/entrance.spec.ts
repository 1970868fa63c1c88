import { hostNamed, signIn, signUp } from './support/host.ts';
import { openNewestLetter } from './support/mailbox.ts';
import { expect, test, type Page } from './support/test.ts';

test('a sign-up that cannot be taken keeps what was typed, except the password', async ({
  page,
  expected,
}) => {
  expected.answers.push(/^422 \/sign-up/);
  await page.goto('/sign-up');
  await page.getByLabel('Name', { exact: true }).fill('Karl Meier');
  await page.getByLabel('E-mail', { exact: true }).fill('karl@example.com');
  await page.getByLabel('Password', { exact: true }).fill('short');
  await page.getByRole('button', { name: 'Create account' }).click();
  const password = page.getByLabel('Password', { exact: true });
  await expect(password).toHaveAccessibleDescription(/at least \d+ characters/);
  await expect(password).toHaveValue('');
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Karl Meier');
  await expect(page.getByLabel('E-mail', { exact: true })).toHaveValue('karl@example.com');
});

test('a wrong password opens nothing, the right one does', async ({ page, visitor, expected }) => {
  expected.answers.push(/^422 \/sign-in/);
  const host = hostNamed('Olga Petrov');
  await signUp(await (await visitor()).newPage(), host);
  await page.goto('/sign-in');
  await page.getByLabel('E-mail', { exact: true }).fill(host.email);
  await page.getByLabel('Password', { exact: true }).fill('not the right one');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByLabel('E-mail', { exact: true })).toHaveValue(host.email);
  await signIn(page, host);
});

test('whoever forgot the password chooses a new one by a link in a mail', async ({
  page,
  visitor,
  expected,
}) => {
  expected.answers.push(/^422 \/sign-in/);
  const host = hostNamed('Bruno Salas');
  await signUp(await (await visitor()).newPage(), host);
  await page.goto('/sign-in');
  await page.getByRole('link', { name: 'Forgot the password?' }).click();
  await page.getByLabel('E-mail', { exact: true }).fill(host.email);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Look at your mail');

  await followLetter(page, host.email, /\/reset-password\//);
  await page.getByLabel('Password', { exact: true }).fill('a garden in winter');
  await page.getByRole('button', { name: 'Set this password' }).click();
  await expect(page.getByRole('status')).toContainText('Your new password is set.');

  await page.getByLabel('E-mail', { exact: true }).fill(host.email);
  await page.getByLabel('Password', { exact: true }).fill(host.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await signIn(page, { ...host, password: 'a garden in winter' });
});

test('a link in a mail signs in without a password', async ({ page, visitor }) => {
  const host = hostNamed('Mara Quist');
  await signUp(await (await visitor()).newPage(), host);
  await page.goto('/sign-in/link');
  await page.getByLabel('E-mail', { exact: true }).fill(host.email);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Look at your mail');
  await followLetter(page, host.email, /magic-link/);
  await expect(page.getByRole('heading', { name: 'Sessions', level: 1 })).toBeVisible();
});

test('signing out closes the door, and signing in leads on to the page that was asked for', async ({
  page,
}) => {
  const host = hostNamed('Henri Vogel');
  await signUp(page, host);
  await page.getByRole('button', { name: `Account: ${host.name}` }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('link', { name: 'Create account' })).toBeVisible();
  await page.goto('/scheduling/conferencing');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in');
  await page.getByLabel('E-mail', { exact: true }).fill(host.email);
  await page.getByLabel('Password', { exact: true }).fill(host.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Conferencing');
});

async function followLetter(page: Page, to: string, address: RegExp): Promise<void> {
  const letter = await openNewestLetter(page, to);
  const links = await letter
    .getByRole('link')
    .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
  const link = links.find((href) => address.test(href));
  await page.goto(link ?? 'about:blank#the letter holds no such link');
}
