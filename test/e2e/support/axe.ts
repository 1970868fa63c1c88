import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { run } from 'axe-core';
import { expect, type Page } from './test.ts';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];
const SIZES = [
  { width: 1280, height: 900 },
  { width: 390, height: 844 },
];

declare const axe: { run: typeof run };

/** This page as it stands, by day and by night, on a desk and on a phone: nothing axe objects to. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(SOURCE);
  for (const size of SIZES) {
    await page.setViewportSize(size);
    for (const colorScheme of ['light', 'dark'] as const) {
      // Colours in the middle of a change are nobody's colours.
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const found = await violations(page);
      expect(found, `${page.url()}, ${size.width} pixels, ${colorScheme}`).toEqual([]);
    }
    await expectNoSideways(page);
  }
}

async function violations(page: Page): Promise<string[]> {
  return await page.evaluate(async (rules) => {
    const { violations } = await axe.run(document, {
      runOnly: { type: 'tag', values: rules },
      resultTypes: ['violations'],
      // A letter's frame runs no scripts, so nobody can look into it from here.
      iframes: false,
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
    );
  }, RULES);
}

/** WCAG 1.4.10, which axe cannot tell: nobody has to scroll to the side. */
async function expectNoSideways(page: Page): Promise<void> {
  const wider = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(wider, `${page.url()} is wider than its window by`).toBe(0);
}
