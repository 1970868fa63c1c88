import { dayWords } from './days.ts';

/** A moment as a reader in one zone says it. */
export interface MomentWords {
  /** 'Thursday, 10 December', with the year where it is not this year's. */
  day: string;
  /** '10:00' */
  time: string;
  /** 'Thu 10:00', or 'Thu 3 Dec' with the time where it is more than six days from now. */
  short: string;
}

/** What the clock on the reader's wall shows. Temporal refuses an unknown zone with a RangeError. */
export function momentWords(
  at: Temporal.Instant,
  zone: string,
  now: Temporal.Instant,
): MomentWords {
  const there = at.toZonedDateTimeISO(zone);
  const today = now.toZonedDateTimeISO(zone);
  const day = dayWords(there.toPlainDate().toString(), there.dayOfWeek);
  const time = timeOf(there);
  return {
    day: there.year === today.year ? day : `${day} ${there.year}`,
    time,
    short: `${shortDay(there, today)} ${time}`,
  };
}

/** '10:00' on the clock of that zone. */
export function clockTime(at: Temporal.Instant, zone: string): string {
  return timeOf(at.toZonedDateTimeISO(zone));
}

/** 'Wednesday, 10:00' within the coming six days, else 'Wednesday, 9 December, 10:00'. */
export function untilWords(at: Temporal.Instant, zone: string, now: Temporal.Instant): string {
  const { day, time } = momentWords(at, zone, now);
  const days = daysBetween(now.toZonedDateTimeISO(zone), at.toZonedDateTimeISO(zone));
  if (days === 0) return `today, ${time}`;
  if (days === 1) return `tomorrow, ${time}`;
  return days > 1 && days < 7 ? `${day.slice(0, day.indexOf(','))}, ${time}` : `${day}, ${time}`;
}

/** The same after a verb: 'at 10:00' today, else 'tomorrow, 10:00'. */
export function atWords(at: Temporal.Instant, zone: string, now: Temporal.Instant): string {
  return untilWords(at, zone, now).replace(/^today, /, 'at ');
}

function timeOf(there: Temporal.ZonedDateTime): string {
  return `${String(there.hour).padStart(2, '0')}:${String(there.minute).padStart(2, '0')}`;
}

function shortDay(there: Temporal.ZonedDateTime, today: Temporal.ZonedDateTime): string {
  const [weekday = '', date = ''] = dayWords(there.toPlainDate().toString(), there.dayOfWeek).split(
    ', ',
  );
  if (Math.abs(daysBetween(today, there)) < 7) return weekday.slice(0, 3);
  return date.replace(/ (\w{3})\w*$/, ' $1');
}

function daysBetween(from: Temporal.ZonedDateTime, to: Temporal.ZonedDateTime): number {
  return from.toPlainDate().until(to.toPlainDate()).days;
}
