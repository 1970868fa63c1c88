/** Where recordings lie: a folder each, with the parts as they came, and later the whole. */
import { link, mkdir, readdir, rm, stat, statfs, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Ids } from '#base';

/** A part is two seconds of picture and sound, some 500 kB; more after a browser was held up. */
export const LARGEST_PART_BYTES = 16 * 1024 * 1024;

/** Left for everything else on that disk. */
export const FREE_BYTES = 512 * 1024 ** 2;

const PART = /^\d{6}\.part$/;

export interface RecordingFiles {
  /** False where this part is there already: it is sent again when its answer got lost. */
  keepPart(id: string, no: number, bytes: Uint8Array): Promise<boolean>;
  /** The paths of the parts in their order, up to the first that is missing. */
  parts(id: string): Promise<{ path: string; bytes: number }[]>;
  pathOf(id: string, file: string): string;
  removeParts(id: string): Promise<void>;
  remove(id: string): Promise<void>;
  /** Every recording there is a folder of. */
  all(): Promise<string[]>;
  bytesFree(): Promise<number>;
}

export function createRecordingFiles({
  folder,
  ids,
}: {
  folder: string;
  ids: Pick<Ids, 'id'>;
}): RecordingFiles {
  const folderOf = (id: string) => join(folder, id);
  const partsOf = async (id: string) => {
    const names = await readdir(folderOf(id)).catch(ifMissing([]));
    return names.filter((name) => PART.test(name)).toSorted();
  };
  return {
    async keepPart(id, no, bytes) {
      await mkdir(folderOf(id), { recursive: true, mode: 0o700 });
      const unfinished = join(folderOf(id), `${ids.id()}.coming`);
      try {
        await writeFile(unfinished, bytes, { mode: 0o600 });
        // A name that is taken stays with the first: nobody ever reads half a part.
        return await link(unfinished, join(folderOf(id), partName(no))).then(
          () => true,
          ifTaken(false),
        );
      } finally {
        await unlink(unfinished).catch(() => {});
      }
    },
    async parts(id) {
      const names = await partsOf(id);
      const gap = names.findIndex((name, no) => name !== partName(no));
      const paths = (gap === -1 ? names : names.slice(0, gap)).map((n) => join(folderOf(id), n));
      return await Promise.all(
        paths.map(async (path) => ({ path, bytes: (await stat(path)).size })),
      );
    },
    pathOf: (id, file) => join(folderOf(id), file),
    async removeParts(id) {
      for (const name of await partsOf(id)) await rm(join(folderOf(id), name), { force: true });
    },
    remove: (id) => rm(folderOf(id), { recursive: true, force: true }),
    all: () => readdir(folder).catch(ifMissing([])),
    async bytesFree() {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const { bavail, bsize } = await statfs(folder);
      return bavail * bsize;
    },
  };
}

function partName(no: number): string {
  return `${String(no).padStart(6, '0')}.part`;
}

function ifMissing<T>(otherwise: T): (error: unknown) => T {
  return ifCode('ENOENT', otherwise);
}

function ifTaken<T>(otherwise: T): (error: unknown) => T {
  return ifCode('EEXIST', otherwise);
}

function ifCode<T>(code: string, otherwise: T): (error: unknown) => T {
  return (error) => {
    if (error instanceof Error && 'code' in error && error.code === code) return otherwise;
    throw error;
  };
}
