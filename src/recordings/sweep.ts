/** What the minute brings: browsers that never came back, recordings that have had their time. */
import { sql } from 'kysely';
import type { Log } from '#base';
import { removeWhere, type ShelfParts } from './shelf.ts';
import { closeFor, type UptakeParts } from './uptake.ts';

/** After the call said it ended, for what was on its way. */
const REST_WAITED_FOR = { minutes: 5 };
/** Where even the call is gone; a recording that rests until somebody agrees sends nothing meanwhile. */
const SILENCE = { minutes: 30 };
/** A job that was lost is sent again. */
const MADE_WITHIN = { minutes: 10 };

export async function sweep(parts: ShelfParts & UptakeParts & { log: Log }): Promise<void> {
  await closeLeftOpen(parts);
  await askAgain(parts);
  await deleteOld(parts);
  await deleteUnknown(parts);
}

async function closeLeftOpen(parts: UptakeParts): Promise<void> {
  const { db, clock } = parts;
  const now = clock.now();
  const left = await db
    .selectFrom('recording')
    .select(['id', 'heard_at'])
    .where('closed_at', 'is', null)
    .where((where) =>
      where.or([
        where.and([
          where('stopped_at', '<', now.subtract(REST_WAITED_FOR)),
          where('heard_at', '<', now.subtract(REST_WAITED_FOR)),
        ]),
        where('heard_at', '<', now.subtract(SILENCE)),
      ]),
    )
    .execute();
  for (const { id, heard_at } of left) await closeFor(parts, id, heard_at);
}

async function askAgain({ db, clock, jobs }: UptakeParts): Promise<void> {
  const rows = await db
    .selectFrom('recording')
    .select('id as recordingId')
    .where('ready_at', 'is', null)
    .where('closed_at', '<', clock.now().subtract(MADE_WITHIN))
    .execute();
  if (rows.length === 0) return;
  await db.transaction().execute((tx) => jobs.send(tx, 'finish-recording', rows));
}

async function deleteOld(parts: ShelfParts): Promise<void> {
  const old = await parts.db
    .selectFrom('recording')
    .innerJoin('account', 'account.id', 'recording.account_id')
    .select(['recording.id as recordingId', 'account_id as accountId'])
    .where('recordings_kept_days', '>', 0)
    .where(
      'stopped_at',
      '<',
      sql<Temporal.Instant>`${parts.clock.now()}::timestamptz - make_interval(hours => 24 * recordings_kept_days)`,
    )
    .execute();
  for (const ids of old) await removeWhere(parts, { ...ids, by: 'time' });
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Of accounts that were deleted with everything in them. A row stands before its first part comes. */
async function deleteUnknown({ db, files, log }: ShelfParts & { log: Log }): Promise<void> {
  const folders = (await files.all()).filter((name) => UUID.test(name));
  if (folders.length === 0) return;
  const known = await db.selectFrom('recording').select('id').where('id', 'in', folders).execute();
  const ids = new Set(known.map(({ id }) => id));
  for (const folder of folders.filter((name) => !ids.has(name))) {
    await files.remove(folder);
    log.info({ recordingId: folder }, 'files of a recording nobody knows were deleted');
  }
}
