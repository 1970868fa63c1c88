/** Half-open epoch milliseconds. */
export interface TimeRange {
  fromMs: number;
  toMs: number;
}

/**
 * The instants of a local date ('YYYY-MM-DD'): 23 or 25 hours long at clock changes, empty for a date
 * the zone skipped. Throws RangeError for a malformed date or an unknown zone.
 */
export function dayRange(date: string, zone: string): TimeRange {
  const day = Temporal.PlainDate.from(date);
  return between(day, day.add({ days: 1 }), zone);
}

/** The instants of a local month ('YYYY-MM'). Throws RangeError for a malformed month or zone. */
export function monthRange(month: string, zone: string): TimeRange {
  const first = Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 });
  return between(first, first.add({ months: 1 }), zone);
}

function between(first: Temporal.PlainDate, next: Temporal.PlainDate, zone: string): TimeRange {
  return {
    fromMs: first.toZonedDateTime(zone).epochMilliseconds,
    toMs: next.toZonedDateTime(zone).epochMilliseconds,
  };
}
