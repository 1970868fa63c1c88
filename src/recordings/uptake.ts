/** Takes in the parts as the host's browser sends them, at whichever web process they arrive. */
import { sql } from 'kysely';
import type { Clock, Log } from '#base';
import type { Jobs } from '#jobs';
import { stop, type BookParts } from './book.ts';

export type Taken =
  | { ok: true }
  | { ok: false; reason: 'not-found' | 'ended' | 'too-large' | 'no-room' };

export interface Uptake {
  /** Parts are numbered from 0. Sent twice, one counts once. */
  takePart(personId: string, recordingId: string, no: number, bytes: Uint8Array): Promise<Taken>;
  /** The last part was sent. */
  close(personId: string, recordingId: string): Promise<Taken>;
}

export interface UptakeParts extends BookParts {
  clock: Clock;
  log: Log;
  jobs: Jobs;
  largestBytes: number;
}

/** Two seconds each, for half a day. */
const MOST_PARTS = 21_600;

export function createUptake(parts: UptakeParts): Uptake {
  const { db, clock, log, files, largestBytes } = parts;
  const find = (personId: string, id: string) =>
    db
      .selectFrom('recording')
      .select(['bytes', 'closed_at'])
      .where('id', '=', id)
      .where('person_id', '=', personId)
      .executeTakeFirst();
  return {
    async takePart(personId, id, no, bytes) {
      const found = await find(personId, id);
      if (!found) return { ok: false, reason: 'not-found' };
      if (found.closed_at) return { ok: false, reason: 'ended' };
      if (Number(found.bytes) + bytes.length > largestBytes || no >= MOST_PARTS) {
        await closeFor(parts, id);
        return { ok: false, reason: 'too-large' };
      }
      try {
        if (!(await files.keepPart(id, no, bytes))) return { ok: true };
      } catch (error) {
        if (!isFull(error)) throw error;
        log.error({ recordingId: id }, 'the disk is full, so a recording ended');
        await closeFor(parts, id);
        return { ok: false, reason: 'no-room' };
      }
      await db
        .updateTable('recording')
        .set({ bytes: sql`bytes + ${bytes.length}`, heard_at: clock.now() })
        .where('id', '=', id)
        .execute();
      return { ok: true };
    },
    async close(personId, id) {
      if (!(await find(personId, id))) return { ok: false, reason: 'not-found' };
      await closeFor(parts, id);
      return { ok: true };
    },
  };
}

/** Takes no more parts, and has those there are made whole. */
export async function closeFor(
  parts: Pick<UptakeParts, 'db' | 'clock' | 'story' | 'jobs'>,
  id: string,
  at = parts.clock.now(),
): Promise<void> {
  await stop(parts, id, at);
  await parts.db.transaction().execute(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('recording')
      .set({ closed_at: parts.clock.now() })
      .where('id', '=', id)
      .where('closed_at', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows > 0n) await parts.jobs.send(tx, 'finish-recording', [{ recordingId: id }]);
  });
}

function isFull(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && ['ENOSPC', 'EDQUOT'].includes(String(error.code))
  );
}
