import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '#base';
import type { Letter, Mailer } from './mailer.ts';

interface KeptLetter extends Letter {
  id: string;
  from: string;
  to: string;
  at: Temporal.Instant;
}

/** Mail kept on disk instead of being posted, for whoever runs Parley without a post office. */
export interface Mailbox extends Mailer {
  /** Newest first; 100 unless told otherwise. */
  list(limit?: number): Promise<Pick<KeptLetter, 'id' | 'to' | 'subject' | 'at'>[]>;
  read(id: string): Promise<KeptLetter | undefined>;
}

/** Nothing that could leave the folder: no dot, no slash. */
const SAFE_ID = /^[A-Za-z0-9_-]{1,100}$/;

/**
 * One JSON file a letter, named by its id; posting a letter twice keeps one. Ids stand in the
 * order of making, so that the newest are found without opening every file.
 * Throws where `send` is given an id that is no file name.
 */
export function createMailbox(options: { folder: string; from: string; clock: Clock }): Mailbox {
  const { folder, from, clock } = options;
  const fileOf = (id: string) => join(folder, `${id}.json`);

  async function read(id: string): Promise<KeptLetter | undefined> {
    if (!SAFE_ID.test(id)) return undefined;
    const json = await unlessMissing(readFile(fileOf(id), 'utf8'));
    if (json === undefined) return undefined;
    const letter = JSON.parse(json);
    return { ...letter, at: Temporal.Instant.from(letter.at) };
  }

  return {
    async send(letter) {
      if (!SAFE_ID.test(letter.id)) throw new Error('a letter needs an id that can name a file');
      // Letters hold private links: for the owner's eyes only.
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const kept = JSON.stringify({ ...letter, from, at: clock.now() }, null, 2);
      const file = fileOf(letter.id);
      // Written aside and renamed, so that nobody ever reads half a letter.
      await writeFile(`${file}.new`, kept, { mode: 0o600 });
      await rename(`${file}.new`, file);
    },
    async list(limit = 100) {
      const names = (await unlessMissing(readdir(folder))) ?? [];
      const ids = names.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -5));
      const newest = ids.toSorted().toReversed().slice(0, limit);
      const letters = await Promise.all(newest.map(read));
      return letters
        .filter((letter) => letter !== undefined)
        .map(({ id, to, subject, at }) => ({ id, to, subject, at }))
        .toSorted((a, b) => Temporal.Instant.compare(b.at, a.at));
    },
    read,
  };
}

async function unlessMissing<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
