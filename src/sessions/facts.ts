/** What notices are told about a booking, in the reader's zone. */
import type { SessionFacts } from '#notices';
import { lastingLink, type Whole } from './rows.ts';

/** Where we live and who we write as. */
export interface Sender {
  appUrl: string;
  mailFrom: string;
}

export function guestFacts(whole: Whole, { appUrl, mailFrom }: Sender): SessionFacts {
  const link = lastingLink(appUrl, whole.booking.token);
  return { ...facts(whole), mailFrom, zone: whole.booking.guestZone, link };
}

export function hostFacts(whole: Whole, { appUrl, mailFrom }: Sender): SessionFacts {
  const link = `${appUrl}/sessions/${whole.session.id}`;
  return { ...facts(whole), mailFrom, zone: whole.account.hours.zone, link };
}

function facts({
  account,
  service,
  session,
  booking,
}: Whole): Omit<SessionFacts, 'mailFrom' | 'zone' | 'link'> {
  return {
    accountName: account.name,
    ...(account.contactEmail && { contact: account.contactEmail }),
    serviceName: service.name,
    guestName: booking.guestName,
    guestEmail: booking.guestEmail,
    note: booking.note,
    start: session.startsAt.toString(),
    end: session.endsAt.toString(),
    place: session.place,
    placeWords: session.placeWords,
    calendarUid: `${booking.id}@parley`,
    calendarSequence: booking.calendarSequence,
  };
}
