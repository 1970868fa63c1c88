import { dayRange } from '#availability';
import { dayWords } from '../words/days.ts';

/** One local date of a month. Instants in epoch milliseconds, half-open. */
export interface MonthDay {
  /** 'YYYY-MM-DD' */
  date: string;
  /** 1 for Monday to 7 for Sunday. */
  weekday: number;
  words: string;
  fromMs: number;
  toMs: number;
}

const MONTHS_KEPT = 512;
const kept = new Map<string, readonly MonthDay[]>();

/**
 * The days of a month in a zone. Asking Temporal for 31 days takes longer than all the rest of a
 * month view, and the answer never changes, so a bounded number of months is kept.
 */
export function monthDays(month: string, zone: string): readonly MonthDay[] {
  const key = `${month} ${zone}`;
  const known = kept.get(key);
  if (known) return known;
  if (kept.size >= MONTHS_KEPT) kept.delete(kept.keys().next().value!);
  const made = make(month, zone);
  kept.set(key, made);
  return made;
}

function make(month: string, zone: string): MonthDay[] {
  const { daysInMonth, ...first } = firstOf(month);
  return Array.from({ length: daysInMonth }, (_, index) => {
    const date = `${month}-${String(index + 1).padStart(2, '0')}`;
    const weekday = ((first.weekday - 1 + index) % 7) + 1;
    return { date, weekday, words: dayWords(date, weekday), ...dayRange(date, zone) };
  });
}

function firstOf(month: string) {
  const first = Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 });
  return { weekday: first.dayOfWeek, daysInMonth: first.daysInMonth };
}
