import type { Happening } from '#sessions';
import { lengthWords } from './lengths.ts';
import { whyWords } from './meeting-state.ts';
import { notAtHandWords } from './not-at-hand.ts';
import { atWords, clockTime, momentWords } from './moments.ts';

interface Reading {
  zone: string;
  now: Temporal.Instant;
}

/** The story of a session as its host reads it, oldest first. `at` is 'Mon 14:02'. */
export function hostStory(
  happenings: readonly Happening[],
  reading: Reading,
): { at: string; iso: string; words: string }[] {
  return joinLetters(happenings).map((happening) => ({
    at: momentWords(happening.at, reading.zone, reading.now).short,
    iso: happening.at.toString(),
    words: sentence(happening, reading),
  }));
}

function sentence({ at, kind, facts }: Happening, reading: Reading): string {
  const guest = typeof facts['guest'] === 'string' ? facts['guest'] : 'The guest';
  const who = facts['by'] === 'host' ? 'You' : guest;
  switch (kind) {
    case 'booked':
      return `${guest} booked.${standsInWords(facts)}`;
    case 'moved':
      return `${who} moved the session${times(facts, reading)}.${standsInWords(facts)}`;
    case 'cancelled':
      return cancelled(who, guest, facts);
    case 'meeting-asked':
      return 'Zoom was asked for a meeting.';
    case 'meeting-made':
      return 'The Zoom meeting was made.';
    case 'meeting-found':
      return 'The Zoom meeting stood already: it was found by its mark, after Zoom’s answer got lost.';
    case 'meeting-changed':
      return 'The Zoom meeting was brought in step.';
    case 'meeting-removed':
    case 'meeting-left':
      return removed(kind);
    case 'meeting-waits':
      return `${whyWords(facts, often(facts, at, reading))}${until(facts, reading)}.`;
    case 'meeting-needs-host':
      return `${whyWords(facts, often(facts, at, reading))}. This needs you.`;
    case 'place-changed':
      return placeChanged(facts);
    case 'place-asked':
      return 'You chose Zoom. The session stays in its built-in call until the meeting stands.';
    case 'stays-built-in':
      return stays(facts);
    case 'drift-resolved':
      return 'You put the meeting back as it stands here.';
    case 'meeting-started':
      return 'The Zoom meeting began.';
    case 'meeting-ended':
      return 'The Zoom meeting ended.';
    case 'call-began':
      return 'The call began.';
    case 'call-ended':
      return callEnded(facts);
    case 'mail-sent':
      return `${letter(facts)} went to ${text(facts['recipient'])}.`;
    case 'mail-failed':
      return `${letter(facts)} to ${text(facts['recipient'])} could not be delivered.`;
    case 'somebody-joined':
      return `${visitorOf(facts)} came in.`;
    case 'somebody-left':
      return `${visitorOf(facts)} left.`;
    case 'recording-asked':
    case 'recording-agreed':
    case 'recording-refused':
    case 'recording-began':
    case 'recording-ended':
    case 'recording-deleted':
      return ofRecording(kind, facts);
    case 'disconnected':
      return disconnected(facts);
  }
}

type OfRecording = Extract<Happening['kind'], `recording-${string}`>;

function ofRecording(kind: OfRecording, facts: Happening['facts']): string {
  switch (kind) {
    case 'recording-asked':
      return `${visitorOf(facts)} asked to record the call.`;
    case 'recording-agreed':
      return `${visitorOf(facts)} agreed to be recorded.`;
    case 'recording-refused':
      return `${visitorOf(facts)} left without agreeing, so nothing was recorded.`;
    case 'recording-began':
      return 'Everybody had agreed: the recording began.';
    case 'recording-ended':
      return `The recording ended${afterMinutes(facts)}.`;
    case 'recording-deleted':
      return facts['by'] === 'time'
        ? 'The recording was deleted: it had been kept as long as your account keeps recordings.'
        : 'The recording was deleted.';
  }
}

function disconnected({ code }: Happening['facts']): string {
  const how =
    code === 'removed-in-zoom'
      ? 'Parley was removed in your Zoom account'
      : 'Zoom was disconnected';
  return `${how}. The link goes on working; later changes do not reach Zoom.`;
}

function removed(kind: 'meeting-removed' | 'meeting-left'): string {
  return kind === 'meeting-removed'
    ? 'The Zoom meeting was removed.'
    : 'Parley could not remove the Zoom meeting and has given up. It may still stand in Zoom.';
}

function standsInWords({ insteadOfZoom: why }: Happening['facts']): string {
  const words = notAtHandWords(why);
  return words ? ` ${words}, so this session takes place in a built-in call.` : '';
}

function placeChanged(facts: Happening['facts']): string {
  if (facts['to'] === 'zoom') return 'The session moved to Zoom. Everybody was told.';
  if (facts['code'] === 'chosen')
    return 'You moved the session to a built-in call. Everybody was told.';
  return `${whyWords(facts)}, so the session is held in a built-in call. Everybody was told.`;
}

function stays({ code }: Happening['facts']): string {
  if (code === 'chosen') return 'You kept the session in its built-in call.';
  const why = code === 'disconnected' ? 'Zoom was disconnected' : 'Zoom had no meeting in time';
  return `${why}, so the session stays in its built-in call.`;
}

/** ' 5 times between 14:05 and 14:40' */
function often(
  { times, last }: Happening['facts'],
  at: Temporal.Instant,
  { zone }: Reading,
): string {
  if (typeof times !== 'number' || typeof last !== 'string') return '';
  const [from, to] = [clockTime(at, zone), clockTime(Temporal.Instant.from(last), zone)];
  return from === to ? ` ${times} times` : ` ${times} times between ${from} and ${to}`;
}

const LETTERS: Record<string, string> = {
  booked: 'A mail about the booking',
  moved: 'A mail about the new time',
  cancelled: 'A mail about the cancellation',
  'place-changed': 'A mail about the new place',
  'day-before': 'A reminder, a day before the start,',
  'hour-before': 'A reminder, an hour before the start,',
};

function letter({ about }: Happening['facts']): string {
  return LETTERS[text(about)] ?? 'A mail about the session';
}

/** Letters of one kind that went out one after the other are one line. */
function joinLetters(happenings: readonly Happening[]): Happening[] {
  const joined: Happening[] = [];
  for (const happening of happenings) {
    const { kind, facts } = happening;
    const before = joined.at(-1);
    const same = before?.kind === kind && before.facts['about'] === facts['about'];
    if (kind !== 'mail-sent' || !before || !same) joined.push(happening);
    else {
      const recipient = `${text(before.facts['recipient'])} and ${text(facts['recipient'])}`;
      joined[joined.length - 1] = { ...before, facts: { ...facts, recipient } };
    }
  }
  return joined;
}

function text(fact: unknown): string {
  return typeof fact === 'string' ? fact : '';
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
  const after = afterMinutes({ minutes });
  const how = HOW_IT_WAS[String(quality)];
  return how ? `The call ended${after}. ${how}` : `The call ended${after}.`;
}

function afterMinutes({ minutes }: Happening['facts']): string {
  return typeof minutes === 'number' ? ` after ${lengthWords(minutes)}` : '';
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
  return `; trying again ${atWords(again, zone, now)}`;
}
