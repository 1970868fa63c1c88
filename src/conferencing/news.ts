/** What the provider tells by itself only asks for another pass, or becomes a line in a story. */
import type { Clock } from '#base';
import type { Db, Tx } from '#db';
import type { Jobs } from '#jobs';
import type { ProviderNews } from './provider.ts';
import { ringToLook } from './ring.ts';
import type { SessionBook } from './session-book.ts';

interface NewsParts {
  db: Db;
  clock: Clock;
  jobs: Jobs;
  book: SessionBook;
}

/** Beforehand, for hosts whose plan lets them change meetings without our being told. */
const LOOK_BEFORE_START = { hours: 1 };

export function createNews(parts: NewsParts): ProviderNews {
  const { jobs, book } = parts;
  return {
    async meetingStirred(tx, meetingId) {
      await ringToLook(parts, tx, await sessionsOf(tx, meetingId));
    },

    async meetingLived(tx, meetingId, life) {
      for (const sessionId of await sessionsOf(tx, meetingId)) {
        await book.tellLife(tx, sessionId, life);
      }
    },

    async grantRemoved(tx, grantId, saidAt) {
      await jobs.send(tx, 'grant-removed', [{ grantId, saidAt: saidAt?.toString() ?? null }]);
    },
  };
}

/** Asks for a look at the meeting of every session that begins soon and was not seen since. */
export async function lookAhead(parts: Pick<NewsParts, 'db' | 'clock' | 'jobs'>): Promise<void> {
  const now = parts.clock.now();
  await parts.db.transaction().execute(async (tx) => {
    const soon = await tx
      .selectFrom('desired_meeting as desired')
      .innerJoin('observed_meeting as observed', 'observed.session_id', 'desired.session_id')
      .select(['desired.session_id', 'desired.starts_at', 'observed.seen_at'])
      .where('desired.wanted', '=', true)
      .where('desired.managed', '=', true)
      .where('desired.starts_at', '>', now)
      .where('desired.starts_at', '<=', now.add(LOOK_BEFORE_START))
      .where('observed.meeting_id', 'is not', null)
      .where('observed.look_wanted_at', 'is', null)
      .execute();
    const unseen = soon
      .filter(({ starts_at: start, seen_at: seen }) => {
        return !seen || Temporal.Instant.compare(seen, start.subtract(LOOK_BEFORE_START)) < 0;
      })
      .map((row) => row.session_id);
    await ringToLook(parts, tx, unseen);
  });
}

async function sessionsOf(tx: Tx, meetingId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('observed_meeting')
    .select('session_id')
    .where('meeting_id', '=', meetingId)
    .execute();
  return rows.map((row) => row.session_id);
}
