/** The last letter about a booking tells what is true now. */
import { sql } from 'kysely';
import type { Stage } from './stage.ts';

interface Booking {
  id: string;
  starts_at: Temporal.Instant;
  ends_at: Temporal.Instant;
  place: 'built-in' | 'zoom' | 'words';
  guest_zone: string;
  host_zone: string;
  cancelled: boolean;
}

interface Notice {
  id: string;
  kind: string;
  booking_id: string;
  created_at: Temporal.Instant;
  sent: boolean;
}

const PLACE = { zoom: 'A Zoom meeting', 'built-in': 'video call in', words: '' };

export async function checkLetters({ db, mails }: Stage): Promise<string[]> {
  const bookings = await sql<Booking>`
    select booking.id, starts_at, ends_at, place, guest_zone, account.hours->>'zone' as host_zone,
      booking.cancelled_at is not null as cancelled
    from booking join session on session.id = session_id join account on account.id = booking.account_id
  `.execute(db);
  const notices = await sql<Notice>`
    select id, kind, booking_id, created_at, sent_at is not null as sent from notice where booking_id is not null
  `.execute(db);
  const byId = new Map(notices.rows.map((notice) => [notice.id, notice]));
  const unsent = notices.rows
    .filter((notice) => !notice.sent)
    .map((notice) => `the letter ${notice.kind} was never sent`);
  const wrong = bookings.rows.flatMap((booking) =>
    (['guest', 'host'] as const).flatMap((reader) => {
      const last = mails.findLast(({ id }) => {
        const notice = byId.get(id);
        return notice?.booking_id === booking.id && notice.kind.endsWith(`-${reader}`);
      });
      return last
        ? wrongIn(last, booking, reader)
        : [`the ${reader} of ${booking.id} got no letter`];
    }),
  );
  const late = notices.rows
    .filter((notice) => notice.kind.startsWith('place-changed'))
    .filter((notice) => {
      const end = bookings.rows.find((booking) => booking.id === notice.booking_id)?.ends_at;
      return end && Temporal.Instant.compare(notice.created_at, end) > 0;
    })
    .map((notice) => `${notice.kind}: written when the session was over`);
  return [...unsent, ...wrong, ...late];
}

function wrongIn(
  letter: Stage['mails'][number],
  booking: Booking,
  reader: 'guest' | 'host',
): string[] {
  const says = `the last letter to the ${reader} says "${letter.subject}"`;
  const cancelled = letter.subject.startsWith('Cancelled:');
  if (cancelled !== booking.cancelled)
    return [`${says}, but the booking is ${booking.cancelled ? 'cancelled' : 'on'}`];
  // Whoever has cancelled is not told where the others' session goes.
  if (cancelled) return [];
  const zone = reader === 'guest' ? booking.guest_zone : booking.host_zone;
  const time = timeIn(zone, booking);
  if (!letter.text.includes(time)) return [`${says}, but it is ${time} in ${zone}`];
  if (!letter.text.includes(PLACE[booking.place]))
    return [`${says}, but it is held elsewhere: ${booking.place}`];
  return [];
}

/** As letters write it, made in another way: "12 January 2027, 10:00 to 10:30". */
function timeIn(timeZone: string, { starts_at, ends_at }: Booking): string {
  const date = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
  const [from, to] = [starts_at, ends_at].map((at) => at.epochMilliseconds);
  const same = date.format(from) === date.format(to);
  return `${date.format(from)}, ${clock.format(from)}${same ? ` to ${clock.format(to)}` : ''}`;
}
