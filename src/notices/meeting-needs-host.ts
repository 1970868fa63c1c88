import type { NoticeFacts } from './facts.ts';
import { layOut } from './lay-out.ts';
import type { Letter } from './mailer.ts';
import { oneLine } from './one-line.ts';
import { longMoment, shortTime } from './time.ts';

type Facts = NoticeFacts['meeting-needs-host'];

/** More would not be read; the page behind the link has them all. */
const SESSIONS_LISTED = 20;

export function writeMeetingNeedsHost(facts: Facts): Letter {
  const { sessions, accountName } = facts;
  const [only] = sessions.length === 1 ? sessions : [];
  const which = only
    ? `your session on ${shortTime(only.start, only.zone)}`
    : `${sessions.length} sessions of ${accountName}`;
  const { happened, todo } = wordsFor(facts, sessions.length === 1 ? ONE : MANY);
  return layOut({
    subject: `Action required: Zoom and ${which}`,
    opening: only ? 'A Zoom meeting needs a hand from you.' : 'Zoom meetings need a hand from you.',
    link: only
      ? { words: 'Open the session', url: only.link }
      : { words: 'Manage conferencing', url: facts.link },
    details: [
      { label: 'Account', words: accountName },
      { label: 'What happened', words: happened },
      { label: 'What Zoom said', words: facts.details.map(capital).join('\n') },
      { label: only ? 'Session' : `Sessions (${sessions.length})`, words: list(sessions) },
      { label: 'What to do', words: todo },
    ],
    closing: facts.removal ? [] : ['Your guests have nothing to do: their links stay the same.'],
    sender: accountName,
  });
}

const ONE = { its: 'its', it: 'it', meeting: 'meeting', session: 'this session' };
const MANY: typeof ONE = {
  its: 'their',
  it: 'them',
  meeting: 'meetings',
  session: 'these sessions',
};
interface Said {
  happened: string;
  todo: string;
}

function wordsFor({ about, removal }: Facts, many: typeof ONE): Said {
  if (removal) return LEAVING[about === 'left-in-zoom' ? 'left' : 'refused'](many);
  return NEEDED[about](many);
}

const IN_TIME =
  'Where there is no meeting shortly before the start, the session moves to a built-in call by itself.';
const PRESS_TEST = `When that is mended, press Test under Manage conferencing, and what waits is tried again. ${IN_TIME}`;

const NEEDED: Record<Facts['about'], (many: typeof ONE) => Said> = {
  'changed-in-zoom': ({ session, its, it, meeting }) => ({
    happened: `In Zoom the ${meeting} of ${session} got another time. Your guests were told of no change.`,
    todo: `Put ${its} ${meeting} back, take Zoom’s time, or hold ${it} in a built-in call: the session’s page has a button for each.`,
  }),
  'gone-in-zoom': ({ session, its, meeting }) => ({
    happened: `The ${meeting} of ${session} ${meeting === 'meeting' ? 'was' : 'were'} deleted in Zoom.`,
    todo: `Put ${its} ${meeting} back, or move to a built-in call, on the session’s page. ${IN_TIME}`,
  }),
  'not-allowed': ({ session, meeting }) => ({
    happened: `Zoom does not let Parley look after the ${meeting} of ${session}.`,
    todo: PRESS_TEST,
  }),
  refused: ({ session, meeting }) => ({
    happened: `Zoom refused what Parley asked for the ${meeting} of ${session}.`,
    todo: PRESS_TEST,
  }),
  'not-set-up': ({ session, meeting }) => ({
    happened: `Zoom is not set up on this server any more, so nobody looks after the ${meeting} of ${session}.`,
    todo: `Ask whoever runs this Parley to set Zoom up again. ${IN_TIME}`,
  }),
  'left-in-zoom': (many) => LEAVING.left(many),
};

const LEAVING: Record<'left' | 'refused', (many: typeof ONE) => Said> = {
  left: ({ session, meeting, it }) => ({
    happened: `Nothing is held in Zoom for ${session} any more, but the ${meeting} may still stand there: Parley’s access to that Zoom account ended before it could remove ${it}.`,
    todo: `Look in Zoom, and delete ${it} there.`,
  }),
  refused: ({ session, meeting, it }) => ({
    happened: `Nothing is held in Zoom for ${session} any more, and Parley could not remove the ${meeting}.`,
    todo: `Delete ${it} in Zoom yourself, or press Test under Manage conferencing when the cause is mended.`,
  }),
};

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

function list(sessions: Facts['sessions']): string {
  const lines = sessions
    .slice(0, SESSIONS_LISTED)
    .map(({ title, start, zone }) => `${longMoment(start, zone)}: ${oneLine(title)}`);
  const left = sessions.length - lines.length;
  if (left > 0) lines.push(`and ${left} more`);
  return lines.join('\n');
}
