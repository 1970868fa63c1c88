/** Recordings of built-in calls: taken in parts from the host's browser, made whole, kept for a while. */
import type { Clock, Ids, Log } from '#base';
import type { CallBook, RecordingBook } from '#calls';
import type { Db } from '#db';
import type { Jobs } from '#jobs';
import { createRecordingBook } from './book.ts';
import { createRecordingFiles } from './files.ts';
import { finish } from './finish.ts';
import { createShelf, type Shelf } from './shelf.ts';
import { sweep } from './sweep.ts';
import { createUptake, type Uptake } from './uptake.ts';

export interface Recordings extends Uptake, Shelf {
  /** What the calls tell. */
  book: RecordingBook;
  /** Makes the parts whole. May run twice. */
  finish(recordingId: string): Promise<void>;
  /** Ends what was left open, deletes what has had its time, and files nobody knows. */
  sweep(): Promise<void>;
}

export interface RecordingParts {
  db: Db;
  clock: Clock;
  ids: Ids;
  log: Log;
  jobs: Jobs;
  /** For the story of the session. */
  story: CallBook;
  /** All web processes and workers need the same one. */
  folder: string;
  /** The most one recording may hold. */
  largestBytes?: number;
}

/** Three hours or so. */
const LARGEST_BYTES = 2 * 1024 ** 3;

export function createRecordings(parts: RecordingParts): Recordings {
  const files = createRecordingFiles(parts);
  const inside = { largestBytes: LARGEST_BYTES, ...parts, files };
  return {
    ...createUptake(inside),
    ...createShelf(inside),
    book: createRecordingBook(inside),
    finish: (recordingId) => finish(inside, recordingId),
    sweep: () => sweep(inside),
  };
}
