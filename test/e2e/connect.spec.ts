import { connectZoom, hostNamed, openConferencing, signIn, signUp } from './support/host.ts';
import { expect, test, type Page } from './support/test.ts';
import { malformedCalls, meetingsWith } from './support/zoom.ts';

const ZOE = 'zoe@winter-voice.example';
const TOM = 'tom@okafor-tutoring.example';
const MIRA = 'mira@north-practice.example';

const zoomRow = (page: Page) => page.getByRole('region', { name: 'Zoom' });
const heading = (page: Page) => page.getByRole('heading', { level: 1 });

async function pressConnect(page: Page): Promise<void> {
  await zoomRow(page).getByRole('button', { name: 'Connect', exact: true }).click();
}

test('Test tells step by step what works, and leaves nothing in Zoom', async ({ page, house }) => {
  await signUp(page, hostNamed('Olga Brandt'));
  await connectZoom(page, MIRA);
  const row = zoomRow(page);
  await expect(row).toContainText('meetings can be made, moved and removed');
  await row.getByRole('button', { name: 'Test' }).click();
  const steps = row.getByRole('list', { name: 'What was tried' }).getByRole('listitem');
  await expect(steps).toHaveText([
    /Zoom says who you are/,
    /A throw-away meeting was made/,
    /It was moved/,
    /It was removed/,
  ]);
  await expect.poll(() => meetingsWith(house.zoom, 'A check by Parley')).toEqual([]);
  expect(await malformedCalls(house.zoom)).toBe(0);
});

test('a missing licence is said in words, and Test finds it mended', async ({
  page,
  request,
  house,
}) => {
  const licence = (mayHost: boolean) =>
    request.post(`${house.zoom}/control/people/jonas@north-practice.example`, {
      data: { mayHost },
    });
  await signUp(page, hostNamed('Jonas Lund'));
  await licence(false);
  await connectZoom(page, 'jonas@north-practice.example');
  const row = zoomRow(page);
  await expect(row).toContainText('Needs you');
  await expect(row).toContainText('has no licence to hold and schedule meetings');
  await licence(true);
  await row.getByRole('button', { name: 'Test' }).click();
  await expect(row).toContainText('meetings can be made, moved and removed');
  await expect(row.getByText('Needs you')).toHaveCount(0);
});

test('another Zoom account is taken after signing out there, and the page says what became of it', async ({
  page,
  context,
}) => {
  await signUp(page, hostNamed('Petra Holm'));
  await connectZoom(page, TOM);
  const row = zoomRow(page);
  await expect(row).toContainText('Basic plan');
  const another = async () => {
    await row.getByRole('link', { name: 'Use another Zoom account' }).click();
    return page.getByRole('dialog', { name: 'Use another Zoom account?' });
  };
  await (await another()).getByRole('button', { name: 'Go on to Zoom' }).click();
  await expect(page.getByRole('status').first()).toContainText('Zoom let in the same account');
  await expect(row).toContainText(TOM);

  const dialog = await another();
  const there = context.waitForEvent('page');
  await dialog.getByRole('link', { name: 'Sign out of Zoom' }).click();
  await expect(heading(await there)).toHaveText('You are signed out');
  await dialog.getByRole('button', { name: 'Go on to Zoom' }).click();
  await page.getByLabel(ZOE).check();
  await page.getByRole('button', { name: 'Allow' }).click();
  await expect(row).toContainText(ZOE);
  await expect(page.getByRole('status').first()).toContainText('connected with another account');
});

test('Add in the Marketplace is attached to nothing until the host has chosen', async ({
  page,
  house,
}) => {
  await signUp(page, hostNamed('Clara Voss'));
  await page.goto(`${house.zoom}/installed`);
  await page.getByRole('link', { name: /^Add / }).click();
  await page.getByLabel(ZOE).check();
  await page.getByRole('button', { name: 'Allow' }).click();
  await expect(heading(page)).toHaveText('Which account should use Zoom?');
  expect(page.url()).not.toContain('code=');
  await page.getByRole('button', { name: 'Connect Clara Voss' }).click();
  await expect(zoomRow(page)).toContainText(ZOE);
});

test('Add by somebody who is not signed in leads through sign-in to the same question', async ({
  page,
  house,
  visitor,
}) => {
  const host = hostNamed('Rosa Behr');
  await signUp(page, host);
  const other = await (await visitor()).newPage();
  await other.goto(`${house.zoom}/installed`);
  await other.getByRole('link', { name: /^Add / }).click();
  await other.getByLabel(ZOE).check();
  await other.getByRole('button', { name: 'Allow' }).click();
  await expect(heading(other)).toHaveText('Parley is added in Zoom');
  await other.getByRole('link', { name: 'Sign in' }).click();
  await other.getByLabel('E-mail', { exact: true }).fill(host.email);
  await other.getByLabel('Password', { exact: true }).fill(host.password);
  await other.getByRole('button', { name: 'Sign in' }).click();
  await expect(heading(other)).toHaveText('Which account should use Zoom?');
});

test('a no at Zoom is understood in each of its forms', async ({ page }) => {
  await signUp(page, hostNamed('Vito Lang'));
  await openConferencing(page);
  for (const way of ['with state', 'without state']) {
    await pressConnect(page);
    await page.getByLabel(/When declined/).selectOption(way);
    await page.getByRole('button', { name: 'Decline' }).click();
    await expect(heading(page)).toHaveText('Zoom was not connected');
    await page.getByRole('link', { name: 'Back to Conferencing' }).click();
    await expect(zoomRow(page)).toContainText('was not allowed at Zoom');
  }
  await pressConnect(page);
  await page.getByLabel(/When declined/).selectOption('stay on Zoom');
  await page.getByRole('button', { name: 'Decline' }).click();
  await expect(heading(page)).toHaveText(/You declined/);
  await page.goto('/scheduling/conferencing');
  await expect(zoomRow(page)).toContainText('Zoom has not sent you back');
});

test('an answer of Zoom that comes twice, late or to a stranger says so and leads on', async ({
  page,
  visitor,
}) => {
  const host = hostNamed('Nora Falk');
  await signUp(page, host);
  const back = page.waitForRequest(/\/zoom\/callback/);
  await connectZoom(page, ZOE);
  const answer = (await back).url();
  await page.goto(answer);
  await expect(page.getByRole('status').first()).toContainText('had come before');
  await expect(zoomRow(page)).toContainText(ZOE);
  await page.goto('/zoom/callback?code=made-up&state=made-up');
  await expect(heading(page)).toHaveText('Which account should use Zoom?');

  const elsewhere = await (await visitor()).newPage();
  await elsewhere.goto(answer);
  await expect(heading(elsewhere)).toHaveText('You are signed out');
  await signIn(elsewhere, host);
  await elsewhere.goto(answer);
  await expect(heading(elsewhere)).toHaveText('Somebody else began this');
});
