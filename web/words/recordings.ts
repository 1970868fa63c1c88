import type { RecordingView } from '#recordings';
import { lengthWords } from './lengths.ts';
import { momentWords } from './moments.ts';

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
export function hostRecordings(all: RecordingView[], reading: Reading): RecordingWords[] {
  return all.map((one) => wordsOf(one, reading));
}

/** Those the host lets guests see. */
export function guestRecordings(all: RecordingView[], reading: Reading): RecordingWords[] {
  return hostRecordings(
    all.filter(({ is, guestsMaySee }) => is === 'ready' && guestsMaySee),
    reading,
  );
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
