import type { Clock, Ids, Log } from '#base';
import type { Db } from '#db';
import type { RecordingFiles } from './files.ts';

interface FinishParts {
  db: Db;
  clock: Clock;
  ids: Ids;
  log: Log;
  files: RecordingFiles;
}

/** Makes one file of the parts. Where nothing readable came there is nothing to keep. */
export async function finish(parts: FinishParts, id: string): Promise<void> {
  const { db, clock, ids, log, files } = parts;
  const row = await db
    .selectFrom('recording')
    .select(['ready_at', 'bytes'])
    .where('id', '=', id)
    .where('closed_at', 'is not', null)
    .executeTakeFirst();
  if (!row) return;
  if (row.ready_at) return await files.removeParts(id);
  const pathOf = (file: string) => files.pathOf(id, file);
  const came = await files.parts(id);
  // Marking it empty would lose it for good, when only a disk is not where it should be.
  if (came.length === 0 && Number(row.bytes) > 0)
    throw new Error('the parts of a recording are not in this DATA_DIR');
  // Only where a recording was made: what reads films is large, and web processes never do.
  const { makeWhole } = await import('./whole.ts');
  const made = came.length > 0 && (await makeWhole(came, { pathOf, word: ids.id() }));
  if (!made || !made.ok) {
    log.warn({ recordingId: id, parts: came.length }, 'a recording came out empty');
    await db.updateTable('recording').set({ ready_at: clock.now() }).where('id', '=', id).execute();
    return await files.removeParts(id);
  }
  await db
    .updateTable('recording')
    .set({ ready_at: clock.now(), file: made.file, seconds: Math.round(made.seconds) })
    .where('id', '=', id)
    .execute();
  await files.removeParts(id);
}
