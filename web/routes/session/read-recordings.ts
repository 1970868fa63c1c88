import type { Parley } from '#http';
import type { RecordingView } from '#recordings';
import { lengthWords } from '../../words/lengths.ts';
import { momentWords } from '../../words/moments.ts';

/** A recording in words. `src` is there where it can be played. */
export interface RecordingWords {
  id: string;
  title: string;
  facts: string[];
  says: string | undefined;
  src: string | undefined;
  fileName: string;
  shared: boolean;
  /** While parts still come there is nothing to delete yet. */
  whole: boolean;
}

interface Reading {
  zone: string;
  now: Temporal.Instant;
  /** The page of the session, or the guest's own. */
  href: string;
}

/** Those of a session, as its host sees them. */
export async function hostRecordings(parley: Parley, sessionId: string, reading: Reading) {
  const all = await parley.recordings.ofSession(sessionId);
  return all.map((one) => wordsOf(one, reading));
}

/** Those the host lets guests see. */
export async function guestRecordings(parley: Parley, sessionId: string, reading: Reading) {
  const all = await parley.recordings.ofSession(sessionId);
  return all
    .filter(({ is, guestsMaySee }) => is === 'ready' && guestsMaySee)
    .map((one) => wordsOf(one, reading));
}

function wordsOf(one: RecordingView, { zone, now, href }: Reading): RecordingWords {
  const { day, time } = momentWords(one.began, zone, now);
  const ready = one.is === 'ready';
  const until = one.until && momentWords(one.until, zone, now).day;
  return {
    id: one.id,
    title: `${day}, ${time}`,
    facts: [
      ...(ready ? [`${lasting(one.seconds)}, ${sizeWords(one.bytes)}`] : []),
      `Agreed: ${one.consents.map(({ name, at }) => `${name} at ${momentWords(at, zone, now).time}`).join(', ')}`,
      ...(one.is === 'running' ? [] : [until ? `Kept until ${until}` : 'Kept until it is deleted']),
    ],
    says: SAYS[one.is],
    src: ready ? `${href}/recordings/${one.id}` : undefined,
    fileName: `${day} ${time}`.replaceAll(/[^\p{L}\p{N}]+/gu, '-'),
    shared: one.guestsMaySee,
    whole: one.is !== 'running',
  };
}

const SAYS: Record<RecordingView['is'], string | undefined> = {
  running: 'Being recorded, or its last part is still on its way.',
  'being-made': 'It is being made ready to play. Load the page anew in a moment.',
  ready: undefined,
  empty: 'Nothing that can be played arrived. You can delete it.',
};

function lasting(seconds: number): string {
  return seconds < 60 ? `${seconds} seconds` : lengthWords(Math.round(seconds / 60));
}

function sizeWords(bytes: number): string {
  const megabytes = bytes / 1e6;
  return megabytes < 10 ? `${megabytes.toFixed(1)} MB` : `${Math.round(megabytes)} MB`;
}

const DEEDS = ['show-recording', 'hide-recording', 'delete-recording'] as const;
export type RecordingDeed = (typeof DEEDS)[number];

export function recordingDeed(word: string): RecordingDeed | undefined {
  return DEEDS.find((deed) => deed === word);
}

/** Does it, and answers the word under which the page says so. */
export async function changeRecording(
  { recordings }: Parley,
  ids: { accountId: string; recordingId: string },
  deed: RecordingDeed,
): Promise<string> {
  if (deed === 'delete-recording') await recordings.remove(ids);
  else await recordings.share(ids, deed === 'show-recording');
  return deed;
}

export const RECORDING_SAID: Record<RecordingDeed, string> = {
  'show-recording': 'Everybody who booked this session can see the recording on their page now.',
  'hide-recording': 'Guests do not see the recording any more.',
  'delete-recording': 'The recording is deleted, for good.',
};
