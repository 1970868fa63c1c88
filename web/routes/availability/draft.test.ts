import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changed, draftIn, draftOf, hoursIn, readChange } from './draft.ts';

const HOURS = {
  zone: 'Europe/Berlin',
  weekly: { '1': [{ start: '09:00', end: '12:00' }], '5': [{ start: '18:00', end: '24:00' }] },
  exceptions: { '2026-12-24': [], '2026-12-23': [{ start: '10:00', end: '11:00' }] },
};

test('hours shown in the form and sent back unchanged stay the same', () => {
  const form = new Map<string, string>();
  const draft = draftOf(HOURS);
  form.set('zone', draft.zone);
  draft.weekly.forEach((spans, day) => fill(form, `weekly.${day}`, spans));
  draft.exceptions.forEach(({ date, spans }, index) => {
    form.set(`exceptions.${index}.date`, date);
    fill(form, `exceptions.${index}`, spans);
  });
  const closed = { '2': [], '3': [], '4': [], '6': [], '7': [] };
  assert.deepEqual(hoursIn(draftIn(form)), {
    ...HOURS,
    weekly: { ...HOURS.weekly, ...closed },
  });
});

test('adding hours to a morning offers the afternoon', () => {
  const change = readChange('add-span weekly.0');
  assert.ok(change);
  assert.deepEqual(changed(draftOf(HOURS), change).weekly[0], [
    { start: '09:00', end: '12:00' },
    { start: '13:00', end: '16:00' },
  ]);
});

test('removing a date leaves the others', () => {
  const change = readChange('remove-date 0');
  assert.ok(change);
  assert.deepEqual(changed(draftOf(HOURS), change).exceptions, [{ date: '2026-12-24', spans: [] }]);
});

function fill(
  form: Map<string, string>,
  at: string,
  spans: { start: string; end: string }[],
): void {
  spans.forEach(({ start, end }, index) => {
    form.set(`${at}.${index}.start`, start);
    form.set(`${at}.${index}.end`, end);
  });
}
