/** What a host decides about a meeting that was changed or deleted at the provider. */
import type { Clock } from '#base';
import type { Db } from '#db';
import type { Jobs } from '#jobs';
import { ring } from './ring.ts';
import type { SessionBook } from './session-book.ts';
import type { Reason } from './state.ts';

interface DriftParts {
  db: Db;
  clock: Clock;
  jobs: Jobs;
  book: SessionBook;
}

/** `put-back`: the meeting as the session has it, made anew where it is gone · `built-in`: no meeting at all */
export type Remedy = 'put-back' | 'built-in';

/** Once decided, or brought back in order meanwhile, deciding again changes nothing: `in-order`. */
export async function resolveDrift(
  parts: DriftParts,
  session: { accountId: string; id: string },
  remedy: Remedy,
): Promise<{ ok: true } | { ok: false; reason: 'in-order' }> {
  const { db, clock, book } = parts;
  return await db.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('desired_meeting as desired')
      .innerJoin('observed_meeting as observed', 'observed.session_id', 'desired.session_id')
      .select('observed.reason')
      .where('desired.session_id', '=', session.id)
      .where('desired.account_id', '=', session.accountId)
      .where('desired.wanted', '=', true)
      .where('desired.managed', '=', true)
      .forUpdate()
      .executeTakeFirst();
    const reason = row?.reason as Reason | null | undefined;
    if (!reason || !DRIFTS.has(reason.code)) return { ok: false, reason: 'in-order' };
    await tx
      .updateTable('desired_meeting')
      // A newer wish than the one applied is carried out, whatever the meeting looks like now.
      .set((set) => ({
        generation: set('generation', '+', 1),
        wanted: remedy === 'put-back',
        ...(remedy === 'built-in' && { arriving: false }),
        updated_at: clock.now(),
      }))
      .where('session_id', '=', session.id)
      .execute();
    if (remedy === 'put-back')
      await book.tell(tx, session.id, 'drift-resolved', { code: reason.code });
    if (remedy === 'built-in') await book.holdBuiltIn(tx, session.id, { code: reason.code });
    await ring(parts, tx, [session.id]);
    return { ok: true };
  });
}

const DRIFTS: ReadonlySet<Reason['code']> = new Set(['changed-in-zoom', 'gone-in-zoom']);
