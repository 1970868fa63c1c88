/** First segments of our own addresses: an account must not hide them. */
const TAKEN = new Set(
  'account accounts api assets b build call calls dev favicon healthz help lost-link metrics readyz reset-password robots scheduling sessions settings setup sign-in sign-out sign-up static zoom'.split(
    ' ',
  ),
);

/** A name as it may stand in an address: lower case, ASCII letters and digits, single dashes. */
export function slugFrom(name: string): string {
  const slug = name
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '');
  if (slug === '') return 'host';
  return TAKEN.has(slug) ? `${slug}-1` : slug;
}

/** The first of `slug`, `slug-2`, `slug-3` … that is not among the taken ones. */
export function firstFree(slug: string, taken: ReadonlySet<string>): string {
  if (!taken.has(slug)) return slug;
  let number = 2;
  while (taken.has(`${slug}-${number}`)) number += 1;
  return `${slug}-${number}`;
}
