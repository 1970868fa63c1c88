import assert from 'node:assert/strict';
import { test } from 'node:test';
import { zoneWords } from './zones.ts';

test('a zone is told with the offset it has at that moment, UTC by its name alone', () => {
  const [winter, summer] = [Date.UTC(2027, 0, 12), Date.UTC(2027, 6, 12)];
  assert.equal(zoneWords('America/New_York', winter), 'New York (UTC−5)');
  assert.equal(zoneWords('America/New_York', summer), 'New York (UTC−4)');
  assert.equal(zoneWords('Europe/London', winter), 'London (UTC+0)');
  assert.equal(zoneWords('UTC', winter), 'UTC');
});
