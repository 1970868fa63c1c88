import { calendarFile } from './calendar.ts';
import type { HostFacts, SessionFacts } from './facts.ts';
import { layOut, type Message } from './lay-out.ts';
import type { Envelope, Letter } from './mailer.ts';
import { oneLine } from './one-line.ts';
import { placeForGuest, placeForHost } from './place.ts';
import { longTime } from './time.ts';

type Words = Omit<Message, 'link' | 'sender'>;
type Method = 'REQUEST' | 'CANCEL';

/** A mail to a guest. Answering it writes to the host, where guests may. */
export function toGuest(
  { accountName, contact }: Pick<SessionFacts, 'accountName' | 'contact'>,
  message: Words & Pick<Message, 'link'>,
): Letter {
  const letter = layOut({
    ...message,
    sender: accountName,
    answeredBy: contact && accountName,
  });
  return contact ? { ...letter, replyTo: contact } : letter;
}

/** The same with the file their calendar takes over. */
export function guestLetter(
  facts: SessionFacts,
  envelope: Envelope,
  method: Method,
  words: Words,
): Letter {
  const link = { words: 'Open your session', url: facts.link };
  const content = calendarFile(facts, method, { writtenAt: envelope.noticedAt });
  return { ...toGuest(facts, { ...words, link }), calendar: { method, content } };
}

/** A mail to the host of a session. Answering it writes to the guest. */
export function hostLetter(
  facts: SessionFacts,
  envelope: Envelope,
  method: Method,
  words: Words,
): Letter {
  const link = { words: 'Open the session', url: facts.link };
  const content = calendarFile(facts, method, {
    writtenAt: envelope.noticedAt,
    host: envelope.recipient,
  });
  return {
    ...layOut({ ...words, link, sender: facts.accountName }),
    replyTo: facts.guestEmail,
    calendar: { method, content },
  };
}

type Detail = { label: string; words: string };

export const when = (facts: SessionFacts, label = 'When'): Detail => ({
  label,
  words: longTime(facts.start, facts.end, facts.zone),
});
export const whereForGuest = (facts: SessionFacts): Detail => ({
  label: 'Where',
  words: placeForGuest(facts),
});
export const whereForHost = (facts: SessionFacts): Detail => ({
  label: 'Where',
  words: placeForHost(facts),
});
/** A host with two accounts on one Zoom user can be booked twice at a time. */
export const overlap = ({ overlaps = [], zone }: HostFacts): Detail => ({
  label: 'Overlaps in Zoom',
  words: overlaps
    .map(
      ({ accountName, start, end }) =>
        `At this time the same Zoom account also holds a session of ${accountName}: ${longTime(start, end, zone)}. Zoom holds one meeting at a time, so move one of them or hold one in a built-in call.`,
    )
    .join('\n'),
});
/** Zoom was wanted, and a call stands in for it. */
export const standsIn = ({ insteadOfZoom }: HostFacts): Detail => ({
  label: 'Why not in Zoom',
  words: insteadOfZoom ? NOT_AT_HAND[insteadOfZoom] : '',
});
const NOT_AT_HAND: Record<NonNullable<HostFacts['insteadOfZoom']>, string> = {
  'not-set-up':
    'Zoom is not set up on this server, so this session takes place in a built-in call. Whoever runs this Parley can set it up.',
  'not-connected':
    'Zoom is not connected, so this session takes place in a built-in call. Connect it under Manage conferencing.',
  lost: 'Parley’s access to Zoom has ended, so this session takes place in a built-in call. Reconnect it under Manage conferencing.',
};
export const guest = (facts: SessionFacts): Detail => ({
  label: 'Guest',
  words: oneLine(`${facts.guestName}, ${facts.guestEmail}`),
});
