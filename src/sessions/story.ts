/** Lines that repeat in the story of a session become one: how often, and until when. */
import { sql } from 'kysely';
import type { Clock } from '#base';
import type { Tx } from '#db';
import type { Line } from './records.ts';

/** Counts one more of the same as the last line. False when the last line tells something else. */
export async function tellAgain(
  { clock }: { clock: Clock },
  tx: Tx,
  { sessionId, kind, facts = {} }: Line,
): Promise<boolean> {
  const last = await tx
    .selectFrom('happening')
    .select(['id', 'kind', 'facts'])
    .where('session_id', '=', sessionId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (last?.kind !== kind || last.facts['code'] !== facts['code']) return false;
  const times = Number(last.facts['times'] ?? 1) + 1;
  const merged = JSON.stringify({ ...facts, times, last: clock.now().toString() });
  await tx
    .updateTable('happening')
    .set({ facts: sql`${merged}::jsonb` })
    .where('id', '=', last.id)
    .execute();
  return true;
}
