import { expectAccessible } from './support/axe.ts';
import { book, chooseTime, lastingLink } from './support/guest.ts';
import { connectZoom, hostNamed, signUp } from './support/host.ts';
import { expect, test } from './support/test.ts';

test.slow();

test('every page a guest sees meets WCAG 2.2 AA', async ({ page, visitor, expected }) => {
  expected.answers.push(/^404 /, /^422 /);
  const host = hostNamed('Anja Roth');
  await signUp(await (await visitor()).newPage(), host);
  for (const address of [
    '/',
    '/sign-up',
    '/sign-in',
    '/sign-in/link',
    '/reset-password',
    '/lost-link',
  ]) {
    await page.goto(address);
    await expectAccessible(page);
  }
  await page.goto('/zoom/welcome?how=added');
  await expectAccessible(page);
  for (const address of ['/reset-password/some-token', '/dev/mailbox', '/nobody', '/b/no-such']) {
    await page.goto(address);
    await expectAccessible(page);
  }
  await page.goto(host.page);
  await expectAccessible(page);
  const service = `${host.page}/introductory-session`;
  for (const question of ['', '?view=list', '?choose-zone=1']) {
    await page.goto(`${service}${question}`);
    await expectAccessible(page);
  }
  await page.goto(service);
  await chooseTime(page, 0);
  await page.getByRole('button', { name: 'Book', exact: true }).click();
  await expect(page.getByText('Please tell us your name.')).toBeVisible();
  await expectAccessible(page);
});

test('every page behind a guest’s link meets WCAG 2.2 AA', async ({ page, visitor }) => {
  const host = hostNamed('Beate Krug');
  await signUp(await (await visitor()).newPage(), host);
  await book(page, host.page);
  await expectAccessible(page);
  const link = lastingLink(page);
  for (const deed of ['move', 'cancel']) {
    await page.goto(`${link}/${deed}`);
    await expectAccessible(page);
  }
  await page.getByRole('button', { name: 'Cancel the session' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You cancelled this session.');
  await expectAccessible(page);
  await page.goto('/dev/mailbox');
  await page.getByRole('listitem').getByRole('link').first().click();
  await expectAccessible(page);
});

test('every page of a host meets WCAG 2.2 AA', async ({ page, visitor }) => {
  const host = hostNamed('Clara Munk');
  await signUp(page, host);
  await expectAccessible(page);
  await book(await (await visitor()).newPage(), host.page);
  await connectZoom(page, 'zoe@winter-voice.example');
  await expectAccessible(page);
  await page.goto('/sessions');
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Flora Duval' }).click();
  await expect(page.getByText('What happened so far')).toBeVisible();
  await expectAccessible(page);
  const session = page.url();
  for (const address of [`${session}/move`, `${session}?ask=cancel`, `${session}?ask=hold`]) {
    await page.goto(address);
    await expectAccessible(page);
  }
});

test('help, and the pages of whoever runs the place, meet WCAG 2.2 AA', async ({ page }) => {
  const help =
    'adding usage members calls troubleshooting removing permissions stored privacy'.split(' ');
  for (const address of ['/help', ...help.map((name) => `/help/${name}`)]) {
    await page.goto(address);
    await expectAccessible(page);
  }
  await signUp(page, hostNamed('Gerda Lind'));
  for (const address of ['/setup/zoom', '/setup/zoom?check=now', '/setup/zoom/health']) {
    await page.goto(address);
    await expectAccessible(page);
  }
});

test('every page of scheduling meets WCAG 2.2 AA', async ({ page }) => {
  await signUp(page, hostNamed('Dora Falk'));
  await connectZoom(page, 'tom@okafor-tutoring.example');
  for (const question of ['disconnect', 'another']) {
    await page.goto(`/scheduling/conferencing?ask=${question}`);
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectAccessible(page);
  }
  for (const address of [
    '/scheduling/conferencing?said=tested',
    '/zoom/ended?how=missing-permissions&missing=remove',
  ]) {
    await page.goto(address);
    await expectAccessible(page);
  }
  for (const part of ['', '/services/new', '/availability', '/policy', '/conferencing/meetings']) {
    await page.goto(`/scheduling${part}`);
    await expectAccessible(page);
  }
  await page.goto('/scheduling');
  await page.getByRole('link', { name: 'Change Introductory session' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Introductory session');
  await expectAccessible(page);
  for (const address of ['/account', '/accounts/new', '/zoom/callback']) {
    await page.goto(address);
    await expectAccessible(page);
  }
  await page.getByRole('button', { name: /^Account:/ }).click();
  await expect(page.getByRole('navigation', { name: 'Account', exact: true })).toBeVisible();
  await expectAccessible(page);
});
