import { hostNamed, openConferencing, signUp } from './support/host.ts';
import { expect, test } from './support/test.ts';

test('whoever runs the place is told what to enter at Zoom, can copy it, and sees that it fits', async ({
  page,
  context,
  house,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await signUp(page, hostNamed('Edda Stein'));
  await openConferencing(page);
  await page.getByRole('link', { name: 'Set up Zoom for this Parley' }).click();
  await page.getByRole('button', { name: 'Copy OAuth redirect URL' }).click();
  await expect(page.getByText('Copied')).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(`${house.url}/zoom/callback`);
  await page.getByRole('button', { name: 'Check now' }).click();
  for (const about of ['Credentials', 'Redirect address', 'Events', 'Clock']) {
    await expect(page.getByRole('heading', { name: `${about} Good` })).toBeVisible();
  }
  await page.getByRole('link', { name: 'Zoom health' }).click();
  await expect(page.getByRole('heading', { name: 'Zoom health', level: 1 })).toBeVisible();
});

test('the set-up can be read and checked without scripts', async ({ visitor }) => {
  const page = await (await visitor()).newPage();
  await signUp(page, hostNamed('Frida Born'));
  const quiet = await visitor({
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
  });
  const plain = await quiet.newPage();
  await plain.goto('/setup/zoom');
  await expect(plain.getByText('meeting:delete:meeting')).toBeVisible();
  await expect(plain.getByRole('button', { name: /^Copy/ })).toHaveCount(0);
  await plain.getByRole('button', { name: 'Check now' }).click();
  await expect(plain.getByRole('heading', { name: 'Credentials Good' })).toBeVisible();
});

test('the set-up asks for a sign-in first', async ({ page }) => {
  await page.goto('/setup/zoom/health');
  await expect(page).toHaveURL(/\/sign-in\?next=/);
});

test('help is for everybody, from page to page, and an unknown page says where the others are', async ({
  page,
  expected,
}) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'Help' }).click();
  const list = page.getByRole('navigation', { name: 'Help' });
  for (const title of ['Connecting Zoom', 'Using Parley with Zoom', 'Removing Zoom', 'Privacy']) {
    await list.getByRole('link', { name: title }).click();
    await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
    await expect(list.locator('[aria-current=page]')).toHaveText(title);
  }
  expected.answers.push(/^404 \/help\/nonsense/);
  await page.goto('/help/nonsense');
  await expect(page.getByText('There is no such help page')).toBeVisible();
});

test('metrics are there for the machine itself', async ({ request }) => {
  const answer = await request.get('/metrics');
  expect(answer.status()).toBe(200);
  expect(await answer.text()).toContain('parley_zoom_grants{state="good"}');
});
