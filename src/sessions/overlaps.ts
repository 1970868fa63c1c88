import type { Conferencing, Overlap } from '#conferencing';
import type { Tx } from '#db';
import type { BookedSession } from './rows.ts';

/** What else the same Zoom user holds at the time of this session, for its host. */
export async function overlapsWith(
  { conferencing }: { conferencing: Conferencing },
  tx: Tx,
  { id, place }: Pick<BookedSession, 'id' | 'place'>,
): Promise<Overlap[]> {
  if (place !== 'zoom') return [];
  return (await conferencing.overlapsOf([id], tx)).get(id) ?? [];
}
