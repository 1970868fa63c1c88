import type { NoticeFacts } from './facts.ts';
import { layOut } from './lay-out.ts';
import type { Letter } from './mailer.ts';
import { oneLine } from './one-line.ts';
import { longMoment } from './time.ts';

type Facts = NoticeFacts['action-required'];

/** More would not be read; the page behind the link has them all. */
const SESSIONS_LISTED = 20;

export function writeActionRequired(facts: Facts): Letter {
  const count = facts.sessionsAtRisk.length;
  const atRisk = count === 0 ? '' : `, ${countSessions(count)} at risk`;
  return layOut({
    subject: `Action required: ${facts.provider} for ${facts.accountName}${atRisk}`,
    opening: `${facts.provider} ${facts.again ? 'still needs' : 'needs'} a hand from you.`,
    link: { words: `Reconnect ${facts.provider}`, url: facts.link },
    details: [
      { label: 'Account', words: facts.accountName },
      { label: 'What happened', words: facts.reason },
      { label: `Sessions at risk (${count})`, words: listSessions(facts.sessionsAtRisk) },
    ],
    closing: [
      count === 0
        ? 'Until you reconnect, new sessions use built-in calls.'
        : 'Until you reconnect, changes to these sessions do not reach Zoom, and new ones use built-in calls.',
      'Your guests have nothing to do: their links stay the same.',
    ],
    sender: facts.accountName,
  });
}

function countSessions(count: number): string {
  return count === 1 ? '1 session' : `${count} sessions`;
}

function listSessions(sessions: Facts['sessionsAtRisk']): string {
  const lines = sessions
    .slice(0, SESSIONS_LISTED)
    .map(({ title, start, zone }) => `${longMoment(start, zone)}: ${oneLine(title)}`);
  const left = sessions.length - lines.length;
  if (left > 0) lines.push(`and ${countSessions(left)} more`);
  return lines.join('\n');
}
