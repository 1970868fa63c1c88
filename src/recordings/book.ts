/** What the calls tell of recordings: who agreed and when, when one began and ended. */
import type { Clock } from '#base';
import type { Agreement, CallBook, CallHappening, RecordingBook } from '#calls';
import type { Db } from '#db';
import { FREE_BYTES, type RecordingFiles } from './files.ts';

export interface BookParts {
  db: Db;
  clock: Clock;
  story: CallBook;
  files: RecordingFiles;
}

export function createRecordingBook(parts: BookParts): RecordingBook {
  const { db, clock, story, files } = parts;
  const tell = (sessionId: string, happening: CallHappening, at = clock.now()) =>
    story.tell(sessionId, at, happening);
  return {
    asked: (sessionId, name, at) => tell(sessionId, { kind: 'recording-asked', name }, at),
    refused: (sessionId, name) => tell(sessionId, { kind: 'recording-refused', name }),
    async begin({ id, sessionId, accountId, personId }, agreed) {
      if ((await files.bytesFree()) < FREE_BYTES) return false;
      const now = clock.now();
      await db.transaction().execute(async (tx) => {
        await tx
          .insertInto('recording')
          .values({
            ...{ id, session_id: sessionId, account_id: accountId, person_id: personId },
            ...{ began_at: now, heard_at: now },
            ...{ stopped_at: null, closed_at: null, ready_at: null, file: null, seconds: null },
          })
          .execute();
        await tx
          .insertInto('recording_consent')
          .values(agreed.map((agreement) => consentRow(id, agreement)))
          .execute();
      });
      for (const { name, at } of agreed)
        await tell(sessionId, { kind: 'recording-agreed', name }, at);
      await tell(sessionId, { kind: 'recording-began' });
      return true;
    },
    async agree(recordingId, agreement) {
      await db.insertInto('recording_consent').values(consentRow(recordingId, agreement)).execute();
      const { session_id } = await db
        .selectFrom('recording')
        .select('session_id')
        .where('id', '=', recordingId)
        .executeTakeFirstOrThrow();
      const { name, at } = agreement;
      await tell(session_id, { kind: 'recording-agreed', name }, at);
    },
    stop: (recordingId) => stop(parts, recordingId),
  };
}

/** Told by the call, or by the browser that recorded: whoever comes first writes the line. */
export async function stop(
  { db, clock, story }: Pick<BookParts, 'db' | 'clock' | 'story'>,
  recordingId: string,
  at = clock.now(),
): Promise<void> {
  const stopped = await db
    .updateTable('recording')
    .set({ stopped_at: at })
    .where('id', '=', recordingId)
    .where('stopped_at', 'is', null)
    .returning(['session_id', 'began_at'])
    .executeTakeFirst();
  if (!stopped) return;
  const minutes = Math.max(1, Math.round(stopped.began_at.until(at).total('minutes')));
  await story.tell(stopped.session_id, at, { kind: 'recording-ended', minutes });
}

function consentRow(recordingId: string, { name, role, at }: Agreement) {
  return { recording_id: recordingId, name, role, agreed_at: at };
}
