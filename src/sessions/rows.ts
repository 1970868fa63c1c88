/** Bookings as they lie in the database, with the session, service and account they belong to. */
import type { Account } from '#accounts';
import { toAccount } from '#accounts';
import type { MeetingState } from '#conferencing';
import type { Db } from '#db';
import { toService, type Service } from '#services';
import type { BookingView, Join } from './views.ts';

export interface BookedSession {
  id: string;
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
  capacity: number;
  place: 'built-in' | 'zoom' | 'words';
  placeWords: string;
}

interface Booking {
  id: string;
  token: string;
  guestName: string;
  guestEmail: string;
  guestZone: string;
  note: string;
  calendarSequence: number;
  cancelledAt: Temporal.Instant | null;
  cancelledBy: 'guest' | 'host' | null;
  cancelReason: string;
}

/** Everything about one booking. */
export interface Whole {
  account: Account;
  service: Service;
  session: BookedSession;
  booking: Booking;
}

export async function readBooking(db: Db, token: string): Promise<Whole | undefined> {
  const [whole] = await complete(db, await booked(db).where('booking.token', '=', token).execute());
  return whole;
}

/** The bookings of one session that stand, in the order they were made. */
export async function bookingsOf(db: Db, sessionId: string): Promise<Whole[]> {
  const standing = booked(db)
    .where('session.id', '=', sessionId)
    .where('booking.cancelled_at', 'is', null);
  return await complete(db, await standing.execute());
}

type Booked = Awaited<ReturnType<ReturnType<typeof booked>['execute']>>[number];

function booked(db: Db) {
  return db
    .selectFrom('booking')
    .innerJoin('session', 'session.id', 'booking.session_id')
    .select([
      'booking.id',
      'booking.token',
      'booking.guest_name as guestName',
      'booking.guest_email as guestEmail',
      'booking.guest_zone as guestZone',
      'booking.note',
      'booking.calendar_sequence as calendarSequence',
      'booking.cancelled_at as cancelledAt',
      'booking.cancelled_by as cancelledBy',
      'booking.cancel_reason as cancelReason',
      'session.id as sessionId',
      'session.account_id as accountId',
      'session.service_id as serviceId',
      'session.starts_at as startsAt',
      'session.ends_at as endsAt',
      'session.capacity',
      'session.place',
      'session.place_words as placeWords',
    ])
    .orderBy('booking.id');
}

/** All rows are of one session, so they share account and service. */
async function complete(db: Db, rows: Booked[]): Promise<Whole[]> {
  const [first] = rows;
  if (!first) return [];
  const { accountId, serviceId } = first;
  const account = db.selectFrom('account').selectAll().where('id', '=', accountId);
  const service = db.selectFrom('service').selectAll().where('id', '=', serviceId);
  const shared = {
    account: toAccount(await account.executeTakeFirstOrThrow()),
    service: toService(await service.executeTakeFirstOrThrow()),
  };
  return rows.map(
    ({ sessionId: id, startsAt, endsAt, capacity, place, placeWords, ...booking }) => ({
      ...shared,
      session: { id, startsAt, endsAt, capacity, place, placeWords },
      booking,
    }),
  );
}

/** A booking as its lasting page and the API show it. */
export function viewOf(
  { account, service, session, booking }: Whole,
  meeting: MeetingState | undefined,
  around: { appUrl: string; now: Temporal.Instant },
): BookingView {
  const url = lastingLink(around.appUrl, booking.token);
  return {
    id: booking.id,
    token: booking.token,
    url,
    status: booking.cancelledAt ? 'cancelled' : 'confirmed',
    start: session.startsAt,
    end: session.endsAt,
    guest: { name: booking.guestName, email: booking.guestEmail, zone: booking.guestZone },
    note: booking.note,
    cancelledBy: booking.cancelledBy,
    cancelReason: booking.cancelReason,
    account,
    service,
    sessionId: session.id,
    capacity: session.capacity,
    place: session.place,
    placeWords: session.placeWords,
    join: joinOf(session, meeting, url),
    meeting,
    change: changeOf({ account, session, booking }, around.now),
    calendarSequence: booking.calendarSequence,
  };
}

export function lastingLink(appUrl: string, token: string): string {
  return `${appUrl}/b/${token}`;
}

function joinOf(session: BookedSession, meeting: MeetingState | undefined, url: string): Join {
  if (session.place === 'built-in') return { kind: 'call', url: `${url}/call`, ready: true };
  if (session.place === 'zoom') {
    return { kind: 'zoom', url: meeting?.joinUrl ?? url, ready: meeting?.joinUrl !== undefined };
  }
  const link = /^https?:\/\/\S+$/.test(session.placeWords) ? session.placeWords : url;
  return { kind: 'place', url: link, ready: true };
}

export function isOver({ endsAt }: Pick<BookedSession, 'endsAt'>, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(endsAt, now) <= 0;
}

/** Whether the guest may still move or cancel, until when, or in words why not. */
export function changeOf(
  { account, session, booking }: Pick<Whole, 'account' | 'session' | 'booking'>,
  now: Temporal.Instant,
): BookingView['change'] {
  if (booking.cancelledAt) return { allowed: false, why: 'This booking was cancelled.' };
  if (Temporal.Instant.compare(session.startsAt, now) <= 0) {
    const why = isOver(session, now) ? 'This session is over.' : 'This session has begun.';
    return { allowed: false, why };
  }
  if (!account.guestsMayChange) {
    return { allowed: false, why: `To move or cancel, please write to ${account.name}.` };
  }
  const until = session.startsAt.subtract({ minutes: account.changeNoticeMinutes });
  if (Temporal.Instant.compare(now, until) < 0) return { allowed: true, until };
  return {
    allowed: false,
    why: `It is too close to the start to move or cancel here. Please write to ${account.name}.`,
  };
}
