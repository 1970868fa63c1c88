/** Tying an account to a grant, for the first time or again. */
import type { Ids } from '#base';
import type { Tx } from '#db';
import { release, type ConnectionParts } from './connections.ts';
import { giveBackUnused } from './give-back.ts';
import { giveUpRemovals } from './left-behind.ts';
import { ringPending } from './ring.ts';
import { askRehearsal } from './rehearsal-rows.ts';
import { beginRepair } from './repair.ts';
import { connectionOf } from './tie.ts';

/**
 * `connected` for the first time, or after Disconnect · `connected-again` after Parley was removed at Zoom ·
 * `reconnected` as the same Zoom user · `another-user` than the one before
 */
export type Connected = 'connected' | 'connected-again' | 'reconnected' | 'another-user';

/** Longer than it takes whoever has the grant to tie it. */
const AT_WORK = { seconds: 10 };

/**
 * Ties the account to the grant and heals every account already tied to it: their pending
 * sessions are looked at again at once. Meetings made for another Zoom user stay as they are.
 */
export async function connect(
  parts: ConnectionParts & { ids: Ids },
  accountId: string,
  grantId: string,
): Promise<Connected> {
  const before = await parts.db.transaction().execute(async (tx) => {
    const before = await connectionOf(tx, accountId);
    await tx.deleteFrom('connection_due').where('account_id', '=', accountId).execute();
    const healed = await tie(parts, tx, accountId, grantId);
    for (const id of [...healed, accountId])
      await parts.notices.withdraw(tx, id, 'action-required');
    await giveUpRemovals(parts, tx, { accountId, kept: grantId });
    await takeOver(tx, accountId, grantId);
    await release(parts, tx, accountId, grantId);
    await ringPending(parts, tx, [grantId, before?.grantId ?? grantId]);
    await beginRepair(parts, tx, grantId, before ? [...healed, accountId] : healed);
    await askRehearsal(parts, tx, grantId);
    return before;
  });
  if (before?.grantId) await giveBackUnused(parts, before.grantId);
  return outcome(before, grantId);
}

/** Ties that were never made, because the program died after Zoom had given its permission. */
export async function connectDue(parts: ConnectionParts & { ids: Ids }): Promise<void> {
  const due = await parts.db
    .selectFrom('connection_due')
    .select(['account_id as accountId', 'grant_id as grantId'])
    .where('since', '<', parts.clock.now().subtract(AT_WORK))
    .execute();
  for (const { accountId, grantId } of due) await connect(parts, accountId, grantId);
}

function outcome(before: { grantId: string | null } | undefined, grantId: string): Connected {
  if (!before) return 'connected';
  if (before.grantId === null) return 'connected-again';
  return before.grantId === grantId ? 'reconnected' : 'another-user';
}

/** Answers the other accounts that had lost this grant and have it again. */
async function tie(
  { clock }: ConnectionParts,
  tx: Tx,
  accountId: string,
  grantId: string,
): Promise<string[]> {
  const good = { lost_at: null, lost_reason: null };
  const made = { grant_id: grantId, connected_at: clock.now(), ...good };
  await tx
    .insertInto('connection')
    .values({ account_id: accountId, provider: 'zoom', ...made })
    .onConflict((conflict) => conflict.columns(['account_id', 'provider']).doUpdateSet(made))
    .execute();
  const healed = await tx
    .updateTable('connection')
    .set(good)
    .where('grant_id', '=', grantId)
    .where('lost_at', 'is not', null)
    .returning('account_id')
    .execute();
  return healed.map((row) => row.account_id);
}

/** Sessions that waited for a grant, and those for which no meeting was ever asked, take the new one. */
async function takeOver(tx: Tx, accountId: string, grantId: string): Promise<void> {
  await tx
    .updateTable('desired_meeting')
    .set({ grant_id: grantId })
    .where('account_id', '=', accountId)
    .where('managed', '=', true)
    .where('wanted', '=', true)
    .where((where) =>
      where.or([
        where('grant_id', 'is', null),
        where.exists(
          where
            .selectFrom('observed_meeting as observed')
            .whereRef('observed.session_id', '=', 'desired_meeting.session_id')
            .where('observed.meeting_id', 'is', null)
            .where('observed.creating_since', 'is', null)
            .select('observed.session_id'),
        ),
      ]),
    )
    .execute();
}
