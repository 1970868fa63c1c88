import type { NoticeFacts } from './facts.ts';
import type { Envelope, Letter } from './mailer.ts';
import { toGuest, when, whereForGuest } from './session-letter.ts';
import { dayAway, minutesAway, shortTime } from './time.ts';

type Facts = NoticeFacts['day-before-guest'];

export function writeDayBefore(facts: Facts, { postedAt }: Envelope): Letter {
  const soon = dayAway(facts.start, facts.zone, postedAt);
  return reminder(facts, soon, `Your session with ${facts.accountName} is ${soon}.`);
}

export function writeHourBefore(facts: Facts, { postedAt }: Envelope): Letter {
  const soon = minutesAway(facts.start, postedAt);
  return reminder(facts, soon, `Your session with ${facts.accountName} begins ${soon}.`);
}

/** Without a calendar file: theirs is as it should be, and another one would ask them to take it over. */
function reminder(facts: Facts, soon: string, opening: string): Letter {
  const session = `${facts.serviceName} with ${facts.accountName}`;
  return toGuest(facts, {
    subject: `${soon[0]?.toUpperCase()}${soon.slice(1)}: ${session}, ${shortTime(facts.start, facts.zone)}`,
    opening,
    link: { words: 'Open your session', url: facts.link },
    details: [when(facts), whereForGuest(facts), { label: 'What', words: facts.serviceName }],
    closing: ['Your link is the same as before.'],
  });
}
