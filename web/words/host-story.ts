import type { Happening } from '#sessions';
import { lengthWords } from './lengths.ts';
import { whyWords } from './meeting-state.ts';
import { momentWords, untilWords } from './moments.ts';

interface Reading {
  zone: string;
  now: Temporal.Instant;
}

/** The story of a session as its host reads it, oldest first. `at` is 'Mon 14:02'. */
export function hostStory(
  happenings: readonly Happening[],
  reading: Reading,
): { at: string; iso: string; words: string }[] {
  return happenings.map((happening) => ({
    at: momentWords(happening.at, reading.zone, reading.now).short,
    iso: happening.at.toString(),
    words: sentence(happening, reading),
  }));
}

function sentence({ kind, facts }: Happening, reading: Reading): string {
  const guest = typeof facts['guest'] === 'string' ? facts['guest'] : 'The guest';
  const who = facts['by'] === 'host' ? 'You' : guest;
  switch (kind) {
    case 'booked':
      return `${guest} booked.`;
    case 'moved':
      return `${who} moved the session${times(facts, reading)}.`;
    case 'cancelled':
      return cancelled(who, guest, facts);
    case 'meeting-asked':
      return 'Zoom was asked for a meeting.';
    case 'meeting-made':
      return 'The Zoom meeting was made.';
    case 'meeting-changed':
      return 'The Zoom meeting was brought in step.';
    case 'meeting-removed':
      return 'The Zoom meeting was removed.';
    case 'meeting-waits':
      return `${whyWords(facts)}${until(facts, reading)}.`;
    case 'meeting-needs-host':
      return `${whyWords(facts)}. This needs you.`;
    case 'place-changed':
      return `${whyWords(facts)}, so the session is held in a built-in call. Everybody was told.`;
    case 'meeting-started':
      return 'The Zoom meeting began.';
    case 'meeting-ended':
      return 'The Zoom meeting ended.';
    case 'call-began':
      return 'The call began.';
    case 'call-ended':
      return callEnded(facts);
    case 'somebody-joined':
      return `${visitorOf(facts)} came in.`;
    case 'somebody-left':
      return `${visitorOf(facts)} left.`;
    case 'disconnected':
      return facts['code'] === 'removed-in-zoom'
        ? 'Parley was removed in your Zoom account. The link goes on working; later changes do not reach Zoom.'
        : 'Zoom was disconnected. The link goes on working; later changes do not reach Zoom.';
  }
}

function cancelled(who: string, guest: string, facts: Happening['facts']): string {
  const what = who === 'You' ? `You cancelled, and we told ${guest}` : `${guest} cancelled`;
  const reason = typeof facts['reason'] === 'string' ? facts['reason'].trim() : '';
  return reason ? `${what}: “${reason}”` : `${what}.`;
}

function visitorOf({ name }: Happening['facts']): string {
  return typeof name === 'string' && name !== '' ? name : 'Somebody';
}

function callEnded({ minutes, quality }: Happening['facts']): string {
  const after = typeof minutes === 'number' ? ` after ${lengthWords(minutes)}` : '';
  const how = HOW_IT_WAS[String(quality)];
  return how ? `The call ended${after}. ${how}` : `The call ended${after}.`;
}

const HOW_IT_WAS: Record<string, string | undefined> = {
  good: 'The connection was good.',
  fair: 'The connection was uneven at times.',
  poor: 'The connection was weak for a good part of it.',
};

function times(facts: Happening['facts'], { zone, now }: Reading): string {
  const { from, to } = facts;
  if (typeof from !== 'string' || typeof to !== 'string') return '';
  const before = momentWords(Temporal.Instant.from(from), zone, now);
  const after = momentWords(Temporal.Instant.from(to), zone, now);
  return before.day === after.day
    ? ` from ${before.time} to ${after.time}`
    : ` from ${before.day}, ${before.time}, to ${after.day}, ${after.time}`;
}

function until({ until: at }: Happening['facts'], { zone, now }: Reading): string {
  if (typeof at !== 'string') return '; it is being tried again';
  const again = Temporal.Instant.from(at);
  if (Temporal.Instant.compare(again, now) < 0) return '; it was tried again';
  return `; trying again at ${untilWords(again, zone, now).replace(/^today, /, '')}`;
}
