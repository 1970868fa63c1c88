import { expect, type Page } from './test.ts';

/** Opens the newest letter to an address, as soon as it is there. Answers what the letter shows. */
export async function openNewestLetter(page: Page, to: string) {
  const letter = page.getByRole('listitem').filter({ hasText: `to ${to}` });
  await expect(async () => {
    await page.goto('/dev/mailbox');
    await expect(letter.first()).toBeVisible({ timeout: 200 });
  }).toPass();
  await letter.first().getByRole('link').click();
  return page.frameLocator('iframe[title="The letter"]');
}
