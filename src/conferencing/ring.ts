/** A ring says only "look at this session". */
import type { Clock } from '#base';
import { later, type Tx } from '#db';
import type { Jobs } from '#jobs';

interface RingParts {
  clock: Clock;
  jobs: Jobs;
}

/** Asks for a pass over each of these sessions. They wait until it is done, so that a lost job is noticed. */
export async function ring(
  { clock, jobs }: RingParts,
  tx: Tx,
  sessionIds: string[],
): Promise<void> {
  if (sessionIds.length === 0) return;
  const waiting = tx
    .updateTable('observed_meeting')
    .set({ outcome: 'waiting', updated_at: clock.now() })
    .where('session_id', 'in', sessionIds);
  await later(tx, waiting);
  await jobs.send(
    tx,
    'reconcile-meeting',
    sessionIds.map((sessionId) => ({ sessionId })),
  );
}

/** The same, and the pass looks at the meeting itself even where all seems in step. */
export async function ringToLook(parts: RingParts, tx: Tx, sessionIds: string[]): Promise<void> {
  if (sessionIds.length === 0) return;
  await tx
    .updateTable('observed_meeting')
    .set({ look_wanted_at: parts.clock.now() })
    .where('session_id', 'in', sessionIds)
    .execute();
  await ring(parts, tx, sessionIds);
}

/** Whatever waits for these grants is looked at again. */
export async function ringPending(parts: RingParts, tx: Tx, grantIds: string[]): Promise<void> {
  const pending = await tx
    .selectFrom('desired_meeting as desired')
    .innerJoin('observed_meeting as observed', 'observed.session_id', 'desired.session_id')
    .select('desired.session_id')
    .where('desired.grant_id', 'in', grantIds)
    .where('desired.managed', '=', true)
    .where('observed.outcome', '!=', 'settled')
    .execute();
  await ring(
    parts,
    tx,
    pending.map((row) => row.session_id),
  );
}
