import type { Appointment, Doorkeeper, Invitation, SignedIn } from '#calls';
import type { Sessions } from './sessions.ts';
import type { BookingView, Happening, SessionView } from './views.ts';
import { mayDo, type Account, type Accounts } from '#accounts';

/** Tells the calls who may come to a session: guests by their booking's link, members of the account by name. */
export function createDoorkeeper(parts: { sessions: Sessions; accounts: Accounts }): Doorkeeper {
  const { sessions, accounts } = parts;
  return {
    async guest(token) {
      const booking = await sessions.find(token);
      return booking && guestInvitation(booking, await sessions.happenings(booking));
    },
    async host(person, sessionId) {
      for (const accountId of person.accountIds) {
        const found = await sessions.show(accountId, sessionId);
        const account = found && (await accounts.byId(accountId));
        if (found && account) return hostInvitation(found, account, person);
      }
      return undefined;
    },
    async appointment({ accountId, sessionId }) {
      const found = await sessions.show(accountId, sessionId);
      return found && appointmentOf(found.session);
    },
    async isHost(accountId, personId) {
      const all = await accounts.ofPerson(personId);
      return all.some(({ id, role }) => id === accountId && mayDo(role, 'hold sessions').ok);
    },
  };
}

function appointmentOf({ start, end, place, bookings }: SessionView): Appointment {
  const standing = (cancelledAt: Temporal.Instant | null) =>
    cancelledAt === null ? ('stands' as const) : ('cancelled' as const);
  return {
    ...{ start, end, place },
    bookings: new Map(bookings.map(({ id, cancelledAt }) => [id, standing(cancelledAt)])),
  };
}

function guestInvitation(booking: BookingView, happenings: Happening[]): Invitation {
  return {
    sessionId: booking.sessionId,
    accountId: booking.account.id,
    who: booking.id,
    role: 'guest',
    name: booking.guest.name,
    withWhom: booking.account.name,
    title: booking.service.name,
    zone: booking.guest.zone,
    start: booking.start,
    end: booking.end,
    movedFrom: movedFrom(happenings),
    cancelled: booking.status === 'cancelled',
    place: booking.place,
    terms: termsOf(booking, booking.account),
  };
}

function hostInvitation(
  { session, happenings }: { session: SessionView; happenings: Happening[] },
  account: Account,
  person: SignedIn,
): Invitation {
  const coming = session.bookings.filter((booking) => booking.cancelledAt === null);
  return {
    sessionId: session.id,
    accountId: account.id,
    who: person.id,
    role: 'host',
    name: person.name,
    withWhom: coming.map(({ guestName }) => guestName).join(', '),
    title: session.serviceName,
    zone: account.hours.zone,
    start: session.start,
    end: session.end,
    movedFrom: movedFrom(happenings),
    cancelled: session.cancelledAt !== null,
    place: session.place,
    terms: termsOf(session, account),
  };
}

/** The host takes one of the seats. */
function termsOf(
  { capacity }: { capacity: number },
  { alwaysRelay }: Account,
): Invitation['terms'] {
  return { seats: capacity + 1, relayOnly: alwaysRelay };
}

function movedFrom(happenings: Happening[]): Temporal.Instant | undefined {
  const moved = happenings.findLast(({ kind }) => kind === 'moved');
  const from = moved?.facts['from'];
  return typeof from === 'string' ? Temporal.Instant.from(from) : undefined;
}
