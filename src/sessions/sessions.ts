import { calendarFile } from '#notices';
import type { Account } from '#accounts';
import type { Service } from '#services';
import {
  listSessions,
  readGuestStory,
  readSession,
  readStory,
  type ListAsked,
  type SessionPage,
} from './agenda.ts';
import { book, type BookParts } from './book.ts';
import { cancel, cancelSession } from './cancel.ts';
import { guestFacts } from './facts.ts';
import { followSettings } from './follow-settings.ts';
import { keepForTheMinute } from './kept.ts';
import { createLostLinks, type LinksAsked } from './lost-links.ts';
import { holdIn, movable, moveAll, type Held, type Movable } from './places.ts';
import { readOffer } from './offer.ts';
import { remind } from './reminders.ts';
import { isAlone, move, moveSession, moveWish } from './move.ts';
import { bookingsOf, changeOf, readBooking, viewOf, type Whole } from './rows.ts';
import { slotsOf } from './slots.ts';
import type { BookingRequest, BookingView, Happening, Offer, SessionView, Slot } from './views.ts';

type Refusal<R extends string> = { ok: false; reason: R };
type SlotTaken = { ok: false; reason: 'slot-taken'; nearest: Slot[] };

export interface Sessions {
  /** An account, one of its services and the free times to be asked for, by their addresses in one look. */
  offer(
    address: { account: string; service: string },
    looked: { fromMs: number; toMs: number },
  ): Promise<Offer | undefined>;
  /** Free start times in [fromMs, toMs), ascending. */
  slots(
    account: Account,
    service: Service,
    range: { fromMs: number; toMs: number },
  ): Promise<Slot[]>;
  /** Books one seat. `slot-taken` comes with the nearest free times; `key-reused`: same key, another request. */
  book(
    account: Account,
    service: Service,
    request: BookingRequest,
  ): Promise<
    | { ok: true; booking: BookingView; repeated: boolean }
    | SlotTaken
    | Refusal<'key-reused' | 'switched-off'>
  >;
  find(token: string): Promise<BookingView | undefined>;
  /** The same booking at another time. Moving it to where it is already changes nothing. */
  move(
    token: string,
    start: Temporal.Instant,
    by: 'guest' | 'host',
  ): Promise<
    | { ok: true; booking: BookingView }
    | SlotTaken
    | { ok: false; reason: 'not-allowed'; why: string }
    | Refusal<'not-found' | 'cancelled'>
  >;
  /** Cancelling twice is the same as once. */
  cancel(
    token: string,
    reason: string,
    by: 'guest' | 'host',
  ): Promise<
    | { ok: true; booking: BookingView }
    | { ok: false; reason: 'not-allowed'; why: string }
    | Refusal<'not-found'>
  >;
  /** Free start times this booking could move to. */
  slotsForMove(booking: BookingView, range: { fromMs: number; toMs: number }): Promise<Slot[]>;
  /**
   * Mails the links of all upcoming bookings made with this address to it, where there are any. Nobody
   * waits for `sent` before they answer: how long it takes would tell whether there are.
   */
  sendLinks(email: string): Promise<LinksAsked>;
  /** The booking's calendar file (iCalendar text). */
  calendarFile(token: string): Promise<string | undefined>;
  /** A page of them; what follows is asked for with `readPlace` of its `next`. */
  list(accountId: string, asked: ListAsked): Promise<SessionPage>;
  show(
    accountId: string,
    sessionId: string,
  ): Promise<{ session: SessionView; happenings: Happening[] } | undefined>;
  /** Free start times the whole session could move to. */
  slotsForSession(
    accountId: string,
    sessionId: string,
    range: { fromMs: number; toMs: number },
  ): Promise<Slot[]>;
  /**
   * The host moves or cancels a whole session: every guest in it keeps their link and is told. Not once
   * it is over, nor to a time that is past or more than two years ahead (`out-of-reach`).
   */
  moveSession(
    accountId: string,
    sessionId: string,
    start: Temporal.Instant,
  ): Promise<
    { ok: true } | SlotTaken | Refusal<'not-found' | 'cancelled' | 'over' | 'out-of-reach'>
  >;
  cancelSession(
    accountId: string,
    sessionId: string,
    reason: string,
  ): Promise<{ ok: true } | Refusal<'not-found' | 'over'>>;
  /** Holds the session in a built-in call, or in Zoom as soon as its meeting stands. Every guest is told then, once. */
  holdIn(accountId: string, sessionId: string, place: 'built-in' | 'zoom'): Promise<Held>;
  /** Upcoming sessions held elsewhere than they would be if they were booked now, soonest first. */
  movable(account: Account, to: 'built-in' | 'zoom'): Promise<Movable[]>;
  /** Holds those of `movable` there that can be; answers how many. */
  moveAll(account: Account, to: 'built-in' | 'zoom'): Promise<number>;
  /** The account's or a service's choices for meetings have changed: upcoming ones follow. Answers how many. */
  followSettings(accountId: string): Promise<number>;
  /** Writes to guests whose sessions are near. Every minute; doing it twice reminds once. */
  remind(): Promise<void>;
  /** What happened to a booking's session, and the letters to its guest, for its lasting page. */
  happenings(booking: BookingView): Promise<Happening[]>;
}

export function createSessions(parts: BookParts): Sessions {
  return { ...forGuests(parts), ...forHosts(parts), remind: () => remind(parts) };
}

type ForHosts =
  | 'list'
  | 'show'
  | 'slotsForSession'
  | 'moveSession'
  | 'cancelSession'
  | 'holdIn'
  | 'movable'
  | 'moveAll'
  | 'followSettings';

function forGuests(parts: BookParts): Omit<Sessions, ForHosts | 'remind'> {
  const { db, clock } = parts;
  const kept = keepForTheMinute(clock);
  const view = (whole: Whole) => viewOfNow(parts, whole);
  const refusalFor = (whole: Whole, by: 'guest' | 'host') => {
    const change = changeOf(whole, clock.now());
    return by === 'guest' && !change.allowed
      ? ({ ok: false, reason: 'not-allowed', why: change.why } as const)
      : undefined;
  };
  return {
    offer: (address, looked) => readOffer({ db, clock, kept }, address, looked),
    slots: (account, service, range) =>
      slotsOf(db, clock, { account, service, durationMinutes: service.durationMinutes }, range),
    async book(account, service, request) {
      const booked = await book(parts, account, service, request);
      return booked.ok
        ? { ok: true, booking: await view(booked.whole), repeated: booked.repeated }
        : booked;
    },
    async find(token) {
      const whole = await readBooking(db, token);
      return whole && (await view(whole));
    },
    async move(token, start, by) {
      const whole = await readBooking(db, token);
      if (!whole) return { ok: false, reason: 'not-found' };
      if (whole.booking.cancelledAt) return { ok: false, reason: 'cancelled' };
      const refusal = refusalFor(whole, by);
      if (refusal) return refusal;
      const moved = await move(parts, whole, { start, by });
      return moved.ok
        ? { ok: true, booking: await view((await readBooking(db, token)) ?? whole) }
        : moved;
    },
    async cancel(token, reason, by) {
      const whole = await readBooking(db, token);
      if (!whole) return { ok: false, reason: 'not-found' };
      if (whole.booking.cancelledAt) return { ok: true, booking: await view(whole) };
      const refusal = refusalFor(whole, by);
      if (refusal) return refusal;
      await cancel(parts, token, { by, reason });
      return { ok: true, booking: await view((await readBooking(db, token)) ?? whole) };
    },
    async slotsForMove(booking, range) {
      const whole = await readBooking(db, booking.token);
      if (!whole) return [];
      return await slotsOf(db, clock, moveWish(whole, await isAlone(db, whole.session.id)), range);
    },
    sendLinks: createLostLinks(parts),
    async calendarFile(token) {
      const whole = await readBooking(db, token);
      const method = whole?.booking.cancelledAt ? 'CANCEL' : 'PUBLISH';
      return whole && calendarFile(guestFacts(whole, parts), method, { writtenAt: clock.now() });
    },
    happenings: (booking) => readGuestStory(parts, booking),
  };
}

function forHosts(parts: BookParts): Pick<Sessions, ForHosts> {
  const { db, clock } = parts;
  return {
    list: (accountId, asked) => listSessions(parts, accountId, asked),
    holdIn: (id, sessionId, place) => holdIn(parts, { id }, sessionId, place),
    movable: (account, to) => movable(parts, account, to),
    moveAll: (account, to) => moveAll(parts, account, to),
    followSettings: (accountId) => followSettings(parts, accountId),
    async show(accountId, sessionId) {
      const session = await readSession(parts, accountId, sessionId);
      return session && { session, happenings: await readStory(parts, session) };
    },
    async slotsForSession(accountId, sessionId, range) {
      const session = await readSession(parts, accountId, sessionId);
      const [whole] = session ? await bookingsOf(db, sessionId) : [];
      return whole ? await slotsOf(db, clock, moveWish(whole, true), range) : [];
    },
    async moveSession(accountId, sessionId, start) {
      const session = await readSession(parts, accountId, sessionId);
      if (!session) return { ok: false, reason: 'not-found' };
      const [whole] = await bookingsOf(db, sessionId);
      if (!whole || session.cancelledAt) return { ok: false, reason: 'cancelled' };
      return await moveSession(parts, whole, start);
    },
    async cancelSession(accountId, sessionId, reason) {
      const session = await readSession(parts, accountId, sessionId);
      if (!session) return { ok: false, reason: 'not-found' };
      if (session.cancelledAt) return { ok: true };
      const now = clock.now();
      if (Temporal.Instant.compare(session.end, now) <= 0) return { ok: false, reason: 'over' };
      await cancelSession(parts, sessionId, reason);
      return { ok: true };
    },
  };
}

async function viewOfNow(
  { conferencing, clock, appUrl }: BookParts,
  whole: Whole,
): Promise<BookingView> {
  const { id, place } = whole.session;
  const meeting = place === 'zoom' ? (await conferencing.statesOf([id])).get(id) : undefined;
  return viewOf(whole, meeting, { appUrl, now: clock.now() });
}
