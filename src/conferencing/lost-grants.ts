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
      await askForAction(parts, tx, accountId, reason);
  });
}

/** Writes to every host of the account, with the sessions at risk. */
export async function askForAction(
  parts: ConnectionParts,
  tx: Tx,
  accountId: string,
  reason: string,
): Promise<void> {
  const account = await parts.accounts.byId(accountId, tx);
  if (!account) return;
  const hosts = await parts.accounts.hostsOf(accountId, tx);
  const atRisk = await sessionsOnZoom(tx, accountId, parts.clock.now());
  await parts.notices.add(
    tx,
    accountId,
    hosts.map((host) => ({
      kind: 'action-required',
      recipient: host.email,
      facts: {
        accountName: account.name,
        provider: 'Zoom',
        reason,
        sessionsAtRisk: atRisk.map((session) => ({
          start: session.start.toString(),
          zone: account.hours.zone,
          title: session.title,
        })),
        link: `${parts.appUrl}/scheduling/conferencing`,
      },
    })),
  );
}
