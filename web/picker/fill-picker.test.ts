import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Asked } from './asked.ts';
import { fillPicker, type FreeTimes } from './fill-picker.ts';

const NOW = Temporal.Instant.from('2026-10-20T12:00:00Z');

function asking(more: Partial<Asked> = {}): Asked {
  return {
    month: undefined,
    day: undefined,
    startMs: undefined,
    view: 'month',
    choosesZone: false,
    zone: 'Europe/Berlin',
    zoneFrom: 'browser',
    ...more,
  };
}

/** Half-hour starts at the given moments. */
function free(starts: string[], more: Partial<FreeTimes> & { seatsLeft?: number } = {}): FreeTimes {
  const all = starts.map((start) => Temporal.Instant.from(start).epochMilliseconds);
  return {
    between: async ({ fromMs, toMs }) =>
      all
        .filter((startMs) => startMs >= fromMs && startMs < toMs)
        .map((startMs) => ({
          startMs,
          endMs: startMs + 1_800_000,
          seatsLeft: more.seatsLeft ?? 1,
        })),
    nowMs: NOW.epochMilliseconds,
    horizonDays: 120,
    capacity: 1,
    ...more,
  };
}

function squaresOf(picker: Awaited<ReturnType<typeof fillPicker>>) {
  return picker.weeks.flat().filter((square) => square?.href);
}

test('a month stands in weeks that begin on Monday', async () => {
  const { weeks, title } = await fillPicker(asking(), free(['2026-10-22T08:00:00Z']));
  assert.equal(title, 'October 2026');
  assert.deepEqual(
    weeks[0]!.map((square) => square?.number),
    [undefined, undefined, undefined, 1, 2, 3, 4],
  );
});

test('only days with free times can be pressed, and say how many there are', async () => {
  const picker = await fillPicker(asking(), free(['2026-10-22T08:00:00Z', '2026-10-22T09:00:00Z']));
  assert.deepEqual(squaresOf(picker), [
    {
      number: 22,
      href: '?day=2026-10-22#times',
      label: 'Thursday, 22 October, 2 free times',
      chosen: true,
    },
  ]);
});

test('a time late in the evening belongs to the guest’s day, not to the host’s', async () => {
  const late = free(['2026-10-22T23:30:00Z']);
  assert.equal((await fillPicker(asking(), late)).days[0]!.id, '2026-10-23');
  const picker = await fillPicker(asking({ zone: 'America/New_York' }), late);
  assert.equal(picker.days[0]!.id, '2026-10-22');
  assert.equal(picker.days[0]!.times[0]!.label, '19:30');
});

test('the hour that comes twice when clocks go back is told apart', async () => {
  const { days } = await fillPicker(
    asking(),
    free(['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z', '2026-10-25T08:00:00Z']),
  );
  assert.deepEqual(
    days[0]!.times.map((time) => time.label),
    ['02:30 (UTC+2)', '02:30 (UTC+1)', '09:00'],
  );
});

test('on the day clocks go forward the wall shows summer time after the jump', async () => {
  const spring = { ...free(['2027-03-28T00:30:00Z', '2027-03-28T01:30:00Z']), horizonDays: 200 };
  const { days } = await fillPicker(asking({ month: '2027-03' }), spring);
  assert.deepEqual(
    days[0]!.times.map((time) => time.label),
    ['01:30', '03:30'],
  );
});

test('without a month in the address, the first one with a free time opens', async () => {
  assert.equal((await fillPicker(asking(), free(['2026-12-03T08:00:00Z']))).title, 'December 2026');
});

test('a month that was asked for and has no free time says so and leads to the next that has', async () => {
  const { empty, days } = await fillPicker(
    asking({ month: '2026-11' }),
    free(['2026-12-03T08:00:00Z']),
  );
  assert.deepEqual(days, []);
  assert.deepEqual(empty, {
    words: 'There is no free time in November 2026.',
    next: { href: '?month=2026-12', words: 'December 2026' },
  });
});

test('where nothing is free at all, nothing is promised', async () => {
  const { empty } = await fillPicker(asking(), free([]));
  assert.equal(empty?.next, undefined);
  assert.match(empty!.words, /no free time to book at the moment/);
});

test('months that are over or beyond the horizon cannot be turned to', async () => {
  const times = free(['2026-10-22T08:00:00Z'], { horizonDays: 30 });
  const first = await fillPicker(asking({ month: '2025-01' }), times);
  assert.deepEqual([first.title, first.earlier], ['October 2026', undefined]);
  const last = await fillPicker(asking({ month: '2030-01' }), times);
  assert.deepEqual([last.title, last.later], ['November 2026', undefined]);
});

test('the list shows every day with free times and no other', async () => {
  const { days, weeks } = await fillPicker(
    asking({ view: 'list' }),
    free(['2026-10-22T08:00:00Z', '2026-10-29T08:00:00Z']),
  );
  assert.deepEqual(
    days.map((day) => day.words),
    ['Thursday, 22 October', 'Thursday, 29 October'],
  );
  assert.deepEqual(weeks, []);
});

test('a zone from the address stays in every link', async () => {
  const picker = await fillPicker(asking({ zoneFrom: 'address' }), free(['2026-10-22T08:00:00Z']));
  assert.equal(picker.days[0]!.times[0]!.href, '?start=2026-10-22T08:00:00Z&zone=Europe/Berlin');
});

test('a group says how many seats are left', async () => {
  const { days } = await fillPicker(
    asking(),
    free(['2026-10-22T08:00:00Z'], { capacity: 3, seatsLeft: 2 }),
  );
  assert.equal(days[0]!.times[0]!.seats, '2 seats left');
});
