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
import { longMoment, shortTime } from './time.ts';

export function writeMovedForGuest(facts: NoticeFacts['moved-guest'], envelope: Envelope): Letter {
  return guestLetter(facts, envelope, 'REQUEST', {
    subject: `Moved: ${facts.serviceName} with ${facts.accountName}, now ${shortTime(facts.start, facts.zone)}`,
    opening:
      facts.movedBy === 'guest'
        ? `You moved your session with ${facts.accountName}.`
        : `${facts.accountName} moved your session.`,
    details: [
      when(facts, 'New time'),
      previousTime(facts),
      whereForGuest(facts),
      { label: 'What', words: facts.serviceName },
    ],
    closing: [
      ...(facts.leftZoom ? ['It is held in your browser now, and no longer in Zoom.'] : []),
      'Your link is the same as before.',
    ],
  });
}

/** An account may have several hosts, so "you" could be wrong for whoever reads this. */
export function writeMovedForHost(facts: NoticeFacts['moved-host'], envelope: Envelope): Letter {
  const mover = facts.movedBy === 'guest' ? facts.guestName : facts.accountName;
  return hostLetter(facts, envelope, 'REQUEST', {
    subject: `Moved: ${facts.serviceName} with ${facts.guestName}, now ${shortTime(facts.start, facts.zone)}`,
    opening:
      facts.movedBy === 'guest'
        ? `${mover} moved their session with you.`
        : `${mover} moved the session with ${facts.guestName}.`,
    details: [
      when(facts, 'New time'),
      previousTime(facts),
      whereForHost(facts),
      standsIn(facts),
      overlap(facts),
      { label: 'What', words: facts.serviceName },
      guest(facts),
    ],
  });
}

function previousTime(facts: { previousStart: string; zone: string }) {
  return { label: 'Before', words: longMoment(facts.previousStart, facts.zone) };
}
