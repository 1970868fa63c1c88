import assert from 'node:assert/strict';
import { test } from 'node:test';
import { line, prose, start } from './fields.ts';

test('a start may have more digits of a second than anybody keeps', () => {
  const read = start.parse('2026-12-01T10:00:00.1234567890123+01:00');
  assert.equal(read.toString(), '2026-12-01T09:00:00.123Z');
});

test('a text that the database cannot hold is a fault of its field', () => {
  for (const broken of ['half a pair \ud800', 'a NUL \0']) {
    assert.equal(prose(100).safeParse(broken).success, false);
    assert.equal(line(100).safeParse(broken).success, false);
  }
  assert.equal(prose(100).parse('a whole pair 🎻'), 'a whole pair 🎻');
});
