import { expect, type Page } from './test.ts';

export interface Host {
  name: string;
  email: string;
  password: string;
  /** The address of the public page: '/ada-winter'. */
  page: string;
}

/** Somebody who hosts. Names must differ between the tests of one file: they live in one house. */
export function hostNamed(name: string): Host {
  const slug = name.toLowerCase().replaceAll(' ', '-');
  return { name, email: `${slug}@example.com`, password: `${slug} likes tea`, page: `/${slug}` };
}

export async function signUp(page: Page, host: Host): Promise<void> {
  await page.goto('/sign-up');
  await page.getByLabel('Name', { exact: true }).fill(host.name);
  await page.getByLabel('E-mail', { exact: true }).fill(host.email);
  await page.getByLabel('Password', { exact: true }).fill(host.password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByRole('heading', { name: 'Sessions', level: 1 })).toBeVisible();
}

export async function signIn(page: Page, { email, password }: Host): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail', { exact: true }).fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Sessions', level: 1 })).toBeVisible();
}

/** The way from anywhere to Conferencing, as a host walks it. */
export async function openConferencing(page: Page): Promise<void> {
  const top = page.getByRole('navigation', { name: 'Main' });
  await top.getByRole('link', { name: 'Scheduling' }).click();
  await page.getByRole('link', { name: 'Manage conferencing' }).click();
  await expect(page.getByRole('heading', { name: 'Conferencing', level: 1 })).toBeVisible();
}

/** Connects the open account and comes back. `as` is an e-mail address at Zoom. */
export async function connectZoom(page: Page, as: string): Promise<void> {
  await openConferencing(page);
  const zoom = page.getByRole('region', { name: 'Zoom' });
  await zoom.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByLabel(as).check();
  await page.getByRole('button', { name: 'Allow' }).click();
  await expect(zoom).toContainText(as);
}

export async function makeDefault(page: Page, place: 'Zoom' | 'Built-in calls'): Promise<void> {
  const row = page.getByRole('region', { name: place });
  await row.getByRole('button', { name: 'Make default' }).click();
  await expect(row.getByText('Default', { exact: true })).toBeVisible();
  await expect(row.getByRole('button', { name: 'Make default' })).toHaveCount(0);
}
