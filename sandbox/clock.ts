/** The only place that asks the machine what time it is. All instants are epoch milliseconds. */
export interface Clock {
  now(): number;
}

export const machineClock: Clock = { now: () => Date.now() };

export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** `2026-11-30T15:00:00Z`, the way Zoom writes instants. */
export function zulu(ms: number): string {
  return Temporal.Instant.fromEpochMilliseconds(ms).toString({ smallestUnit: 'second' });
}

/** With milliseconds, as in `deauthorization_time`. */
export function zuluMs(ms: number): string {
  return Temporal.Instant.fromEpochMilliseconds(ms).toString({ smallestUnit: 'millisecond' });
}

/** `2026-11-30`: the day on which Zoom's daily limits count. */
export function utcDay(ms: number): string {
  return zulu(ms).slice(0, 10);
}

/** Next 00:00 UTC, when daily limits start anew. */
export function nextUtcMidnight(ms: number): number {
  return Math.floor(ms / day) * day + day;
}

/** Is this a zone name we and Zoom both know? */
export function isZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return !/^[+-]/.test(name);
  } catch {
    return false;
  }
}
