import { writeActionRequired } from './action-required.ts';
import { writeBookedForGuest, writeBookedForHost } from './booked.ts';
import { writeCancelledForGuest, writeCancelledForHost } from './cancelled.ts';
import type { NoticeFacts, NoticeKind } from './facts.ts';
import { writeInvitation } from './invitation.ts';
import type { Envelope, Letter } from './mailer.ts';
import { writeLostLinks } from './lost-links.ts';
import { writeMeetingNeedsHost } from './meeting-needs-host.ts';
import { writeMovedForGuest, writeMovedForHost } from './moved.ts';
import { writePlaceChangedForGuest, writePlaceChangedForHost } from './place-changed.ts';
import { writeDayBefore, writeHourBefore } from './reminder.ts';
import { writeResetPassword } from './reset-password.ts';
import { writeSignInLink } from './sign-in-link.ts';

const WRITERS: { [K in NoticeKind]: (facts: NoticeFacts[K], envelope: Envelope) => Letter } = {
  'booked-guest': writeBookedForGuest,
  'booked-host': writeBookedForHost,
  'moved-guest': writeMovedForGuest,
  'moved-host': writeMovedForHost,
  'cancelled-guest': writeCancelledForGuest,
  'cancelled-host': writeCancelledForHost,
  'place-changed-guest': writePlaceChangedForGuest,
  'place-changed-host': writePlaceChangedForHost,
  'day-before-guest': writeDayBefore,
  'hour-before-guest': writeHourBefore,
  'action-required': writeActionRequired,
  'meeting-needs-host': writeMeetingNeedsHost,
  'lost-links': writeLostLinks,
  invitation: writeInvitation,
  'reset-password': writeResetPassword,
  'sign-in-link': writeSignInLink,
};

/** The mail for a notice. The same notice gives the same letter, whenever it is written; a reminder says how long is left. */
export function write<K extends NoticeKind>(
  kind: K,
  facts: NoticeFacts[K],
  envelope: Envelope,
): Letter {
  return WRITERS[kind](facts, envelope);
}
