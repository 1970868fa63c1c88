import type { NoticeFacts } from './facts.ts';
import type { Envelope, Letter } from './mailer.ts';
import { guest, guestLetter, hostLetter, when } from './session-letter.ts';
import { shortTime } from './time.ts';

export function writeCancelledForGuest(
  facts: NoticeFacts['cancelled-guest'],
  envelope: Envelope,
): Letter {
  return guestLetter(facts, envelope, 'CANCEL', {
    subject: `Cancelled: ${facts.serviceName} with ${facts.accountName}, ${shortTime(facts.start, facts.zone)}`,
    opening:
      facts.cancelledBy === 'guest'
        ? `You cancelled your session with ${facts.accountName}.`
        : `${facts.accountName} cancelled your session.`,
    details: [
      when(facts, 'It was planned for'),
      reason(facts),
      { label: 'What', words: facts.serviceName },
    ],
  });
}

export function writeCancelledForHost(
  facts: NoticeFacts['cancelled-host'],
  envelope: Envelope,
): Letter {
  return hostLetter(facts, envelope, 'CANCEL', {
    subject: `Cancelled: ${facts.serviceName} with ${facts.guestName}, ${shortTime(facts.start, facts.zone)}`,
    opening:
      facts.cancelledBy === 'guest'
        ? `${facts.guestName} cancelled their session with you.`
        : `${facts.accountName} cancelled the session with ${facts.guestName}.`,
    details: [
      when(facts, 'It was planned for'),
      reason(facts),
      { label: 'What', words: facts.serviceName },
      guest(facts),
    ],
  });
}

function reason(facts: { reason: string }) {
  return { label: 'Reason', words: facts.reason };
}
