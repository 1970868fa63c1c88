/**
 * Browsers write a recording as they go: without its length, and without a list of where each moment
 * stands. Here picture and sound are taken out of the parts untouched and put into a file that has both.
 */
import { open, rename, rm } from 'node:fs/promises';
import {
  Conversion,
  CustomSource,
  FilePathTarget,
  Input,
  MATROSKA,
  MP4,
  Mp4OutputFormat,
  Output,
  WEBM,
  WebMOutputFormat,
} from 'mediabunny';

export interface Part {
  path: string;
  bytes: number;
}

export type Made =
  | { ok: true; file: string; seconds: number }
  | { ok: false; reason: 'unreadable' };

/** Writes `whole.webm` or `whole.mp4`, whichever the browser recorded. Twice at once does no harm. */
export async function makeWhole(
  parts: readonly Part[],
  { pathOf, word }: { pathOf(file: string): string; word: string },
): Promise<Made> {
  using input = new Input({ source: sourceOf(parts), formats: [WEBM, MATROSKA, MP4] });
  if (!(await input.canRead())) return { ok: false, reason: 'unreadable' };
  const mp4 = (await input.getFormat()) === MP4;
  const file = mp4 ? 'whole.mp4' : 'whole.webm';
  const unfinished = pathOf(`${word}.coming`);
  const output = new Output({
    format: mp4 ? new Mp4OutputFormat({ fastStart: false }) : new WebMOutputFormat(),
    target: new FilePathTarget(unfinished),
  });
  try {
    const conversion = await Conversion.init({ input, output, showWarnings: false });
    if (!conversion.isValid) return { ok: false, reason: 'unreadable' };
    await conversion.execute();
    const seconds = await input.computeDuration();
    await rename(unfinished, pathOf(file));
    return { ok: true, file, seconds };
  } finally {
    await rm(unfinished, { force: true });
  }
}

/** Reads the parts as if they were one file. */
function sourceOf(parts: readonly Part[]): CustomSource {
  const size = parts.reduce((sum, { bytes }) => sum + bytes, 0);
  return new CustomSource({
    getSize: () => size,
    async read(start, end) {
      const wanted = new Uint8Array(end - start);
      let begins = 0;
      for (const { path, bytes } of parts) {
        const from = Math.max(start, begins);
        const until = Math.min(end, begins + bytes);
        if (from < until)
          await readInto(wanted.subarray(from - start, until - start), path, from - begins);
        begins += bytes;
      }
      return wanted;
    },
  });
}

async function readInto(target: Uint8Array, path: string, position: number): Promise<void> {
  await using file = await open(path);
  let done = 0;
  while (done < target.length) {
    const { bytesRead } = await file.read(target, done, target.length - done, position + done);
    if (bytesRead === 0) throw new Error('a part of a recording became shorter');
    done += bytesRead;
  }
}
