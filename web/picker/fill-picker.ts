import type { Slot } from '#sessions';
import { monthWords } from '../words/days.ts';
import { zoneWords } from '../words/zones.ts';
import { addressFor, isGuess, type Asked } from './asked.ts';
import { monthDays, type MonthDay } from './month-days.ts';
import { timesOf, type Time } from './times.ts';

/** Where free times come from: the slots of a service, or of a booking that is to move. */
export interface FreeTimes {
  /** In [fromMs, toMs), ascending. */
  between(range: { fromMs: number; toMs: number }): Promise<Slot[]>;
  nowMs: number;
  horizonDays: number;
  capacity: number;
}

export interface Link {
  href: string;
  words: string;
}

/** A square of the month. Only days with free times can be pressed. */
export interface Square {
  number: number;
  href?: string;
  label?: string;
  chosen?: true;
}

export interface DayTimes {
  id: string;
  words: string;
  times: Time[];
}

/** Everything the picker shows, in words and addresses. */
export interface Picker {
  view: Asked['view'];
  zone: string;
  /** The zone is a guess that the browser may better. */
  zoneIsGuess: boolean;
  zoneWords: string;
  title: string;
  earlier: Link | undefined;
  later: Link | undefined;
  /** Rows of seven; undefined outside of the month. Empty in the list view. */
  weeks: (Square | undefined)[][];
  /** The chosen day in the month view, every day with free times in the list view. */
  days: DayTimes[];
  /** Set where the month has no free time. */
  empty: { words: string; next: Link | undefined } | undefined;
  zoneHref: string;
  otherView: Link;
}

interface DaySlots {
  day: MonthDay;
  slots: Slot[];
}

const DAY_MS = 86_400_000;

/** The month that was asked for, or else the first that has a free time. */
export async function fillPicker(asked: Asked, free: FreeTimes): Promise<Picker> {
  const bounds = {
    first: monthOf(free.nowMs, asked.zone),
    last: monthOf(horizonMs(free), asked.zone),
  };
  const wanted = clamp(asked.month ?? bounds.first, bounds);
  const filled = await fill(wanted, asked.zone, free);
  if (filled.some(({ slots }) => slots.length > 0))
    return draw({ asked, free, bounds, month: wanted, filled });

  const nextMs = await firstAfter(wanted, asked.zone, free);
  const next = nextMs === undefined ? undefined : monthOf(nextMs, asked.zone);
  if (asked.month !== undefined || next === undefined) {
    return draw({ asked, free, bounds, month: wanted, filled, next });
  }
  return draw({ asked, free, bounds, month: next, filled: await fill(next, asked.zone, free) });
}

interface Drawing {
  asked: Asked;
  free: FreeTimes;
  bounds: { first: string; last: string };
  month: string;
  filled: DaySlots[];
  /** The next month with a free time, looked for only when this one has none. */
  next?: string | undefined;
}

function draw({ asked, free, bounds, month, filled, next }: Drawing): Picker {
  const withTimes = filled.filter(({ slots }) => slots.length > 0);
  const chosen = withTimes.find(({ day }) => day.date === asked.day) ?? withTimes[0];
  const shown = asked.view === 'list' ? withTimes : chosen ? [chosen] : [];
  const monthLink = (to: string): Link => ({
    href: addressFor(asked, { month: to }),
    words: monthWords(to),
  });
  return {
    view: asked.view,
    zone: asked.zone,
    zoneIsGuess: isGuess(asked),
    zoneWords: zoneWords(asked.zone, chosen?.slots[0]?.startMs ?? filled[0]!.day.fromMs),
    title: monthWords(month),
    earlier: month > bounds.first ? monthLink(shift(month, -1)) : undefined,
    later: month < bounds.last ? monthLink(shift(month, 1)) : undefined,
    weeks: asked.view === 'list' ? [] : squares(asked, filled, chosen?.day.date),
    days: shown.map(({ day, slots }) => dayTimes(asked, free.capacity, day, slots)),
    empty: chosen
      ? undefined
      : { words: emptyWords(month, next), next: next ? monthLink(next) : undefined },
    zoneHref: addressFor(asked, { month: asked.month, day: asked.day, 'choose-zone': '1' }),
    otherView:
      asked.view === 'list'
        ? {
            href: addressFor(asked, { month, day: asked.day, view: undefined }),
            words: 'as a calendar',
          }
        : { href: addressFor(asked, { month, day: asked.day, view: 'list' }), words: 'as a list' },
  };
}

async function fill(month: string, zone: string, free: FreeTimes): Promise<DaySlots[]> {
  const days = monthDays(month, zone);
  const slots = await free.between({ fromMs: days[0]!.fromMs, toMs: days.at(-1)!.toMs });
  let next = 0;
  return days.map((day) => {
    const from = next;
    while (next < slots.length && slots[next]!.startMs < day.toMs) next++;
    return { day, slots: slots.slice(from, next) };
  });
}

async function firstAfter(
  month: string,
  zone: string,
  free: FreeTimes,
): Promise<number | undefined> {
  const fromMs = monthDays(month, zone).at(-1)!.toMs;
  // The service itself ends the search: the last start it offers is now plus the horizon.
  const toMs = horizonMs(free) + 1;
  return fromMs < toMs ? (await free.between({ fromMs, toMs }))[0]?.startMs : undefined;
}

function squares(asked: Asked, filled: DaySlots[], chosen: string | undefined): Picker['weeks'] {
  const cells: (Square | undefined)[] = Array.from(
    { length: filled[0]!.day.weekday - 1 },
    () => undefined,
  );
  for (const { day, slots } of filled) {
    const number = Number(day.date.slice(8));
    if (slots.length === 0) cells.push({ number });
    else {
      cells.push({
        number,
        href: `${addressFor(asked, { day: day.date })}#times`,
        label: `${day.words}, ${slots.length === 1 ? '1 free time' : `${slots.length} free times`}`,
        ...(day.date === chosen && { chosen: true }),
      });
    }
  }
  while (cells.length % 7 !== 0) cells.push(undefined);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}

function dayTimes(asked: Asked, capacity: number, day: MonthDay, slots: Slot[]): DayTimes {
  const hrefOf = (start: string) => addressFor(asked, { start });
  return {
    id: day.date,
    words: day.words,
    times: timesOf(day, slots, { zone: asked.zone, capacity, hrefOf }),
  };
}

function emptyWords(month: string, next: string | undefined): string {
  return next
    ? `There is no free time in ${monthWords(month)}.`
    : 'There is no free time to book at the moment. Please look again later.';
}

function horizonMs(free: FreeTimes): number {
  return free.nowMs + free.horizonDays * DAY_MS;
}

function monthOf(ms: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(ms)
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .toPlainYearMonth()
    .toString();
}

function shift(month: string, months: number): string {
  return Temporal.PlainYearMonth.from(month).add({ months }).toString();
}

function clamp(month: string, { first, last }: { first: string; last: string }): string {
  if (month < first) return first;
  return month > last ? last : month;
}
