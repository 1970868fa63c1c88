import type { NoticeFacts } from './facts.ts';
import type { Envelope, Letter } from './mailer.ts';
import {
  guest,
  guestLetter,
  hostLetter,
  overlap,
  standsIn,
  when,
  whereForGuest,
  whereForHost,
} from './session-letter.ts';
import { shortTime } from './time.ts';

/**
 * The guest's name and note are not repeated here: anybody can book in anybody's name, and must
 * not be able to have us mail words of their choice to a stranger.
 */
export function writeBookedForGuest(
  facts: NoticeFacts['booked-guest'],
  envelope: Envelope,
): Letter {
  const session = `${facts.serviceName} with ${facts.accountName}`;
  return guestLetter(facts, envelope, 'REQUEST', {
    subject: `${session}, ${shortTime(facts.start, facts.zone)}`,
    opening: `Your session with ${facts.accountName} is booked.`,
    details: [when(facts), whereForGuest(facts), { label: 'What', words: facts.serviceName }],
    closing: ['Keep this link. It stays right if the time or the place changes.'],
  });
}

export function writeBookedForHost(facts: NoticeFacts['booked-host'], envelope: Envelope): Letter {
  return hostLetter(facts, envelope, 'REQUEST', {
    subject: `${facts.guestName} booked ${facts.serviceName}, ${shortTime(facts.start, facts.zone)}`,
    opening: `${facts.guestName} booked a session with you.`,
    details: [
      when(facts),
      whereForHost(facts),
      standsIn(facts),
      overlap(facts),
      { label: 'What', words: facts.serviceName },
      guest(facts),
      { label: 'Their note', words: facts.note },
    ],
  });
}
