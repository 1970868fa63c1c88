import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Reason } from '#conferencing';
import { HELP_PAGES, readHelp } from '#help';
import { createZoomSetup } from '#zoom';
import { randomIds as ids, systemClock as clock } from '#base';
import { whyWords } from '../../web/words/meeting-state.ts';

const FOLDER = join(import.meta.dirname, '../../docs/help');
const pages = new Map(HELP_PAGES.map((name) => [name as string, readHelp(name)!]));

/** Written out as a record, so that a new reason without words here does not compile. */
const REASONS: Record<Reason['code'], true> = {
  unreachable: true,
  unclear: true,
  'rate-limited': true,
  'day-used-up': true,
  'grant-lost': true,
  'not-allowed': true,
  refused: true,
  'in-progress': true,
  disconnected: true,
  'changed-in-zoom': true,
  'gone-in-zoom': true,
  'not-set-up': true,
};

test('every file is a page and every page a file', () => {
  const files = readdirSync(FOLDER).map((file) => file.replace(/\.md$/, ''));
  assert.deepEqual(files.toSorted(), [...HELP_PAGES].toSorted());
});

test('each page has a title, a lede in plain words and something to read', () => {
  for (const [name, { title, lede, html }] of pages) {
    assert.ok(title.length > 3, name);
    assert.doesNotMatch(lede, /[*`<]/, name);
    assert.ok(html.length > 500, name);
  }
});

test('every permission asked for at Zoom is explained, and no other', () => {
  const setup = createZoomSetup({ clock, ids, fetch, appUrl: 'https://x.example', app: undefined });
  const explained = pages.get('permissions')!.html.matchAll(/<td><code>([\w:]+)<\/code>/g);
  assert.deepEqual(
    [...explained].map(([, scope]) => scope).toSorted(),
    setup.scopes.map(({ scope }) => scope).toSorted(),
  );
});

test('every reason a session may show has a heading of its own under Troubleshooting', () => {
  const { html } = pages.get('troubleshooting')!;
  for (const code of [...Object.keys(REASONS), 'something new']) {
    assert.ok(html.includes(`>${whyWords({ code })}</h3>`), whyWords({ code }));
  }
});

test('what a lost permission is told with stands under Troubleshooting', () => {
  const words = /'((?:Zoom no longer|Parley was removed in)[^']+)'/g;
  const told = ['src/zoom/grant-row.ts', 'src/conferencing/removed.ts'].flatMap((file) =>
    [...readFileSync(join(FOLDER, '../..', file), 'utf8').matchAll(words)].map(([, said]) => said!),
  );
  assert.equal(told.length, 2);
  for (const said of told) assert.ok(pages.get('troubleshooting')!.html.includes(said), said);
});

test('links between pages lead to a page and to a heading on it', () => {
  for (const [name, { html }] of pages) {
    for (const [, href = ''] of html.matchAll(/<a href="([^"]+)"/g)) {
      if (href.startsWith('https://')) continue;
      const [, page = '', anchor] =
        /^(?:\/help\/(\w+))?(?:#(.+))?$/.exec(href) ?? assert.fail(href);
      const target = pages.get(page || name);
      assert.ok(target, `${href} on ${name}`);
      if (anchor) assert.ok(target.html.includes(`id="${anchor}"`), `${href} on ${name}`);
    }
  }
});

test('a page there is none of, and a file elsewhere, are no help', () => {
  assert.equal(readHelp('nonsense'), undefined);
  assert.equal(readHelp('../operations'), undefined);
});
