import type { Tx } from '#db';
import { notify, outdateCalendars, tell, type RecordParts } from './records.ts';
import { bookingsOf, type BookedSession } from './rows.ts';

export type PlaceParts = RecordParts;

interface Change {
  to: 'built-in' | 'zoom';
  /** In a sentence, for the host's mail. */
  why: string;
  /** For the session's story. */
  facts: Record<string, unknown>;
}

/**
 * The session takes place elsewhere from now on; everybody in it is told, once, and keeps their
 * link. Answers where it was held before; undefined when it is cancelled. Already there, nothing
 * happens. Under its lock.
 */
export async function changePlace(
  parts: PlaceParts,
  tx: Tx,
  sessionId: string,
  { to, why, facts }: Change,
): Promise<BookedSession['place'] | undefined> {
  const session = await tx
    .selectFrom('session')
    .select('place')
    .where('id', '=', sessionId)
    .where('cancelled_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!session || session.place === to || session.place === 'words') return session?.place;
  await tx.updateTable('session').set({ place: to }).where('id', '=', sessionId).execute();
  await outdateCalendars(tx, sessionId);
  await tell(parts, tx, { sessionId, kind: 'place-changed', facts: { ...facts, to } });
  await notify(parts, tx, await bookingsOf(tx, sessionId), { kind: 'place-changed', why });
  return session.place;
}
