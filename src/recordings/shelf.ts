/** The recordings of a session: what there is, who may see it, and how it goes. */
import type { Clock } from '#base';
import type { CallBook } from '#calls';
import type { Db } from '#db';
import type { RecordingFiles } from './files.ts';

export interface RecordingView {
  id: string;
  began: Temporal.Instant;
  /** Parts may still come; the parts are being made whole; it can be played; nothing readable came. */
  is: 'running' | 'being-made' | 'ready' | 'empty';
  seconds: number;
  bytes: number;
  guestsMaySee: boolean;
  consents: { name: string; role: 'host' | 'guest'; at: Temporal.Instant }[];
  /** When it will be deleted by itself. */
  until: Temporal.Instant | undefined;
}

/** Members of an account, or somebody who booked the session. */
export type Reader = { accountIds: readonly string[] } | { bookedSession: string };

export interface Shelf {
  /** Oldest first. */
  ofSession(sessionId: string): Promise<RecordingView[]>;
  /** Where the file lies, for whoever may see it; undefined where there is none. */
  fileOf(recordingId: string, reader: Reader): Promise<string | undefined>;
  share(ids: { accountId: string; recordingId: string }, withGuests: boolean): Promise<void>;
  remove(ids: { accountId: string; recordingId: string }): Promise<void>;
}

export interface ShelfParts {
  db: Db;
  clock: Clock;
  story: CallBook;
  files: RecordingFiles;
}

export function createShelf(parts: ShelfParts): Shelf {
  const { db, files } = parts;
  return {
    async ofSession(sessionId) {
      const rows = await db
        .selectFrom('recording')
        .innerJoin('account', 'account.id', 'recording.account_id')
        .selectAll('recording')
        .select('account.recordings_kept_days as keptDays')
        .where('session_id', '=', sessionId)
        .orderBy('began_at')
        .execute();
      const consents = await consentsOf(db, sessionId);
      return rows.map((row) => ({
        id: row.id,
        began: row.began_at,
        is: row.ready_at
          ? row.file
            ? 'ready'
            : 'empty'
          : row.closed_at
            ? 'being-made'
            : 'running',
        seconds: row.seconds ?? 0,
        bytes: Number(row.bytes),
        guestsMaySee: row.guests_may_see,
        consents: consents.get(row.id) ?? [],
        until: row.keptDays > 0 ? row.stopped_at?.add({ hours: 24 * row.keptDays }) : undefined,
      }));
    },
    async fileOf(recordingId, reader) {
      const one = db
        .selectFrom('recording')
        .select(['file', 'account_id', 'session_id', 'guests_may_see'])
        .where('id', '=', recordingId);
      const row = await one.executeTakeFirst();
      if (!row?.file) return undefined;
      const may =
        'accountIds' in reader
          ? reader.accountIds.includes(row.account_id)
          : row.guests_may_see && row.session_id === reader.bookedSession;
      return may ? files.pathOf(recordingId, row.file) : undefined;
    },
    async share({ accountId, recordingId }, withGuests) {
      await db
        .updateTable('recording')
        .set({ guests_may_see: withGuests })
        .where('id', '=', recordingId)
        .where('account_id', '=', accountId)
        .execute();
    },
    async remove({ accountId, recordingId }) {
      await removeWhere(parts, { accountId, recordingId, by: 'host' });
    },
  };
}

/** The row first: a file that is left behind by chance is found and deleted by the sweep. */
export async function removeWhere(
  { db, clock, story, files }: ShelfParts,
  { accountId, recordingId, by }: { accountId: string; recordingId: string; by: 'host' | 'time' },
): Promise<void> {
  const gone = await db
    .deleteFrom('recording')
    .where('id', '=', recordingId)
    .where('account_id', '=', accountId)
    .where('closed_at', 'is not', null)
    .returning('session_id')
    .executeTakeFirst();
  if (!gone) return;
  await files.remove(recordingId);
  await story.tell(gone.session_id, clock.now(), { kind: 'recording-deleted', by });
}

async function consentsOf(db: Db, sessionId: string) {
  const rows = await db
    .selectFrom('recording_consent')
    .innerJoin('recording', 'recording.id', 'recording_consent.recording_id')
    .select(['recording_id', 'name', 'role', 'agreed_at as at'])
    .where('session_id', '=', sessionId)
    .orderBy('agreed_at')
    .execute();
  return Map.groupBy(rows, (row) => row.recording_id);
}
