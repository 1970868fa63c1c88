import assert from 'node:assert/strict';
import { test } from 'node:test';
import { slotsAt } from './pretend-house.ts';
import { slotsAnswer, writeSlots } from './slots-answer.ts';

test('free times are written as anybody else would write them', () => {
  const slots = slotsAt(
    '1969-12-31T23:45:00Z',
    '2026-12-01T23:45:00Z',
    '2026-12-02T00:00:00Z',
    '2027-03-28T01:00:30Z',
    '2028-02-29T12:59:00.250Z',
  );
  const text = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms).toString();
  const expected = {
    timezone: 'Europe/Berlin',
    slots: slots.map((slot) => ({
      start: text(slot.startMs),
      end: text(slot.endMs),
      seats_left: 1,
    })),
  };
  assert.equal(writeSlots('Europe/Berlin', slots), JSON.stringify(expected));
});

test('an answer without free times is an empty list', () => {
  const answer = slotsAnswer.parse(JSON.parse(writeSlots('UTC', [])));
  assert.deepEqual(answer, { timezone: 'UTC', slots: [] });
});
