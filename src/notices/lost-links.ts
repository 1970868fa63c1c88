import type { NoticeFacts } from './facts.ts';
import { layOut } from './lay-out.ts';
import type { Letter } from './mailer.ts';
import { longTime, shortTime } from './time.ts';

/** They may be with several hosts, so it is sent for none of them. */
export function writeLostLinks({ sessions }: NoticeFacts['lost-links']): Letter {
  const [first, ...others] = sessions;
  const about =
    first && others.length === 0
      ? `Your link: ${first.serviceName} with ${first.accountName}, ${shortTime(first.start, first.zone)}`
      : `Your links to ${sessions.length} sessions`;
  return layOut({
    subject: about,
    opening:
      others.length === 0
        ? 'Here is the link to your session.'
        : 'Here are the links to your upcoming sessions.',
    details: sessions.map(({ serviceName, accountName, start, end, zone, link }) => ({
      label: `${serviceName} with ${accountName}`,
      words: longTime(start, end, zone),
      link: { words: 'Open your session', url: link },
    })),
    closing: [
      'Keep this mail to yourself: whoever has such a link can move or cancel the session.',
      'If you did not ask for it, leave it alone. Nothing has changed.',
    ],
    sender: '',
  });
}
