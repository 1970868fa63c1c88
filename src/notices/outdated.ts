/** Letters that waited until they were not true any more. */
import type { Db } from '#db';
import { REMINDERS } from './facts.ts';

interface Waiting {
  id: string;
  booking_id: string | null;
  kind: string;
  recipient: string;
  facts: Record<string, unknown>;
  created_at: Temporal.Instant;
}

export async function isOutdated(db: Db, notice: Waiting, now: Temporal.Instant): Promise<boolean> {
  const { goodUntil } = notice.facts;
  const late =
    typeof goodUntil === 'string' &&
    Temporal.Instant.compare(Temporal.Instant.from(goodUntil), now) < 0;
  return late || (await isOvertaken(db, notice));
}

/**
 * Whether the same reader has had a letter about the same booking that was written later. For a reminder
 * it is enough that one was written: it tells of a change. Reminders themselves tell of none.
 */
async function isOvertaken(db: Db, notice: Waiting): Promise<boolean> {
  if (!notice.booking_id) return false;
  const reader = notice.kind.slice(notice.kind.lastIndexOf('-'));
  const changes = db
    .selectFrom('notice')
    .select('id')
    .where('booking_id', '=', notice.booking_id)
    .where('recipient', '=', notice.recipient)
    .where('kind', 'like', `%${reader}`)
    .where('kind', 'not in', REMINDERS)
    .where((where) =>
      where.or([
        where('created_at', '>', notice.created_at),
        where.and([where('created_at', '=', notice.created_at), where('id', '>', notice.id)]),
      ]),
    )
    .limit(1);
  const reminds = REMINDERS.some((kind) => kind === notice.kind);
  const overtaking = reminds ? changes : changes.where('sent_at', 'is not', null);
  return (await overtaking.executeTakeFirst()) !== undefined;
}
