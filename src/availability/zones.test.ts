import assert from 'node:assert/strict';
import { test } from 'node:test';

import { isZone, zoneLabel } from './index.ts';
import { offsetsBetween } from './zones.ts';

test('zones are known by name, older names included', () => {
  assert.equal(isZone('America/New_York'), true);
  assert.equal(isZone('Asia/Calcutta'), true);
  assert.equal(isZone('UTC'), true);
});

test('offsets, other spellings and nonsense are no zones', () => {
  const refused = ['+01:00', 'europe/berlin', 'Berlin', '', 'Z', '2026-01-01T00:00[Europe/Berlin]'];
  assert.deepEqual(refused.filter(isZone), []);
});

test('a zone is labelled with its city and the offset of the moment', () => {
  const winter = at('2026-12-01T12:00Z');
  const summer = at('2026-06-01T12:00Z');
  assert.deepEqual(zoneLabel('America/New_York', winter), { city: 'New York', offset: 'UTC−5' });
  assert.deepEqual(zoneLabel('America/New_York', summer), { city: 'New York', offset: 'UTC−4' });
  assert.deepEqual(zoneLabel('Asia/Kathmandu', winter), { city: 'Kathmandu', offset: 'UTC+5:45' });
  assert.deepEqual(zoneLabel('Asia/Calcutta', winter), { city: 'Kolkata', offset: 'UTC+5:30' });
  assert.deepEqual(zoneLabel('Europe/London', winter), { city: 'London', offset: 'UTC+0' });
  assert.deepEqual(zoneLabel('America/Argentina/Buenos_Aires', winter), {
    city: 'Buenos Aires',
    offset: 'UTC−3',
  });
});

test('offsets stay right when questions jump between years', () => {
  const hoursAhead = (iso: string) =>
    offsetsBetween('Europe/Berlin', at(iso), at(iso) + 1).map(
      ({ offsetMs }) => offsetMs / 3_600_000,
    );
  assert.deepEqual(hoursAhead('2026-07-01T00:00Z'), [2]);
  assert.deepEqual(hoursAhead('1995-12-01T00:00Z'), [1]);
  assert.deepEqual(hoursAhead('2040-07-01T00:00Z'), [2]);
  assert.deepEqual(hoursAhead('2026-12-01T00:00Z'), [1]);
});

function at(iso: string): number {
  return Temporal.Instant.from(iso).epochMilliseconds;
}
