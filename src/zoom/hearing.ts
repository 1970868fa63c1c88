/** Notes that something was heard from Zoom, and nothing of what it was. */
import { sql } from 'kysely';
import type { Clock, Log } from '#base';
import type { Db } from '#db';
import type { ZoomEvent } from './events.ts';

export type Heard = 'challenge' | 'meeting' | 'removal' | 'other' | 'refused';

/** Never throws: Zoom gets its answer whether or not it could be noted. */
export async function noteHeard(
  { db, clock, log }: { db: Db; clock: Clock; log: Log },
  kind: Heard,
): Promise<void> {
  const note = { kind, last_at: clock.now(), times: 1 };
  await db
    .insertInto('zoom_hearing')
    .values(note)
    .onConflict((conflict) =>
      conflict
        .column('kind')
        .doUpdateSet({ last_at: note.last_at, times: sql`zoom_hearing.times + 1` }),
    )
    .execute()
    .catch((error: unknown) =>
      log.warn({ error: String(error) }, 'an event of Zoom could not be counted'),
    );
}

export function kindOf(event: ZoomEvent | undefined): Heard {
  if (event?.kind === 'challenge') return 'challenge';
  if (event?.kind === 'removed') return 'removal';
  return event ? 'meeting' : 'other';
}
