import { zoneLabel } from '#availability';
import type { Slot } from '#sessions';
import { clockTime } from '../words/moments.ts';
import type { MonthDay } from './month-days.ts';

/** A start time to press. */
export interface Time {
  href: string;
  label: string;
  /** '2 seats left', for services that take several guests. */
  seats: string | undefined;
}

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** The slots of one day in words. `hrefOf` is given the start in RFC 3339. */
export function timesOf(
  day: MonthDay,
  slots: readonly Slot[],
  of: { zone: string; capacity: number; hrefOf: (start: string) => string },
): Time[] {
  // On a day of 24 hours the clock is plain arithmetic; only a clock change needs the zone's rules.
  const plain = day.toMs - day.fromMs === DAY_MS;
  const labels = slots.map(({ startMs }) =>
    plain ? arithmeticClock(startMs - day.fromMs) : clockTime(instant(startMs), of.zone),
  );
  return slots.map((slot, index) => {
    const label = labels[index]!;
    // The hour that comes twice when clocks go back: the offset tells the two apart.
    const twice = !plain && labels.indexOf(label) !== labels.lastIndexOf(label);
    return {
      href: of.hrefOf(instant(slot.startMs).toString()),
      label: twice ? `${label} (${zoneLabel(of.zone, slot.startMs).offset})` : label,
      seats: seatsWords(slot.seatsLeft, of.capacity),
    };
  });
}

/** How many seats are left, where there is more than one to begin with. */
export function seatsWords(left: number, capacity: number): string | undefined {
  if (capacity === 1) return undefined;
  return left === 1 ? '1 seat left' : `${left} seats left`;
}

function arithmeticClock(sinceMidnightMs: number): string {
  const minutes = Math.floor(sinceMidnightMs / MINUTE_MS);
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

function instant(ms: number): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(ms);
}
