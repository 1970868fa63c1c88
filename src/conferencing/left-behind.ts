/** Meetings that nobody needs and that Parley cannot remove any more: their hosts are told, once. */
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { Tables, Tx } from '#db';
import type { ConnectionParts } from './connections.ts';
import { lettersAbout } from './hands-letter.ts';
import { isOver } from './plan.ts';

export type GiveUpParts = Pick<
  ConnectionParts,
  'clock' | 'accounts' | 'notices' | 'book' | 'appUrl'
>;

/** Of one session, of a permission that goes, or of an account beyond the permission that is `kept`. */
type Which =
  | { sessionId: string }
  | { grantId: string }
  | { accountId: string; kept: string | undefined };

/**
 * Removals that will never be carried out are ended. Of an account these are the ones without a
 * permission that works: another Zoom user's cannot reach those meetings. What is known of a meeting is
 * forgotten; should its Zoom user come back, the scan of the day finds it by its mark.
 */
export async function giveUpRemovals(parts: GiveUpParts, tx: Tx, which: Which): Promise<void> {
  const left = await pendingRemovals(tx, which);
  if (left.length === 0) return;
  const now = parts.clock.now();
  const sessionIds = left.map((row) => row.session_id);
  await tx
    .updateTable('desired_meeting')
    .set({ managed: false, updated_at: now })
    .where('session_id', 'in', sessionIds)
    .execute();
  await tx
    .updateTable('observed_meeting')
    .set({ ...FORGOTTEN, updated_at: now })
    .where('session_id', 'in', sessionIds)
    .execute();
  for (const sessionId of sessionIds) {
    await parts.notices.withdrawSession(tx, sessionId);
    await parts.book.tell(tx, sessionId, 'meeting-left');
  }
  const ahead = left.filter(
    ({ starts_at: startsAt, duration_minutes: durationMinutes }) =>
      !isOver({ startsAt, durationMinutes }, now),
  );
  await lettersAbout(parts, tx, { about: 'left-in-zoom', removal: true }, ahead);
}

/** Under way or not: whoever holds one of them loses the lease, and notes nothing. */
const FORGOTTEN = {
  meeting_id: null,
  join_url: null,
  creating_since: null,
  outcome: 'settled',
  reason: null,
  attempts: 0,
  look_again_at: null,
  look_wanted_at: null,
  leased_until: null,
  asked_for: null,
} as const;

async function pendingRemovals(tx: Tx, which: Which) {
  return await tx
    .selectFrom('desired_meeting as desired')
    .innerJoin('observed_meeting as observed', 'observed.session_id', 'desired.session_id')
    .leftJoin('zoom_grant as grant', 'grant.id', 'desired.grant_id')
    .select([
      'desired.session_id',
      'desired.account_id',
      'desired.starts_at',
      'desired.duration_minutes',
    ])
    // What stands in Zoom, should the session have moved since.
    .select((select) => [
      select.fn.coalesce('observed.topic', 'desired.topic').as('topic'),
      select.fn.coalesce('observed.starts_at', 'desired.starts_at').as('meets_at'),
    ])
    .where('desired.wanted', '=', false)
    .where((where) =>
      where.or([
        where.and([
          where('desired.managed', '=', true),
          where('observed.meeting_id', 'is not', null),
        ]),
        where('observed.creating_since', 'is not', null),
      ]),
    )
    .where((where) => isOf(where as Where, which))
    .orderBy('desired.starts_at')
    .forUpdate('desired')
    .execute();
}

type Where = ExpressionBuilder<
  {
    desired: Tables['desired_meeting'];
    grant: { lost_at: Temporal.Instant | null };
  },
  'desired' | 'grant'
>;

function isOf(where: Where, which: Which): Expression<SqlBool> {
  if ('sessionId' in which) return where('desired.session_id', '=', which.sessionId);
  if ('grantId' in which) return where('desired.grant_id', '=', which.grantId);
  const { accountId, kept } = which;
  const gone = where.or([
    where('desired.grant_id', 'is', null),
    where.and([
      where('grant.lost_at', 'is not', null),
      ...(kept ? [where('desired.grant_id', '!=', kept)] : []),
    ]),
  ]);
  return where.and([where('desired.account_id', '=', accountId), gone]);
}
