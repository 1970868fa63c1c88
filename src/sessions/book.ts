import { createHash } from 'node:crypto';
import type { QueryCreator } from 'kysely';
import type { Account } from '#accounts';
import { later, type Tables, type Tx } from '#db';
import type { Service } from '#services';
import { meetingWish } from './meeting-wish.ts';
import { overlapsWith } from './overlaps.ts';
import { happening, notify, standIn, type RecordParts, type StandsIn } from './records.ts';
import { firstReminder } from './reminders.ts';
import { readBooking, type Whole } from './rows.ts';
import { findSeat, sessionRow, tryToTake, type Seat, type SeatParts } from './seats.ts';
import { mayBeFree, nearest, type Wish } from './slots.ts';
import type { BookingRequest, Slot } from './views.ts';

export type BookParts = SeatParts & RecordParts;

export type Booked =
  | { ok: true; whole: Whole; repeated: boolean }
  | { ok: false; reason: 'slot-taken'; nearest: Slot[] }
  | { ok: false; reason: 'key-reused' }
  | { ok: false; reason: 'switched-off' };

/** Books one seat. No part of it waits for a mail server or for Zoom: both are queued by the same commit. */
export async function book(
  parts: BookParts,
  account: Account,
  service: Service,
  request: BookingRequest,
): Promise<Booked> {
  const { db, clock, conferencing } = parts;
  const earlier = request.key && (await findRepeated(parts, account, service, request));
  if (earlier) return earlier;
  if (service.switchedOffAt) return { ok: false, reason: 'switched-off' };
  const wish: Wish = { account, service, durationMinutes: service.durationMinutes };
  const startMs = request.start.epochMilliseconds;
  if (await mayBeFree(db, clock, wish, startMs)) {
    const { place, insteadOfZoom } = await conferencing.placeFor(account, service);
    const taken = await tryToTake(db, async (tx) => {
      const seat = await findSeat(parts, tx, { account, service, start: request.start, place });
      const standsIn = seat.opens ? standIn(insteadOfZoom) : {};
      return await record(parts, tx, { account, service, request, seat, standsIn });
    });
    if (!taken.taken) return { ok: true, whole: taken.value, repeated: false };
  }
  // A twin of this very request, sent at the same moment, may be the one that took it.
  const twin = request.key && (await findRepeated(parts, account, service, request));
  return (
    twin || { ok: false, reason: 'slot-taken', nearest: await nearest(db, clock, wish, startMs) }
  );
}

async function findRepeated(
  { db }: BookParts,
  account: Account,
  service: Service,
  request: BookingRequest,
): Promise<Extract<Booked, { ok: true } | { reason: 'key-reused' }> | undefined> {
  const row = await db
    .selectFrom('repeated_request')
    .innerJoin('booking', 'booking.id', 'repeated_request.booking_id')
    .select(['repeated_request.fingerprint', 'booking.token'])
    .where('repeated_request.account_id', '=', account.id)
    .where('repeated_request.key', '=', request.key ?? '')
    .executeTakeFirst();
  if (!row) return undefined;
  if (row.fingerprint !== fingerprint(service, request)) return { ok: false, reason: 'key-reused' };
  const whole = await readBooking(db, row.token);
  return whole && { ok: true, whole, repeated: true };
}

function fingerprint(service: Service, request: BookingRequest): string {
  const { start, guest, note } = request;
  const parts = [service.id, start.toString(), guest.name, guest.email, guest.zone, note];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}

async function record(parts: BookParts, tx: Tx, made: Made): Promise<Whole> {
  const { account, service, request, seat } = made;
  const whole: Whole = {
    account,
    service,
    session: seat.session,
    booking: newBooking(parts, request),
  };
  await write(parts, tx, whole, made);
  if (seat.session.place === 'zoom' && seat.opens)
    await parts.conferencing.want(tx, meetingWish(whole));
  const overlaps = await overlapsWith(parts, tx, whole.session);
  await notify(parts, tx, [whole], { kind: 'booked', overlaps, ...made.standsIn });
  return whole;
}

interface Made {
  account: Account;
  service: Service;
  request: BookingRequest;
  seat: Seat;
  standsIn: StandsIn;
}

/** Session, booking, its line in the story and the key of the request, in one trip to the database. */
async function write(
  parts: BookParts,
  tx: Tx,
  { booking, session }: Whole,
  made: Made,
): Promise<void> {
  const { account, service, request, seat } = made;
  const now = parts.clock.now();
  let trip: QueryCreator<Tables> = tx;
  if (seat.opens) {
    trip = trip.with('opened', (also) =>
      also
        .insertInto('session')
        .values(sessionRow(parts, made, session))
        // Where the time is taken nothing is written, and the booking finds no session to stand in.
        // Left to fail by itself, of several buyers at once two would wait for each other.
        .onConflict((conflict) => conflict.doNothing()),
    );
  }
  if (request.key) {
    const key = {
      account_id: account.id,
      key: request.key,
      fingerprint: fingerprint(service, request),
    };
    trip = trip.with('keyed', (also) =>
      also
        .insertInto('repeated_request')
        .values({ ...key, booking_id: booking.id, created_at: now }),
    );
  }
  const line = {
    sessionId: session.id,
    bookingId: booking.id,
    kind: 'booked',
    facts: { guest: booking.guestName, ...made.standsIn },
  } as const;
  const written = trip
    .with('told', (also) => also.insertInto('happening').values(happening(line, now)))
    .insertInto('booking')
    .values({
      id: booking.id,
      account_id: account.id,
      session_id: session.id,
      capacity: session.capacity,
      seat: seat.seat,
      token: booking.token,
      guest_name: booking.guestName,
      guest_email: booking.guestEmail,
      guest_zone: booking.guestZone,
      note: booking.note,
      cancelled_at: null,
      cancelled_by: null,
      created_at: now,
      remind_at: firstReminder(session.startsAt, now),
    });
  await later(tx, written);
}

function newBooking({ ids }: BookParts, { guest, note }: BookingRequest): Whole['booking'] {
  return {
    id: ids.id(),
    token: ids.token(),
    guestName: guest.name,
    guestEmail: guest.email,
    guestZone: guest.zone,
    note,
    calendarSequence: 0,
    cancelledAt: null,
    cancelledBy: null,
    cancelReason: '',
  };
}
