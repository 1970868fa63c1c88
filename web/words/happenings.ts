import type { Happening } from '#sessions';
import { momentWords } from './moments.ts';

/** A line of "What happened so far". `at` is 'Mon 14:02'. */
export interface HappeningLine {
  at: string;
  iso: string;
  words: string;
}

interface Reading {
  guestEmail: string;
  host: string;
  zone: string;
  now: Temporal.Instant;
}

/** The story of a booking as its guest reads it. What only the host can use is left out. */
export function guestStory(happenings: readonly Happening[], reading: Reading): HappeningLine[] {
  return happenings.flatMap((happening) => {
    const words = sentence(happening, reading);
    if (!words) return [];
    const { short } = momentWords(happening.at, reading.zone, reading.now);
    return [{ at: short, iso: happening.at.toString(), words }];
  });
}

function sentence({ kind, facts }: Happening, reading: Reading): string | undefined {
  switch (kind) {
    case 'booked':
      return `You booked. We wrote to ${reading.guestEmail}.`;
    case 'moved':
      return moved(facts, reading);
    case 'cancelled':
      return `${who(facts, reading)} cancelled the session.`;
    case 'meeting-made':
    case 'meeting-found':
      return 'The Zoom meeting was made.';
    case 'meeting-changed':
      return 'The Zoom meeting was brought in step.';
    case 'meeting-removed':
      return 'The Zoom meeting was removed.';
    case 'meeting-waits':
      return 'Zoom did not answer well; it is being tried again.';
    case 'meeting-needs-host':
      return `The Zoom meeting needs a hand from ${reading.host}.`;
    case 'place-changed':
      return facts['to'] === 'zoom'
        ? 'The session moved to Zoom. Your link stays the same.'
        : 'The session moved to a video call in your browser. Your link stays the same.';
    case 'meeting-started':
      return 'The Zoom meeting began.';
    case 'meeting-ended':
      return 'The Zoom meeting ended.';
    case 'call-began':
      return 'The call began.';
    case 'call-ended':
      return 'The call ended.';
    case 'recording-began':
      return 'The call was recorded from here on. Everybody in it had agreed.';
    case 'recording-ended':
      return 'The recording ended.';
    case 'recording-deleted':
      return 'The recording was deleted.';
    case 'mail-sent':
      return isReminder(facts) ? `We sent a reminder to ${reading.guestEmail}.` : undefined;
    case 'recording-asked':
    case 'recording-agreed':
    case 'recording-refused':
    case 'meeting-asked':
    case 'meeting-left':
    case 'place-asked':
    case 'stays-built-in':
    case 'drift-resolved':
    case 'mail-failed':
    case 'disconnected':
    case 'somebody-joined':
    case 'somebody-left':
      return undefined;
  }
}

/** Other letters are told with what they are about. */
function isReminder({ about }: Happening['facts']): boolean {
  return about === 'day-before' || about === 'hour-before';
}

function moved(facts: Happening['facts'], { zone, now, ...reading }: Reading): string {
  const from = instantOf(facts['from']);
  const to = instantOf(facts['to']);
  if (!from || !to) return `${who(facts, { zone, now, ...reading })} moved the session.`;
  const before = momentWords(from, zone, now);
  const after = momentWords(to, zone, now);
  const times =
    before.day === after.day
      ? `from ${before.time} to ${after.time}`
      : `from ${before.day}, ${before.time}, to ${after.day}, ${after.time}`;
  return `${who(facts, { zone, now, ...reading })} moved the session ${times}.`;
}

function who(facts: Happening['facts'], { host }: Reading): string {
  return facts['by'] === 'guest' ? 'You' : host;
}

function instantOf(fact: unknown): Temporal.Instant | undefined {
  return typeof fact === 'string' ? Temporal.Instant.from(fact) : undefined;
}
