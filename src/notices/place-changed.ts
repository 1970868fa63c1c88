import type { NoticeFacts } from './facts.ts';
import type { Envelope, Letter } from './mailer.ts';
import {
  guest,
  guestLetter,
  hostLetter,
  when,
  whereForGuest,
  whereForHost,
} from './session-letter.ts';
import { shortTime } from './time.ts';

export function writePlaceChangedForGuest(
  facts: NoticeFacts['place-changed-guest'],
  envelope: Envelope,
): Letter {
  return guestLetter(facts, envelope, 'REQUEST', {
    subject: `New place: ${facts.serviceName} with ${facts.accountName}, ${shortTime(facts.start, facts.zone)}`,
    opening: `Your session with ${facts.accountName} takes place elsewhere now.`,
    details: [
      { ...whereForGuest(facts), label: 'New place' },
      when(facts),
      { label: 'What', words: facts.serviceName },
    ],
    closing: ['The time and your link are the same as before.'],
  });
}

export function writePlaceChangedForHost(
  facts: NoticeFacts['place-changed-host'],
  envelope: Envelope,
): Letter {
  return hostLetter(facts, envelope, 'REQUEST', {
    subject: `New place: ${facts.serviceName} with ${facts.guestName}, ${shortTime(facts.start, facts.zone)}`,
    opening: `The session with ${facts.guestName} takes place elsewhere now.`,
    details: [
      { ...whereForHost(facts), label: 'New place' },
      { label: 'Why', words: facts.why },
      when(facts),
      { label: 'What', words: facts.serviceName },
      guest(facts),
    ],
    closing: ['The time and the guest’s link are the same as before.'],
  });
}
