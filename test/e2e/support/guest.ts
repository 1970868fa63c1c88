import { expect, type Locator, type Page } from './test.ts';

/** A time somebody chose on a page. */
export interface Chosen {
  /** As the page writes it, in the guest's zone: '10:00'. */
  clock: string;
  start: Temporal.Instant;
}

/** Somebody the demo's week does not know. */
export const FLORA = { name: 'Flora Duval', email: 'flora@example.com' };

/**
 * Next month's second free day, and the time at that place of the day: whatever day and hour it is
 * now, notice and horizon leave that day whole. Leaves the guest where that time was chosen.
 */
export async function chooseTime(page: Page, place: number): Promise<Chosen> {
  await page.getByRole('navigation', { name: 'Months' }).getByRole('link').last().click();
  await page.getByRole('table').getByRole('link').nth(1).click();
  return await pressTime(page, place);
}

/** The time at that place of the day that is shown. */
export async function pressTime(page: Page, place: number): Promise<Chosen> {
  return await pressLink(page, page.locator('#times').getByRole('link').nth(place));
}

/** Presses a link that is a time. */
export async function pressLink(page: Page, link: Locator): Promise<Chosen> {
  const clock = (await link.innerText()).trim();
  const address = new URL((await link.getAttribute('href')) ?? '', page.url());
  await link.click();
  return { clock, start: Temporal.Instant.from(address.searchParams.get('start') ?? '') };
}

export async function fillDetails(page: Page, guest = FLORA): Promise<void> {
  await page.getByLabel('Name', { exact: true }).fill(guest.name);
  await page.getByLabel('E-mail', { exact: true }).fill(guest.email);
}

/** Books the first service of a host and answers the chosen time. */
export async function book(
  page: Page,
  hostPage: string,
  place = 2,
  guest = FLORA,
): Promise<Chosen> {
  await page.goto(`${hostPage}/introductory-session`);
  const chosen = await chooseTime(page, place);
  await fillDetails(page, guest);
  await page.getByRole('button', { name: 'Book', exact: true }).click();
  await expect(page.getByRole('status')).toContainText('You are booked.');
  return chosen;
}

/** The lasting link, without what was only for the moment of arriving. */
export function lastingLink(page: Page): string {
  const { origin, pathname } = new URL(page.url());
  return `${origin}${pathname}`;
}

/** An instant as a clock in that zone shows it: '04:00'. */
export function clockIn(zone: string, at: Temporal.Instant): string {
  return at.toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' });
}
