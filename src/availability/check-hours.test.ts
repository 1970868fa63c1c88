import assert from 'node:assert/strict';
import { test } from 'node:test';

import { checkHours } from './index.ts';

const morning = { start: '09:00', end: '12:00' };
const afternoon = { start: '13:00', end: '17:00' };

test('well-formed hours come back with the spans of each day in order', () => {
  assert.deepEqual(
    checkHours({
      zone: 'Europe/Berlin',
      weekly: { '1': [afternoon, morning], '6': [] },
      exceptions: { '2026-12-24': [{ start: '09:00', end: '24:00' }], '2026-12-25': [] },
    }),
    {
      ok: true,
      hours: {
        zone: 'Europe/Berlin',
        weekly: { '1': [morning, afternoon], '6': [] },
        exceptions: { '2026-12-24': [{ start: '09:00', end: '24:00' }], '2026-12-25': [] },
      },
    },
  );
});

test('an unknown time zone is refused', () => {
  assert.deepEqual(faultsOf({ zone: 'Europe/Atlantis' }), [
    { field: 'zone', message: 'Choose a time zone, such as Europe/Berlin.' },
  ]);
});

test('an end before the start is named with its weekday', () => {
  const weekly = { '1': [morning, { start: '17:00', end: '13:00' }] };
  assert.deepEqual(faultsOf({ weekly }), [
    { field: 'weekly.1.1', message: 'Monday: the end must come after the start.' },
  ]);
});

test('a span of no length is refused', () => {
  const weekly = { '2': [{ start: '09:00', end: '09:00' }] };
  assert.deepEqual(faultsOf({ weekly }), [
    { field: 'weekly.2.0', message: 'Tuesday: the end must come after the start.' },
  ]);
});

test('overlapping spans are named at the later one, wherever it was typed', () => {
  const weekly = { '3': [{ start: '11:00', end: '14:00' }, morning] };
  assert.deepEqual(faultsOf({ weekly }), [
    { field: 'weekly.3.0', message: 'Wednesday: 11:00 to 14:00 overlaps 09:00 to 12:00.' },
  ]);
});

test('a span inside an earlier, longer one is an overlap too', () => {
  const spans = [
    { start: '08:00', end: '18:00' },
    { start: '09:00', end: '10:00' },
    { start: '11:00', end: '12:00' },
  ];
  const fields = faultsOf({ weekly: { '4': spans } }).map(({ field }) => field);
  assert.deepEqual(fields, ['weekly.4.1', 'weekly.4.2']);
});

test('spans that only touch are fine', () => {
  assert.deepEqual(faultsOf({ weekly: { '1': [morning, { start: '12:00', end: '13:00' }] } }), []);
});

test('times that are no times are refused', () => {
  const message = 'Friday: write times like 09:30.';
  const spans = [
    { start: '9:00', end: '10:00' },
    { start: '10:00', end: '25:00' },
    { start: '10:60', end: '11:00' },
    { start: '10:00', end: '11:00\n' },
  ];
  const faults = faultsOf({ weekly: { '5': spans } });
  assert.deepEqual(
    faults,
    spans.map((_, index) => ({ field: `weekly.5.${index}`, message })),
  );
});

test('midnight as 24:00 can end a span but not start one', () => {
  assert.deepEqual(faultsOf({ weekly: { '7': [{ start: '24:00', end: '24:00' }] } }), [
    { field: 'weekly.7.0', message: 'Sunday: the end must come after the start.' },
  ]);
});

test('a fault in an exception is named with its date', () => {
  assert.deepEqual(faultsOf({ exceptions: { '2026-12-24': [{ start: '12:00' }] } }), [
    { field: 'exceptions.2026-12-24.0', message: '24 December 2026: give a start and an end.' },
  ]);
});

test('dates that do not exist and weekdays beyond Sunday are refused', () => {
  const weekly = { '8': [], __proto__: [] };
  const exceptions = { '2026-02-30': [], '24.12.2026': [] };
  const fields = faultsOf({ weekly, exceptions }).map(({ field }) => field);
  assert.deepEqual(fields, ['weekly.8', 'exceptions.2026-02-30', 'exceptions.24.12.2026']);
});

test('every fault is listed at once', () => {
  const faults = faultsOf({ zone: '', weekly: { '1': 'nine to five' }, exceptions: undefined });
  assert.deepEqual(faults, [
    { field: 'zone', message: 'Choose a time zone, such as Europe/Berlin.' },
    { field: 'weekly.1', message: 'Monday: list the hours, or none if closed.' },
    { field: 'exceptions', message: 'The exceptions are missing.' },
  ]);
});

test('what is no hours at all is refused, whatever it is', () => {
  for (const input of [undefined, null, 'hours', 7, [], { weekly: null }]) {
    assert.equal(checkHours(input).ok, false);
  }
});

function faultsOf(changes: Record<string, unknown>): { field: string; message: string }[] {
  const checked = checkHours({ zone: 'Europe/Berlin', weekly: {}, exceptions: {}, ...changes });
  return checked.ok ? [] : checked.faults;
}
