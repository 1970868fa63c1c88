import { redirect } from 'react-router';
import type { Account } from '#accounts';
import { zoneLabel } from '#availability';
import type { Parley } from '#http';
import { readInstant } from '../../instant.ts';
import { momentWords } from '../../words/moments.ts';

interface Time {
  iso: string;
  day: string;
  time: string;
}

const DAY_MS = 86_400_000;
const DAYS_SHOWN = 7;

/**
 * Times a session could move to, a week at a time from `?from=` days ahead; and the one that was picked,
 * among them (`?start=`, an instant) or as typed (`?at=`, a date and time of the account’s zone).
 */
export async function readMove(
  parley: Parley,
  account: Account,
  sessionId: string,
  asked: URLSearchParams,
) {
  const found = await parley.sessions.show(account.id, sessionId);
  if (!found) throw new Response('There is no such session in this account.', { status: 404 });
  const { session } = found;
  const now = parley.clock.now();
  if (session.cancelledAt || Temporal.Instant.compare(session.end, now) <= 0)
    throw redirect(`/sessions/${sessionId}`);
  const service = await parley.services.byId(account.id, session.serviceId);
  if (!service) throw new Response('Its service is gone, so it cannot move.', { status: 404 });
  const { zone } = account.hours;
  const daysAhead = Math.max(0, Math.min(730, Math.trunc(Number(asked.get('from'))) || 0));
  const fromMs = now.epochMilliseconds + daysAhead * DAY_MS;
  const range = { fromMs, toMs: fromMs + DAYS_SHOWN * DAY_MS };
  const offered = async (within: { fromMs: number; toMs: number }) =>
    (await parley.sessions.slotsForSession(account.id, session.id, within)).filter(
      ({ seatsLeft }) => seatsLeft === service.capacity,
    );
  const free = (await offered(range)).filter(
    ({ startMs }) => startMs !== session.start.epochMilliseconds,
  );
  const picked = readInstant(asked.get('start')) ?? startAt(asked.get('at'), zone);
  const fromPicked = picked?.epochMilliseconds ?? 0;
  const was = momentWords(session.start, zone, now);
  return {
    id: session.id,
    was: `${was.day}, ${was.time}`,
    zone: zoneLabel(zone, fromMs).city,
    picked: picked && {
      ...wordsOf(fromPicked, zone),
      offered: (await offered({ fromMs: fromPicked, toMs: fromPicked + 1 })).length > 0,
    },
    at: session.start.toZonedDateTimeISO(zone).toPlainDateTime().toString().slice(0, 16),
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

function startAt(given: string | null, zone: string): Temporal.Instant | undefined {
  return readInstant(given, (local) =>
    Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant(),
  );
}

function byDay(times: Time[]): { name: string; times: Time[] }[] {
  return [...Map.groupBy(times, ({ day }) => day)].map(([name, of]) => ({ name, times: of }));
}
