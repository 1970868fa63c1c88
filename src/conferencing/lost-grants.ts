/** What follows when a permission ends: every account on it is told, with the sessions at risk. */
import type { Tx } from '#db';
import { sessionsOnZoom, type ConnectionParts } from './connections.ts';

/** Tells of permissions whose end was noticed by a process that died before it could tell. */
export async function tellOfLost(parts: ConnectionParts): Promise<void> {
  const untold = await parts.db
    .selectFrom('connection')
    .innerJoin('zoom_grant', 'zoom_grant.id', 'connection.grant_id')
    .select('zoom_grant.id')
    .distinct()
    .where('zoom_grant.lost_at', 'is not', null)
    .where('connection.lost_at', 'is', null)
    .execute();
  for (const { id } of untold) await grantLost(parts, id);
}

/** The permission ended: every account on it is told once, with the sessions at risk. */
export async function grantLost(parts: ConnectionParts, grantId: string): Promise<void> {
  const { db, clock, provider } = parts;
  const reason =
    (await provider?.viewGrant(grantId))?.lost?.reason ?? 'Zoom no longer accepts Parley’s access.';
  await db.transaction().execute(async (tx) => {
    const affected = await tx
      .updateTable('connection')
      .set({ lost_at: clock.now(), lost_reason: reason })
      .where('grant_id', '=', grantId)
      .where('lost_at', 'is', null)
      .returning('account_id')
      .execute();
    for (const { account_id: accountId } of affected)
      await askForAction(parts, tx, { accountId, reason });
  });
}

/** Writes to every member who can do something about it, with the sessions at risk. */
export async function askForAction(
  parts: ConnectionParts,
  tx: Tx,
  { accountId, reason, again = false }: { accountId: string; reason: string; again?: boolean },
): Promise<void> {
  const account = await parts.accounts.byId(accountId, tx);
  if (!account) return;
  await tx
    .updateTable('connection')
    .set({ asked_at: parts.clock.now() })
    .where('account_id', '=', accountId)
    .execute();
  const addresses = await parts.accounts.addressesFor('change conferencing', accountId, tx);
  const atRisk = await sessionsOnZoom(tx, accountId, parts.clock.now());
  await parts.notices.add(
    tx,
    accountId,
    addresses.map((recipient) => ({
      kind: 'action-required',
      recipient,
      facts: {
        accountName: account.name,
        provider: 'Zoom',
        again,
        reason,
        sessionsAtRisk: atRisk.map((session) => ({
          start: session.start.toString(),
          zone: account.hours.zone,
          title: session.title,
        })),
        link: `${parts.appUrl}/scheduling/conferencing?account=${account.slug}`,
      },
    })),
  );
}

/** The day before the next session it touches, and once more shortly before; never twice in so many hours. */
const REMINDERS = [
  { ahead: { hours: 24 }, apart: { hours: 24 } },
  { ahead: { hours: 2 }, apart: { hours: 12 } },
];

/** Asks again where nothing was done since, before the next session at risk. */
export async function remindOfLost(parts: ConnectionParts): Promise<void> {
  const lost = await parts.db
    .selectFrom('connection')
    .select('account_id')
    .where('lost_at', 'is not', null)
    .execute();
  for (const { account_id: accountId } of lost) {
    await parts.db.transaction().execute(async (tx) => {
      const tie = await tx
        .selectFrom('connection')
        .select(['lost_reason', 'asked_at'])
        .where('account_id', '=', accountId)
        .where('lost_at', 'is not', null)
        .forUpdate()
        .executeTakeFirst();
      const now = parts.clock.now();
      const [next] = await sessionsOnZoom(tx, accountId, now);
      if (!tie?.asked_at || !next || !isDue(tie.asked_at, next.start, now)) return;
      await askForAction(parts, tx, { accountId, reason: tie.lost_reason ?? '', again: true });
    });
  }
}

function isDue(asked: Temporal.Instant, start: Temporal.Instant, now: Temporal.Instant): boolean {
  return REMINDERS.some(
    ({ ahead, apart }) =>
      Temporal.Instant.compare(start.subtract(ahead), now) <= 0 &&
      Temporal.Instant.compare(asked.add(apart), now) <= 0,
  );
}
