import type { Account } from '#accounts';
import { zoneLabel } from '#availability';
import type { Parley } from '#http';
import { momentWords } from '../../words/moments.ts';

interface Time {
  iso: string;
  day: string;
  time: string;
}

const DAY_MS = 86_400_000;
const DAYS_SHOWN = 7;

/** Times a session could move to, a week at a time from `?from=` days ahead. */
export async function readMove(
  parley: Parley,
  account: Account,
  sessionId: string,
  asked: URLSearchParams,
) {
  const found = await parley.sessions.show(account.id, sessionId);
  if (!found) throw new Response('There is no such session in this account.', { status: 404 });
  const { session } = found;
  const service = await parley.services.byId(account.id, session.serviceId);
  if (!service) throw new Response('Its service is gone, so it cannot move.', { status: 404 });
  const { zone } = account.hours;
  const now = parley.clock.now();
  const daysAhead = Math.max(0, Math.min(730, Math.trunc(Number(asked.get('from'))) || 0));
  const fromMs = now.epochMilliseconds + daysAhead * DAY_MS;
  const range = { fromMs, toMs: fromMs + DAYS_SHOWN * DAY_MS };
  const slots = await parley.sessions.slots(account, service, range);
  const free = slots.filter(
    (slot) =>
      slot.seatsLeft === service.capacity && slot.startMs !== session.start.epochMilliseconds,
  );
  const was = momentWords(session.start, zone, now);
  return {
    id: session.id,
    was: `${was.day}, ${was.time}`,
    zone: zoneLabel(zone, fromMs).city,
    picked: pickedTime(asked.get('start'), zone),
    days: byDay(free.map((slot) => wordsOf(slot.startMs, zone))),
    page: {
      here: daysAhead,
      earlier: daysAhead > 0 ? Math.max(0, daysAhead - DAYS_SHOWN) : undefined,
      later: daysAhead + DAYS_SHOWN,
    },
  };
}

/** A start time as the host reads it. */
export function wordsOf(startMs: number, zone: string): Time {
  const at = Temporal.Instant.fromEpochMilliseconds(startMs);
  const { day, time } = momentWords(at, zone, at);
  return { iso: at.toString(), day, time };
}

function pickedTime(start: string | null, zone: string): Time | undefined {
  if (!start) return undefined;
  try {
    return wordsOf(Temporal.Instant.from(start).epochMilliseconds, zone);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function byDay(times: Time[]): { name: string; times: Time[] }[] {
  return [...Map.groupBy(times, ({ day }) => day)].map(([name, of]) => ({ name, times: of }));
}
