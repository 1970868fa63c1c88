import { book, lastingLink } from './support/guest.ts';
import { hostNamed, signUp } from './support/host.ts';
import { openNewestLetter } from './support/mailbox.ts';
import { expect, test } from './support/test.ts';

test('a guest whose link is lost gets it again from the page of the host, with JavaScript switched off', async ({
  page,
  visitor,
  expected,
}) => {
  expected.answers.push(/^404 \/b\//, /^422 \/lost-link/);
  const host = hostNamed('Runa Holm');
  const flora = { name: 'Flora Duval', email: 'flora.lost@example.com' };
  await signUp(page, host);
  const guest = await (await visitor({ javaScriptEnabled: false })).newPage();
  await book(guest, host.page, 2, flora);
  const link = lastingLink(guest);

  await guest.goto(`${link}x`);
  await guest.getByRole('link', { name: 'send your link again' }).click();
  await expect(guest.getByRole('heading', { level: 1 })).toHaveText('Send my link again');
  await guest.goto(host.page);
  await guest.getByRole('link', { name: 'Send my link again' }).click();
  const email = guest.getByLabel('E-mail', { exact: true });
  await email.fill('flora at home');
  await guest.getByRole('button', { name: 'Send my links' }).click();
  await expect(email).toHaveAccessibleDescription(/does not look like an e-mail address/);
  await expect(email).toHaveValue('flora at home');
  await email.fill(flora.email.toUpperCase());
  await guest.getByRole('button', { name: 'Send my links' }).click();
  await expect(guest.getByText('we have just sent their links')).toBeVisible();

  await expect(async () => {
    const letter = await openNewestLetter(page, flora.email);
    await expect(letter.getByRole('heading')).toHaveText('Here is the link to your session.', {
      timeout: 200,
    });
    const again = letter.getByRole('link', { name: 'Open your session' });
    await expect(again).toHaveAttribute('href', link);
  }).toPass();
});

test('the answer is the same where there is nothing, and says when somebody has asked too often', async ({
  page,
  expected,
}) => {
  expected.answers.push(/^429 \/lost-link/);
  for (let times = 0; times < 3; times += 1) {
    await page.goto('/lost-link');
    await page.getByLabel('E-mail', { exact: true }).fill('nobody.here@example.com');
    await page.getByRole('button', { name: 'Send my links' }).click();
    await expect(page.getByText('we have just sent their links')).toBeVisible();
  }
  await page.goto('/lost-link');
  const email = page.getByLabel('E-mail', { exact: true });
  await email.fill('nobody.here@example.com');
  await page.getByRole('button', { name: 'Send my links' }).click();
  await expect(email).toHaveAccessibleDescription(/quarter of an hour/);
});
