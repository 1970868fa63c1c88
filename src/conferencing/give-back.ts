/** Permissions that no account uses any more go back to Zoom. */
import type { Db, Tx } from '#db';
import type { ConnectionParts } from './connections.ts';
import { isCertain } from './doubts.ts';
import { giveUpRemovals } from './left-behind.ts';
import { notOver } from './meetings.ts';

/** Longer than it takes from Zoom's yes to the tie. */
const BEING_CONNECTED = { minutes: 5 };

/**
 * Gives back grants that no account uses and that no removal waits for: the one named, or all but
 * those so new that they are just being connected. Who is about to be tied to one uses it already.
 */
export async function giveBackUnused(parts: ConnectionParts, grantId?: string): Promise<void> {
  const { db, clock, provider } = parts;
  if (!provider) return;
  const now = clock.now();
  const unused = unusedGrants(db, now);
  const some = grantId
    ? unused.where('zoom_grant.id', '=', grantId)
    : unused.where('authorized_at', '<', now.subtract(BEING_CONNECTED));
  for (const { id } of await some.execute())
    if (await letGo(parts, id, now)) await provider.giveBack(id);
}

/** Looked at once more under its lock: since it was found, somebody may have authorized it anew. */
async function letGo(
  parts: ConnectionParts,
  grantId: string,
  now: Temporal.Instant,
): Promise<boolean> {
  return await parts.db.transaction().execute(async (tx) => {
    const still = await unusedGrants(tx, now)
      .where('zoom_grant.id', '=', grantId)
      .forUpdate('zoom_grant')
      .executeTakeFirst();
    if (still) await giveUpRemovals(parts, tx, { grantId });
    return still !== undefined;
  });
}

function unusedGrants(db: Db | Tx, now: Temporal.Instant) {
  return db
    .selectFrom('zoom_grant')
    .select('zoom_grant.id')
    .where('zoom_grant.id', 'not in', tied(db))
    .where('zoom_grant.id', 'not in', db.selectFrom('connection_due').select('grant_id'))
    .where((where) =>
      where.or([
        where('lost_at', 'is not', null),
        where.and([
          where('zoom_grant.id', 'not in', stillRehearsing(db, now)),
          where('zoom_grant.id', 'not in', stillRemoving(db, now)),
          isCertain,
        ]),
      ]),
    );
}

function tied(db: Db | Tx) {
  return db
    .selectFrom('connection')
    .select('grant_id')
    .where('grant_id', 'is not', null)
    .$narrowType<{ grant_id: string }>();
}

/** Grants whose throw-away meeting is not gone yet. One that cannot be removed holds nothing up for ever. */
function stillRehearsing(db: Db | Tx, now: Temporal.Instant) {
  return db
    .selectFrom('rehearsal')
    .select('grant_id')
    .where('asked_at', '>', now.subtract({ hours: 24 }))
    .where((where) =>
      where.or([where('meeting_id', 'is not', null), where('creating_since', 'is not', null)]),
    );
}

/** Grants whose meetings are not gone yet. When its session is over, a meeting is history. */
function stillRemoving(db: Db | Tx, now: Temporal.Instant) {
  return db
    .selectFrom('desired_meeting as desired')
    .innerJoin('observed_meeting as observed', 'observed.session_id', 'desired.session_id')
    .select('desired.grant_id')
    .where('desired.grant_id', 'is not', null)
    .where(notOver(now))
    .where((pending) =>
      pending.or([
        pending.and([
          pending('desired.managed', '=', true),
          pending('observed.meeting_id', 'is not', null),
        ]),
        pending('observed.creating_since', 'is not', null),
      ]),
    )
    .$narrowType<{ grant_id: string }>();
}
