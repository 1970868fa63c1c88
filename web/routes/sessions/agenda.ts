import type { SessionView } from '#sessions';
import { meetingWords, removalWords } from '../../words/meeting-state.ts';
import { momentWords } from '../../words/moments.ts';
import { warningsOf } from '../../words/warnings.ts';

export interface Entry {
  id: string;
  iso: string;
  from: string;
  to: string;
  guests: string;
  service: string;
  place: string;
  /** What the host should know at a glance, and whether it needs them. */
  notes: { says: string; needsHost: boolean }[];
  cancelled: boolean;
}

export interface Day {
  /** 'YYYY-MM-DD' */
  date: string;
  name: string;
  near: 'today' | 'tomorrow' | undefined;
  sessions: Entry[];
}

/** Sessions under the days of the account's zone, in the order given. */
export function agenda(sessions: SessionView[], zone: string, now: Temporal.Instant): Day[] {
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const days = new Map<string, Day>();
  for (const session of sessions) {
    const on = session.start.toZonedDateTimeISO(zone).toPlainDate();
    const date = on.toString();
    const ahead = today.until(on).days;
    const near = ahead === 0 ? 'today' : ahead === 1 ? 'tomorrow' : undefined;
    const name = momentWords(session.start, zone, now).day;
    if (!days.has(date)) days.set(date, { date, name, near, sessions: [] });
    days.get(date)?.sessions.push(entry(session, zone, now));
  }
  return [...days.values()];
}

function entry(session: SessionView, zone: string, now: Temporal.Instant): Entry {
  return {
    id: session.id,
    iso: session.start.toString(),
    from: momentWords(session.start, zone, now).time,
    to: momentWords(session.end, zone, now).time,
    guests: guestsOf(session),
    service: session.serviceName,
    place: placeOf(session),
    notes: notesOf(session, zone, now),
    cancelled: session.cancelledAt !== null,
  };
}

/** Who comes: names up to three, then how many more; and the seats where there are several. */
export function guestsOf(session: SessionView): string {
  const all = session.bookings;
  const coming = session.cancelledAt ? all : all.filter((booking) => !booking.cancelledAt);
  if (coming.length === 0) return 'Nobody yet';
  const names = coming.slice(0, 3).map((booking) => booking.guestName);
  const more = coming.length > 3 ? ` and ${coming.length - 3} more` : '';
  const seats = session.capacity > 1 ? ` (${coming.length} of ${session.capacity})` : '';
  return `${names.join(', ')}${more}${seats}`;
}

export function placeOf({ place, placeWords }: SessionView): string {
  if (place === 'built-in') return 'Built-in call';
  return place === 'zoom' ? 'Zoom' : placeWords;
}

function notesOf(session: SessionView, zone: string, now: Temporal.Instant): Entry['notes'] {
  if (Temporal.Instant.compare(session.end, now) < 0) return [];
  const warnings = warningsOf(session, zone).map(({ short }) => ({ says: short, needsHost: true }));
  if (session.removal?.status === 'needs-host') {
    const { short } = removalWords(session.removal, zone, now);
    warnings.unshift({ says: short, needsHost: true });
  }
  if (!session.meeting || session.cancelledAt) return warnings;
  const { short, tone } = meetingWords(session.meeting, zone, now);
  if (tone === 'calm') return warnings;
  return [{ says: short, needsHost: tone === 'needs-host' }, ...warnings];
}
