/** Taking a seat: in a session that stands already, or in a new one. The database has the last word. */
import type { Insertable } from 'kysely';
import type { Ids, Clock } from '#base';
import { transact, violates, type Db, type Tables, type Tx } from '#db';
import type { Account } from '#accounts';
import type { Conferencing } from '#conferencing';
import type { Service } from '#services';
import type { BookedSession } from './rows.ts';

export interface SeatParts {
  db: Db;
  clock: Clock;
  ids: Ids;
  conferencing: Conferencing;
}

export interface Seat {
  session: BookedSession;
  seat: number;
  /** The session is not in the database yet. */
  opens: boolean;
}

interface Wanted {
  account: Account;
  service: Service;
  start: Temporal.Instant;
  place: BookedSession['place'];
}

/**
 * Runs a change that needs a stretch of time or a seat. `taken` when somebody else was first.
 * Who loses a race runs once more and sees what the winner left: a taken time, or a session to join.
 */
export async function tryToTake<T>(
  db: Db,
  work: (tx: Tx) => Promise<T>,
): Promise<{ taken: true } | { taken: false; value: T }> {
  let overlaps = 0;
  const again = (error: unknown) => {
    if (timeIsTaken(error)) overlaps += 1;
    return overlaps === 1 || violates(error, 'one_guest_a_seat');
  };
  try {
    return { taken: false, value: await transact(db, work, again) };
  } catch (error) {
    // The key is that of a twin of this very request, which has been booked.
    const twin = violates(error, 'repeated_request_pkey');
    if (error instanceof FullSession || timeIsTaken(error) || twin) return { taken: true };
    throw error;
  }
}

/** A session moved onto another one, or a booking whose session could not open. */
function timeIsTaken(error: unknown): boolean {
  return (
    violates(error, 'one_session_at_a_time') ||
    violates(error, 'booking_stands_in_a_session') ||
    violates(error, 'happening_session_id_fkey')
  );
}

/** Everything that changes who is in a session takes its lock first, so that nobody joins what is being emptied. */
export async function lockSession(tx: Tx, sessionId: string): Promise<void> {
  await tx.selectFrom('session').select('id').where('id', '=', sessionId).forUpdate().execute();
}

/** A seat at this start: in a session that stands, or in one still to be written. Throws what `tryToTake` understands. */
export async function findSeat(parts: SeatParts, tx: Tx, wanted: Wanted): Promise<Seat> {
  const joined = wanted.service.capacity > 1 && (await joinSession(tx, wanted));
  return joined || { session: newSession(parts, wanted), seat: 1, opens: true };
}

/** The row of a session that opens, with the time around it that nobody else may take. */
export function sessionRow(
  { clock }: SeatParts,
  { account, service }: Pick<Wanted, 'account' | 'service'>,
  session: BookedSession,
): Insertable<Tables['session']> {
  return {
    id: session.id,
    account_id: account.id,
    service_id: service.id,
    service_name: service.name,
    starts_at: session.startsAt,
    ends_at: session.endsAt,
    blocked_from: session.startsAt.subtract({ minutes: service.bufferBeforeMinutes }),
    blocked_until: session.endsAt.add({ minutes: service.bufferAfterMinutes }),
    capacity: session.capacity,
    place: session.place,
    place_words: session.placeWords,
    cancelled_at: null,
    created_at: clock.now(),
  };
}

class FullSession extends Error {}

async function joinSession(tx: Tx, { service, start }: Wanted): Promise<Seat | undefined> {
  const session = await tx
    .selectFrom('session')
    .select([
      'id',
      'starts_at as startsAt',
      'ends_at as endsAt',
      'capacity',
      'place',
      'place_words as placeWords',
    ])
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
  for (let seat = 1; seat <= session.capacity; seat += 1)
    if (!seats.has(seat)) return { session, seat, opens: false };
  throw new FullSession();
}

function newSession(
  { ids, conferencing }: SeatParts,
  { service, start, place }: Wanted,
): BookedSession {
  return {
    id: ids.id(),
    startsAt: start,
    endsAt: start.add({ minutes: service.durationMinutes }),
    // Where a call stands in for Zoom, no more guests than it holds.
    capacity:
      place === 'built-in'
        ? Math.min(service.capacity, conferencing.largestCall - 1)
        : service.capacity,
    place,
    placeWords: place === 'words' ? service.placeWords : '',
  };
}
