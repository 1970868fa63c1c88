import { z } from 'zod';
import type { Slot } from '#sessions';
import { instant } from './fields.ts';

export const slotsAnswer = z.object({
  timezone: z.string(),
  slots: z.array(z.object({ start: instant, end: instant, seats_left: z.int() })),
});

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** '00:00:00Z' to '23:59:00Z'. */
const TIMES = Array.from({ length: 1440 }, (_, minute) => {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}:00Z`;
});

/** Days written before, '2026-12-01T' by days since 1970: guests ask for the same few months. */
const knownDays = new Map<number, string>();
const DAYS_KEPT = 1000;

/**
 * The answer as JSON text. Month views are what this API is asked most, so the text is put together
 * by hand: a small part of the time that Temporal and JSON.stringify take for each slot.
 */
export function writeSlots(timezone: string, slots: readonly Slot[]): string {
  let list = '';
  for (const { startMs, endMs, seatsLeft } of slots) {
    if (list !== '') list += ',';
    list += `{"start":"${utc(startMs)}","end":"${utc(endMs)}","seats_left":${seatsLeft}}`;
  }
  return `{"timezone":${JSON.stringify(timezone)},"slots":[${list}]}`;
}

/** Epoch milliseconds as RFC 3339. */
function utc(ms: number): string {
  if (ms % MINUTE_MS !== 0) return askTemporal(ms);
  const day = Math.floor(ms / DAY_MS);
  return (knownDays.get(day) ?? learnDay(day)) + TIMES[(ms - day * DAY_MS) / MINUTE_MS];
}

function learnDay(day: number): string {
  const text = askTemporal(day * DAY_MS).slice(0, -'00:00:00Z'.length);
  if (knownDays.size === DAYS_KEPT) knownDays.clear();
  knownDays.set(day, text);
  return text;
}

function askTemporal(ms: number): string {
  return Temporal.Instant.fromEpochMilliseconds(ms).toString();
}
