import type { WantedMeeting } from '#conferencing';
import type { Whole } from './rows.ts';

/** What the meeting of a session should be. A group's guests are not named to each other. */
export function meetingWish({ account, service, session, booking }: Whole): WantedMeeting {
  return {
    id: session.id,
    accountId: account.id,
    topic: session.capacity === 1 ? `${service.name} · ${booking.guestName}` : service.name,
    zone: account.hours.zone,
    startsAt: session.startsAt,
    durationMinutes: Math.round(session.startsAt.until(session.endsAt).total('minutes')),
  };
}
