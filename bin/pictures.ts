/** Takes the README's pictures from a running Parley with its demo week: `node bin/pictures.ts`. */
import { chromium, type Browser, type Page } from '@playwright/test';
import { join } from 'node:path';
import { freePorts, startHouse } from '../test/e2e/support/house.ts';
import { findChromium } from './suite/browser.ts';

const FOLDER = join(import.meta.dirname, '../docs/pictures');
const ADA = { email: 'ada@example.com', password: 'a quiet demo' };
const SERVICE = '/ada-winter/introductory-session';
const DESK_PIXELS = 1080;
const PHONE_PIXELS = 390;
/** Where the guest is; the host is in Berlin. */
const GUEST = { zone: 'Europe/Lisbon', city: 'Lisbon' };

const house = await startHouse(await freePorts());
const browser = await chromium.launch({
  executablePath: findChromium() ?? '',
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
try {
  await takeAll(browser);
} finally {
  await browser.close();
  await house.stop();
}

async function takeAll(browser: Browser): Promise<void> {
  const host = await open(browser, 'Europe/Berlin', DESK_PIXELS);
  await signIn(host);
  await useZoom(host);
  await take(host, 'conferencing-light', 800);
  await host.emulateMedia({ colorScheme: 'dark' });
  await take(host, 'conferencing-dark', 800);
  await host.emulateMedia({ colorScheme: 'light' });

  const guest = await open(browser, GUEST.zone, DESK_PIXELS);
  await guest.goto(SERVICE);
  await guest.getByText(GUEST.city).waitFor();
  await take(guest, 'booking', 580);
  await takeOnPhone(browser);
  await bookLater(guest);
  await take(guest, 'lasting-link', 740);

  await host.goto('/sessions');
  await host.getByRole('link', { name: 'Flora Duval' }).click();
  await host.getByText('The Zoom meeting was made').waitFor();
  await take(host, 'session', 900);
}

async function open(browser: Browser, timezoneId: string, width: number): Promise<Page> {
  const context = await browser.newContext({
    baseURL: house.url,
    locale: 'en-GB',
    timezoneId,
    viewport: { width, height: 800 },
    deviceScaleFactor: 1.5,
    reducedMotion: 'reduce',
  });
  return await context.newPage();
}

async function signIn(page: Page): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(ADA.email);
  await page.getByLabel('Password').fill(ADA.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/sessions');
}

async function useZoom(page: Page): Promise<void> {
  await page.goto('/scheduling/conferencing');
  const zoom = page.getByRole('region', { name: 'Zoom' });
  await zoom.getByRole('button', { name: 'Connect' }).click();
  await page.getByRole('button', { name: 'Allow' }).click();
  await zoom.getByRole('button', { name: 'Make default' }).click();
  await zoom.getByText('Default', { exact: true }).waitFor();
  await page.goto('/scheduling/conferencing');
}

async function takeOnPhone(browser: Browser): Promise<void> {
  const phone = await open(browser, GUEST.zone, PHONE_PIXELS);
  await phone.goto(SERVICE);
  await phone.getByText(GUEST.city).waitFor();
  await take(phone, 'booking-on-a-phone', 780);
}

/** A time of next month's first free day, and the page as it is once the meeting is there. */
async function bookLater(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Months' }).getByRole('link').last().click();
  await page.locator('#times').getByRole('link').nth(3).click();
  await page.getByLabel('Name').fill('Flora Duval');
  await page.getByLabel('E-mail').fill('flora@example.com');
  await page.getByLabel('Note (optional)').fill('I sing in a choir and lose my voice by evening.');
  await page.getByRole('button', { name: 'Book' }).click();
  await page.getByRole('link', { name: 'Join the Zoom meeting' }).waitFor();
  const { pathname } = new URL(page.url());
  await page.goto(pathname);
}

async function take(page: Page, name: string, height: number): Promise<void> {
  await page.setViewportSize({ width: page.viewportSize()?.width ?? DESK_PIXELS, height });
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(FOLDER, `${name}.png`), animations: 'disabled' });
}
