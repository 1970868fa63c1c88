import { OPENS_BEFORE_MIN, STAYS_AFTER_END_MIN } from '#calls';
import type { BookingView } from '#sessions';
import { clockTime, momentWords } from './moments.ts';

/** The way into a session at one moment: a button, or the truth about why there is none yet. */
export interface WayIn {
  button: { href: string; words: string } | undefined;
  /** Before the door of a call opens, a look at one's own picture. */
  test?: { href: string; words: string };
  /** What else is true, a sentence each. */
  says: string[];
  /** Seconds after which the answer may be another; undefined when it will stay. */
  lookAgainS: number | undefined;
}

const STAYS_RIGHT = 'This page stays the right place, whatever changes.';
const SOON_S = 4;
const NEAR_S = 30;
const FAR_S = 300;

type Booked = Pick<
  BookingView,
  'status' | 'start' | 'end' | 'join' | 'meeting' | 'place' | 'placeWords' | 'token' | 'account'
> & {
  /** Whether Zoom told that its meeting runs. */
  begun?: boolean;
};

/** How a guest gets in now. Nothing is promised that is not there. */
export function wayIn(booking: Booked, zone: string, now: Temporal.Instant): WayIn {
  const untilStartMin = now.until(booking.start).total('minutes');
  const sinceEndMin = booking.end.until(now).total('minutes');
  if (booking.status === 'cancelled') return { button: undefined, says: [], lookAgainS: undefined };
  if (sinceEndMin >= STAYS_AFTER_END_MIN) {
    return {
      button: undefined,
      says: ['This session is over. Thank you for coming.'],
      lookAgainS: undefined,
    };
  }
  const near = untilStartMin < 60 ? NEAR_S : FAR_S;
  if (booking.place === 'built-in') return call(booking, zone, { now, untilStartMin, near });
  if (booking.place === 'words') return place(booking, near);
  return zoom(booking, zone, { now, near });
}

function call(
  booking: Booked,
  zone: string,
  { now, untilStartMin, near }: { now: Temporal.Instant; untilStartMin: number; near: number },
): WayIn {
  if (untilStartMin <= OPENS_BEFORE_MIN) {
    const button = { href: `/b/${booking.token}/call`, words: 'Join the call' };
    return { button, says: [STAYS_RIGHT], lookAgainS: near };
  }
  const opens = booking.start.subtract({ minutes: OPENS_BEFORE_MIN });
  const untilOpenS = Math.ceil(now.until(opens).total('seconds'));
  const day = momentWords(opens, zone, now).day;
  const sameDay = day === momentWords(booking.start, zone, now).day;
  return {
    button: undefined,
    test: { href: `/b/${booking.token}/call`, words: 'Test my camera and microphone' },
    says: [
      'A video call in your browser. Nothing to install.',
      `The door opens at ${clockTime(opens, zone)}${sameDay ? '' : ` on ${day}`}. ${STAYS_RIGHT}`,
    ],
    lookAgainS: Math.max(1, Math.min(near, untilOpenS)),
  };
}

function place(booking: Booked, near: number): WayIn {
  const isLink =
    /^https?:/.test(booking.join.url) && booking.placeWords.trim() === booking.join.url;
  return {
    button: isLink ? { href: booking.join.url, words: 'Open the place to meet' } : undefined,
    says: [booking.placeWords, STAYS_RIGHT],
    lookAgainS: near,
  };
}

function zoom(
  booking: Booked,
  zone: string,
  { now, near }: { now: Temporal.Instant; near: number },
): WayIn {
  const { meeting, join } = booking;
  if (join.ready) {
    const pending = meeting?.status === 'under-way' || meeting?.status === 'waiting';
    const state = pending
      ? 'Zoom is still being told of the latest change; the link is right all the same.'
      : undefined;
    return {
      button: { href: join.url, words: 'Join the Zoom meeting' },
      says: [...(state ? [state] : []), ...atZoom(booking), STAYS_RIGHT],
      lookAgainS: pending ? NEAR_S : near,
    };
  }
  if (meeting?.status === 'waiting') {
    const again = meeting.nextTryAt && ` We try again at ${triedAt(meeting.nextTryAt, zone, now)}.`;
    return {
      button: undefined,
      says: [
        `Zoom has not given us your link yet.${again ?? ''}`,
        'You need do nothing: there will be a way in here before the session begins.',
      ],
      lookAgainS: NEAR_S,
    };
  }
  if (meeting?.status === 'needs-host' || meeting?.status === 'not-managed') {
    return {
      button: undefined,
      says: [
        `Your Zoom link is not here yet. It needs a hand from ${booking.account.name}, who is told of it.`,
        'You need do nothing: there will be a way in here before the session begins.',
      ],
      lookAgainS: NEAR_S,
    };
  }
  return {
    button: undefined,
    says: ['Your Zoom link is being made. It will be here in a moment.'],
    lookAgainS: SOON_S,
  };
}

/** Whether one can go in just now: nobody should wonder alone before a closed door. */
function atZoom({ begun, meeting, account }: Booked): string[] {
  if (begun) return ['The meeting has begun.'];
  const { asked, real } = meeting?.settings ?? {};
  if ((real ?? asked)?.earlyEntry) return [];
  return [`Zoom opens the meeting when ${account.name} begins it.`];
}

function triedAt(at: Temporal.Instant, zone: string, now: Temporal.Instant): string {
  // A moment that has just gone by would read as a broken promise.
  return clockTime(Temporal.Instant.compare(at, now) < 0 ? now : at, zone);
}
