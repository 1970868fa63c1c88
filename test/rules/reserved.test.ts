import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RouteConfigEntry } from '@react-router/dev/routes';
import routes from '../../web/routes.ts';
import { slugFrom } from '../../src/accounts/slug.ts';

test('no account can be called as one of our own addresses', () => {
  const words = new Set(firstWords(routes));
  assert.ok(words.size > 10);
  for (const word of words) assert.notEqual(slugFrom(word), word, `an account could hide /${word}`);
});

function firstWords(entries: RouteConfigEntry[]): string[] {
  return entries.flatMap(({ path, children = [] }) => {
    const [word = ''] = path?.split('/') ?? [];
    return [...(/^[a-z]/.test(word) ? [word] : []), ...firstWords(children)];
  });
}
