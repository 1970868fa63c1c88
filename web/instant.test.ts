import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readInstant } from './instant.ts';

test('a moment of this century is read, with any offset', () => {
  assert.equal(readInstant('2026-12-08T10:00:00+01:00')?.toString(), '2026-12-08T09:00:00Z');
});

test('what is no moment, or one the database does not know, counts as not given', () => {
  for (const odd of [
    null,
    '',
    'soon',
    '2026-13-01T00:00Z',
    '0001-01-01T00:00Z',
    '+275760-09-13T00:00Z',
  ])
    assert.equal(readInstant(odd), undefined);
});
