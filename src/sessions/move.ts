import type { Db, Tx } from '#db';
import type { BookParts } from './book.ts';
import { meetingWish } from './meeting-wish.ts';
import { notify, outdateCalendars, standIn, tell } from './records.ts';
import { overlapsWith } from './overlaps.ts';
import { firstReminder } from './reminders.ts';
import { bookingsOf, isOver, readBooking, type Whole } from './rows.ts';
import { emptySession } from './cancel.ts';
import { findSeat, lockSession, sessionRow, tryToTake } from './seats.ts';
import { isOffered, nearest, type Wish } from './slots.ts';
import type { Slot } from './views.ts';

export type Moved = { ok: true } | { ok: false; reason: 'slot-taken'; nearest: Slot[] };

/** How far ahead a host may move a session. */
const FARTHEST_HOURS = 730 * 24;

/** The stretch a booking needs when it moves: its own length, its own time counted as free if it leaves it. */
export function moveWish(whole: Whole, alone: boolean): Wish {
  const { account, service, session } = whole;
  const durationMinutes = Math.round(session.startsAt.until(session.endsAt).total('minutes'));
  return { account, service, durationMinutes, ...(alone && { except: session.id }) };
}

interface Moving {
  start: Temporal.Instant;
  by: 'guest' | 'host';
}

/**
 * The booking at another time. Whoever is alone in a session takes it along, with its meeting;
 * one guest of several takes a seat elsewhere and leaves the others where they are.
 */
export async function move(parts: BookParts, whole: Whole, moving: Moving): Promise<Moved> {
  const { service, session } = whole;
  if (session.startsAt.equals(moving.start)) return { ok: true };
  const wish = moveWish(whole, await isAlone(parts.db, session.id));
  const { epochMilliseconds: startMs } = moving.start;
  if (!(await isOffered(parts.db, parts.clock, wish, startMs)))
    return await taken(parts, wish, startMs);
  return await take(parts, wish, moving.start, async (tx) => {
    await lockSession(tx, session.id);
    const now = await readBooking(tx, whole.booking.token);
    // Cancelled, or moved by somebody else, while we waited for the lock.
    if (now?.booking.cancelledAt !== null || now.session.id !== session.id) return;
    const joins = service.capacity > 1 && (await standsAt(tx, service.id, moving.start));
    if (!joins && (await isAlone(tx, session.id))) await moveWhole(parts, tx, session.id, moving);
    else await changeSeats(parts, tx, whole, moving);
  });
}

/**
 * The whole session at another time: every guest in it keeps seat and link. What guests are offered
 * does not bind a host; only what stands at that time already does.
 */
export async function moveSession(
  parts: BookParts,
  whole: Whole,
  start: Temporal.Instant,
): Promise<Moved | { ok: false; reason: 'over' | 'out-of-reach' }> {
  const now = parts.clock.now();
  if (isOver(whole.session, now)) return { ok: false, reason: 'over' };
  if (whole.session.startsAt.equals(start)) return { ok: true };
  const inHours = now.until(start).total('hours');
  if (inHours <= 0 || inHours > FARTHEST_HOURS) return { ok: false, reason: 'out-of-reach' };
  return await take(parts, moveWish(whole, true), start, (tx) =>
    moveWhole(parts, tx, whole.session.id, { start, by: 'host' }),
  );
}

export async function isAlone(db: Db, sessionId: string): Promise<boolean> {
  return (await bookingsOf(db, sessionId)).length === 1;
}

async function take(
  parts: BookParts,
  wish: Wish,
  start: Temporal.Instant,
  work: (tx: Tx) => Promise<void>,
): Promise<Moved> {
  const { taken: late } = await tryToTake(parts.db, work);
  return late ? await taken(parts, wish, start.epochMilliseconds) : { ok: true };
}

async function taken({ db, clock }: BookParts, wish: Wish, startMs: number): Promise<Moved> {
  return { ok: false, reason: 'slot-taken', nearest: await nearest(db, clock, wish, startMs) };
}

async function standsAt(tx: Tx, serviceId: string, start: Temporal.Instant): Promise<boolean> {
  const found = await tx
    .selectFrom('session')
    .select('id')
    .where('service_id', '=', serviceId)
    .where('starts_at', '=', start)
    .where('cancelled_at', 'is', null)
    .executeTakeFirst();
  return found !== undefined;
}

async function moveWhole(
  parts: BookParts,
  tx: Tx,
  sessionId: string,
  { start, by }: Moving,
): Promise<void> {
  const before = await tx
    .selectFrom('session')
    .selectAll()
    .where('id', '=', sessionId)
    .where('cancelled_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!before || before.starts_at.equals(start)) return;
  const shift = before.starts_at.until(start);
  await tx
    .updateTable('session')
    .set({
      starts_at: start,
      ends_at: before.ends_at.add(shift),
      blocked_from: before.blocked_from.add(shift),
      blocked_until: before.blocked_until.add(shift),
    })
    .where('id', '=', sessionId)
    .execute();
  await outdateCalendars(tx, sessionId, { remind_at: firstReminder(start, parts.clock.now()) });
  const previousStart = before.starts_at.toString();
  await tell(parts, tx, {
    sessionId,
    kind: 'moved',
    facts: { from: previousStart, to: start.toString(), by },
  });
  const wholes = await bookingsOf(tx, sessionId);
  const [first] = wholes;
  if (first) await parts.conferencing.follow(tx, meetingWish(first));
  const overlaps = first ? await overlapsWith(parts, tx, first.session) : [];
  await notify(parts, tx, wholes, { kind: 'moved', previousStart, movedBy: by, overlaps });
}

async function changeSeats(
  parts: BookParts,
  tx: Tx,
  whole: Whole,
  { start, by }: Moving,
): Promise<void> {
  const { account, service, session, booking } = whole;
  const why =
    session.place === 'zoom' ? await parts.conferencing.whyNotZoom(account.id, tx) : undefined;
  const wanted = { account, service, start, place: why ? 'built-in' : session.place } as const;
  const { session: target, seat, opens } = await findSeat(parts, tx, wanted);
  const standsIn = opens ? standIn(why) : {};
  if (opens)
    await tx
      .insertInto('session')
      .values(sessionRow(parts, wanted, target))
      .execute();
  await tx
    .updateTable('booking')
    .set((set) => ({
      session_id: target.id,
      capacity: target.capacity,
      seat,
      remind_at: firstReminder(start, parts.clock.now()),
      calendar_sequence: set('calendar_sequence', '+', 1),
    }))
    .where('id', '=', booking.id)
    .execute();
  const previousStart = session.startsAt.toString();
  const guest = booking.guestName;
  const facts = { from: previousStart, to: start.toString(), by, guest, ...standsIn };
  await tell(parts, tx, { sessionId: target.id, bookingId: booking.id, kind: 'moved', facts });
  const moved = await readBooking(tx, booking.token);
  if (!moved) return;
  if (target.place === 'zoom' && opens) await parts.conferencing.want(tx, meetingWish(moved));
  await emptySession(parts, tx, session.id);
  const overlaps = await overlapsWith(parts, tx, moved.session);
  const leftZoom = session.place === 'zoom' && target.place === 'built-in';
  await notify(parts, tx, [moved], {
    ...{ kind: 'moved', previousStart, movedBy: by, overlaps, ...standsIn },
    ...(leftZoom && { leftZoom }),
  });
}
