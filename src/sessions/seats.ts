/** Taking a seat: in a session that stands already, or in a new one. The database has the last word. */
import type { Ids, Clock } from '#base';
import { lostRace, violates, type Db, type Tx } from '#db';
import type { Account } from '#accounts';
import type { Conferencing } from '#conferencing';
import type { Service } from '#services';
import type { BookedSession } from './rows.ts';

/** How often a lost race is run again. The second run sees what the winner left: a taken time, or a session to join. */
const MOST_TRIES = 5;

export interface SeatParts {
  db: Db;
  clock: Clock;
  ids: Ids;
  conferencing: Conferencing;
}

export interface Seat {
  session: BookedSession;
  seat: number;
}

/** Runs a change that needs a stretch of time or a seat. `taken` when somebody else was first. */
export async function tryToTake<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<{ taken: true } | { taken: false; value: T }> {
  for (let tries = 1; ; tries += 1) {
    try {
      return { taken: false, value: await db.transaction().execute(work) };
    } catch (error) {
      if (error instanceof FullSession || violates(error, 'repeated_request_pkey')) return { taken: true };
      const overlaps = violates(error, 'one_session_at_a_time');
      if (overlaps && tries > 1) return { taken: true };
      const again = overlaps || lostRace(error) || violates(error, 'one_guest_a_seat');
      if (!again || tries === MOST_TRIES) throw error;
    }
  }
}

/** A seat at this start. Throws what `tryToTake` understands when there is none. */
export async function takeSeat(
  parts: SeatParts,
  tx: Tx,
  wanted: { account: Account; service: Service; start: Temporal.Instant; place: BookedSession['place'] },
): Promise<Seat> {
  if (wanted.service.capacity > 1) {
    const joined = await joinSession(tx, wanted);
    if (joined) return joined;
  }
  return { session: await openSession(parts, tx, wanted), seat: 1 };
}

class FullSession extends Error {}

async function joinSession(
  tx: Tx,
  { service, start }: { service: Service; start: Temporal.Instant },
): Promise<Seat | undefined> {
  const session = await tx
    .selectFrom('session')
    .select(['id', 'starts_at as startsAt', 'ends_at as endsAt', 'capacity', 'place', 'place_words as placeWords'])
    .where('service_id', '=', service.id)
    .where('starts_at', '=', start)
    .where('cancelled_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!session) return undefined;
  const taken = await tx
    .selectFrom('booking')
    .select('seat')
    .where('session_id', '=', session.id)
    .where('cancelled_at', 'is', null)
    .execute();
  const seats = new Set(taken.map((row) => row.seat));
  for (let seat = 1; seat <= session.capacity; seat += 1) if (!seats.has(seat)) return { session, seat };
  throw new FullSession();
}

async function openSession(
  { clock, ids, conferencing }: SeatParts,
  tx: Tx,
  wanted: { account: Account; service: Service; start: Temporal.Instant; place: BookedSession['place'] },
): Promise<BookedSession> {
  const { account, service, start, place } = wanted;
  const session: BookedSession = {
    id: ids.id(),
    startsAt: start,
    endsAt: start.add({ minutes: service.durationMinutes }),
    capacity: service.capacity,
    place,
    placeWords: place === 'words' ? service.placeWords : '',
  };
  await tx
    .insertInto('session')
    .values({
      id: session.id,
      account_id: account.id,
      service_id: service.id,
      service_name: service.name,
      starts_at: session.startsAt,
      ends_at: session.endsAt,
      blocked_from: start.subtract({ minutes: service.bufferBeforeMinutes }),
      blocked_until: session.endsAt.add({ minutes: service.bufferAfterMinutes }),
      capacity: session.capacity,
      place,
      place_words: session.placeWords,
      cancelled_at: null,
      created_at: clock.now(),
    })
    .execute();
  return session;
}
