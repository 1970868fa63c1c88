import type { Parley } from '#http';
import type { BookingView, Happening } from '#sessions';
import { countdown } from '../../words/countdown.ts';
import { guestStory } from '../../words/happenings.ts';
import { momentWords, untilWords } from '../../words/moments.ts';
import { guestRecordings } from '../../words/recordings.ts';
import { wayIn } from '../../words/way-in.ts';
import { zoneWords } from '../../words/zones.ts';

/** A booking at this moment, in words for its guest. */
export type Lasting = Awaited<ReturnType<typeof describeBooking>>;

export async function describeBooking(parley: Parley, booking: BookingView, zone: string) {
  const { sessions, clock } = parley;
  const now = clock.now();
  const startMs = booking.start.epochMilliseconds;
  const endMs = booking.end.epochMilliseconds;
  const happenings = (await sessions.happenings(booking)).filter(concerns(booking));
  const reading = { guestEmail: booking.guest.email, host: booking.account.name, zone, now };
  return {
    ...timeWords(booking, zone, now),
    href: `/b/${booking.token}`,
    account: booking.account.name,
    contact: booking.account.contactEmail,
    service: booking.service.name,
    email: booking.guest.email,
    zone,
    times: `${startMs} ${endMs}`,
    countdown: countdown(startMs, endMs, now.epochMilliseconds),
    over: endMs <= now.epochMilliseconds,
    wayIn: wayIn({ ...booking, begun: runs(happenings) }, zone, now),
    change: changeWords(booking, zone, now),
    cancelled: booking.status === 'cancelled' ? cancelledWords(booking) : undefined,
    bookAgainHref: `/${booking.account.slug}/${booking.service.slug}`,
    recordings:
      booking.status === 'cancelled'
        ? []
        : guestRecordings(await parley.recordings.ofSession(booking.sessionId), {
            ...{ zone, now, href: `/b/${booking.token}` },
          }),
    story: guestStory(happenings, reading),
  };
}

function runs(happenings: Happening[]): boolean {
  const told = happenings.findLast(({ kind }) => MEETING.has(kind));
  return told?.kind === 'meeting-started';
}

const MEETING: ReadonlySet<string> = new Set(['meeting-started', 'meeting-ended']);

/** Trouble on the way into Zoom is none of a guest’s while the session is held in a call. */
function concerns({ place }: BookingView): (happening: Happening) => boolean {
  const trouble: Happening['kind'][] = ['meeting-waits', 'meeting-needs-host'];
  return ({ kind }) => place === 'zoom' || !trouble.includes(kind);
}

/** When a booking is: 'Thursday, 10 December', '10:00 to 10:30', 'New York (UTC−5)'. */
export function timeWords(
  booking: Pick<BookingView, 'start' | 'end'>,
  zone: string,
  now: Temporal.Instant,
) {
  const start = momentWords(booking.start, zone, now);
  const end = momentWords(booking.end, zone, now);
  return {
    day: start.day,
    hours: `${start.time} to ${end.time}`,
    zoneWords: zoneWords(zone, booking.start.epochMilliseconds),
  };
}

function changeWords({ change }: BookingView, zone: string, now: Temporal.Instant) {
  if (!change.allowed) return change;
  return {
    allowed: true as const,
    words: `You can move or cancel until ${untilWords(change.until, zone, now)}.`,
  };
}

function cancelledWords({ cancelledBy, cancelReason, account }: BookingView) {
  const who = cancelledBy === 'guest' ? 'You' : account.name;
  return { words: `${who} cancelled this session.`, reason: cancelReason };
}
