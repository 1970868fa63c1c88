import { book, chooseTime, fillDetails, FLORA, pressTime } from './support/guest.ts';
import { hostNamed, signUp } from './support/host.ts';
import { tabTo } from './support/keyboard.ts';
import { expect, test } from './support/test.ts';

test('a guest books, moves and cancels with JavaScript switched off', async ({ page, visitor }) => {
  const host = hostNamed('Nora Lind');
  await signUp(page, host);
  const guest = await (await visitor({ javaScriptEnabled: false })).newPage();

  const booked = await book(guest, host.page);
  await guest.getByRole('link', { name: 'Move' }).click();
  const offered = guest.locator('#times').getByRole('link');
  await expect(offered.first()).toBeVisible();
  await expect(offered.filter({ hasText: booked.clock })).toHaveCount(0);
  const moved = await pressTime(guest, 5);
  await guest.getByRole('button', { name: 'Move the session' }).click();
  await expect(guest.getByRole('status')).toContainText('Your session is moved.');
  await expect(guest.getByRole('heading', { level: 1 })).toContainText(`${moved.clock} to`);
  expect(moved.clock).not.toBe(booked.clock);

  await guest.getByRole('link', { name: 'Cancel the session' }).click();
  await guest.getByRole('button', { name: 'Cancel the session' }).click();
  await expect(guest.getByRole('heading', { level: 1 })).toHaveText('You cancelled this session.');
});

test('a guest can write to the host, unless the host keeps their address', async ({
  page,
  visitor,
  expected,
}) => {
  expected.answers.push(/^422 \/account/);
  const host = hostNamed('Carla Brandt');
  await signUp(page, host);
  const guest = await (await visitor()).newPage();
  await book(guest, host.page);
  const contact = guest.getByRole('link', { name: host.email });
  await expect(contact).toHaveAttribute(
    'href',
    /^mailto:carla-brandt@example\.com\?subject=Introductory/,
  );

  await page.goto('/account');
  await page.getByLabel('E-mail for your guests').fill('nowhere');
  await page.getByRole('button', { name: 'Save settings' }).click();
  await expect(page.getByLabel('E-mail for your guests')).toHaveAccessibleDescription(
    /does not look like/,
  );
  await page.getByLabel('E-mail for your guests').fill('');
  await page.getByRole('button', { name: 'Save settings' }).click();
  await expect(page.getByRole('status')).toHaveText('Saved.');
  await guest.reload();
  await expect(contact).toHaveCount(0);
});

test('when somebody was faster, the nearest free times are offered and nothing typed is lost', async ({
  page,
  visitor,
  expected,
}) => {
  expected.answers.push(/^409 \/otto-weiss/);
  const host = hostNamed('Otto Weiss');
  await signUp(page, host);
  const slow = await (await visitor()).newPage();
  const fast = await (await visitor()).newPage();

  await slow.goto(`${host.page}/introductory-session`);
  const wanted = await chooseTime(slow, 3);
  await fillDetails(slow);
  await slow.getByLabel('Note (optional)').fill('I bring my cello.');
  await book(fast, host.page, 3);
  await slow.getByRole('button', { name: 'Book', exact: true }).click();

  await expect(slow.getByText('This time is not free any more. Nothing was booked.')).toBeVisible();
  const offers = slow.locator('.nearest').getByRole('button');
  await expect(offers).toHaveCount(3);
  await expect(offers.filter({ hasText: `, ${wanted.clock}` })).toHaveCount(0);
  await offers.first().click();
  await expect(slow.getByLabel('Name', { exact: true })).toHaveValue(FLORA.name);
  await expect(slow.getByLabel('Note (optional)')).toHaveValue('I bring my cello.');
  await slow.getByRole('button', { name: 'Book', exact: true }).click();
  await expect(slow.getByRole('status')).toContainText('You are booked.');
});

test('a form that cannot be taken says why beside the field and keeps what was typed', async ({
  page,
  visitor,
  expected,
}) => {
  expected.answers.push(/^422 \/rosa-klein/);
  const host = hostNamed('Rosa Klein');
  await signUp(page, host);
  const guest = await (await visitor()).newPage();
  await guest.goto(`${host.page}/introductory-session`);
  await chooseTime(guest, 1);
  await fillDetails(guest, { name: 'Flora Duval', email: 'flora at example' });
  await guest.getByLabel('Note (optional)').fill('By the river.');
  await guest.getByRole('button', { name: 'Book', exact: true }).click();

  const email = guest.getByLabel('E-mail', { exact: true });
  await expect(email).toHaveAccessibleDescription(/does not look like an e-mail address/);
  await expect(email).toBeFocused();
  await expect(email).toHaveValue('flora at example');
  await expect(guest.getByLabel('Name', { exact: true })).toHaveValue('Flora Duval');
  await expect(guest.getByLabel('Note (optional)')).toHaveValue('By the river.');
  await email.fill('flora@example.com');
  await guest.getByRole('button', { name: 'Book', exact: true }).click();
  await expect(guest.getByRole('status')).toContainText('You are booked.');
});

test('a guest books, moves and cancels with the keyboard alone', async ({ page, visitor }) => {
  const host = hostNamed('Ida Strand');
  await signUp(page, host);
  const guest = await (await visitor()).newPage();
  await guest.goto(host.page);
  await tabTo(guest, guest.getByRole('link', { name: 'Introductory session' }));
  await guest.keyboard.press('Enter');
  await tabTo(guest, guest.getByRole('navigation', { name: 'Months' }).getByRole('link').last());
  await guest.keyboard.press('Enter');
  await tabTo(guest, guest.locator('#times').getByRole('link').nth(1));
  await guest.keyboard.press('Enter');
  await tabTo(guest, guest.getByLabel('Name', { exact: true }));
  await guest.keyboard.type(FLORA.name);
  await guest.keyboard.press('Tab');
  await guest.keyboard.type(FLORA.email);
  const press = async (role: 'link' | 'button', name: string) => {
    await tabTo(guest, guest.getByRole(role, { name, exact: true }));
    await guest.keyboard.press('Enter');
  };
  await press('button', 'Book');
  await expect(guest.getByRole('status')).toContainText('You are booked.');

  await press('link', 'Move');
  await tabTo(guest, guest.locator('#times').getByRole('link').nth(3));
  await guest.keyboard.press('Enter');
  await press('button', 'Move the session');
  await expect(guest.getByRole('status')).toContainText('Your session is moved.');
  await press('link', 'Cancel the session');
  await press('button', 'Cancel the session');
  await expect(guest.getByRole('heading', { level: 1 })).toHaveText('You cancelled this session.');
});

test('a guest reads the free times as a list and in a zone of their choice', async ({
  page,
  visitor,
}) => {
  const host = hostNamed('Emil Sato');
  await signUp(page, host);
  const guest = await (await visitor()).newPage();
  await guest.goto(`${host.page}/introductory-session`);
  await guest.getByRole('link', { name: 'as a list' }).click();
  expect(await guest.locator('#times').getByRole('heading', { level: 3 }).count()).toBeGreaterThan(
    1,
  );
  await guest.getByRole('link', { name: /^Berlin/ }).click();
  await guest.getByLabel('Show times as in').selectOption('Asia/Tokyo');
  await guest.getByRole('button', { name: 'Use this time zone' }).click();
  await expect(guest.getByRole('link', { name: 'Tokyo (UTC+9)' })).toBeVisible();
  await pressTime(guest, 0);
  await expect(guest.getByText('Tokyo (UTC+9)')).toBeVisible();
});

test('links that lead nowhere say so and show a way on', async ({ page, visitor, expected }) => {
  expected.answers.push(/^404 /);
  const host = hostNamed('Lea Haddad');
  await signUp(page, host);
  const guest = await (await visitor()).newPage();
  const title = guest.getByRole('heading', { level: 1 });

  await guest.goto('/nobody-of-this-name');
  await expect(title).toHaveText('There is nobody at this address');
  await guest.goto('/b/a-token-that-was-never-given');
  await expect(title).toHaveText('This link does not lead to a booking');
  await guest.goto('/some/where/else');
  await expect(title).toHaveText('There is nothing at this address');
  await guest.goto(`${host.page}/not-offered`);
  await expect(title).toHaveText('This cannot be booked');
  await guest.getByRole('link', { name: `the page of ${host.name}` }).click();
  await expect(title).toHaveText(host.name);
});
