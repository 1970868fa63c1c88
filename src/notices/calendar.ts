import ical, { ICalAttendeeStatus, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import addressparser from 'nodemailer/lib/addressparser';
import type { SessionFacts } from './facts.ts';
import { oneLine } from './one-line.ts';
import { placeForGuest, placeForHost } from './place.ts';

/**
 * `REQUEST` puts the session into a calendar or takes over a change, `CANCEL` takes it out again,
 * `PUBLISH` is a copy to download. RFC 5546.
 */
export type CalendarMethod = 'REQUEST' | 'CANCEL' | 'PUBLISH';

export interface CalendarCopy {
  /** When this copy was made. */
  writtenAt: Temporal.Instant;
  /** The host's address when the copy is the host's; without it, it is the guest's. */
  host?: string;
}

/**
 * The session as an iCalendar file. Calendars tell sessions apart by UID and take a file over
 * only when its SEQUENCE is not lower than theirs, so both come from the booking.
 */
export function calendarFile(
  facts: SessionFacts,
  method: CalendarMethod,
  copy: CalendarCopy,
): string {
  const calendar = ical({
    prodId: { company: 'Parley', product: 'Parley', language: 'EN' },
    method: ICalCalendarMethod[method],
  });
  calendar.createEvent({
    id: facts.calendarUid,
    sequence: facts.calendarSequence,
    stamp: copy.writtenAt,
    start: Temporal.Instant.from(facts.start),
    end: Temporal.Instant.from(facts.end),
    status: method === 'CANCEL' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    summary: oneLine(
      `${facts.serviceName} with ${copy.host ? facts.guestName : facts.accountName}`,
    ),
    description: `${copy.host ? placeForHost(facts) : placeForGuest(facts)}\n${facts.link}`,
    location: locationOf(facts),
    url: facts.link,
    organizer: organizerOf(facts),
    attendees: method === 'PUBLISH' ? [] : attendeesOf(facts, copy.host),
  });
  return calendar.toString();
}

/** An address in words is what a map or a phone can use; a video call is behind the lasting link. */
function locationOf(facts: SessionFacts): string {
  return (facts.place === 'words' && oneLine(facts.placeWords)) || facts.link;
}

/** Mail programs believe an invitation only when its organizer is the mail's sender. */
function organizerOf(facts: SessionFacts): { name: string; email: string } {
  const [sender] = addressparser(facts.mailFrom, { flatten: true });
  return { name: oneLine(facts.accountName), email: sender?.address ?? '' };
}

/** They chose the time themselves, so nobody is asked to reply. */
function attendeesOf(facts: SessionFacts, host: string | undefined) {
  const guest = { name: oneLine(facts.guestName), email: facts.guestEmail };
  const people =
    host && host !== facts.guestEmail
      ? [guest, { name: oneLine(facts.accountName), email: host }]
      : [guest];
  return people.map((person) => ({ ...person, status: ICalAttendeeStatus.ACCEPTED, rsvp: false }));
}
