/** The letter to an account's hosts about meetings that need a hand. */
import type { Tx } from '#db';
import type { NoticeFacts } from '#notices';
import type { ConnectionParts } from './connections.ts';

export type Matter = Pick<NoticeFacts['meeting-needs-host'], 'about' | 'removal'>;

interface Concerned {
  session_id: string;
  account_id: string;
  topic: string;
  /** When its meeting is, as the host finds it. */
  meets_at: Temporal.Instant;
  /** What the provider said. */
  detail?: string | null;
}

/** One letter for each account, with all its sessions. */
export async function lettersAbout(
  parts: Pick<ConnectionParts, 'accounts' | 'notices' | 'appUrl'>,
  tx: Tx,
  matter: Matter,
  concerned: Concerned[],
): Promise<void> {
  for (const [accountId, rows] of Map.groupBy(concerned, (row) => row.account_id)) {
    const account = await parts.accounts.byId(accountId, tx);
    if (!account) continue;
    const facts = {
      ...matter,
      accountName: account.name,
      details: [...new Set(rows.flatMap(({ detail }) => detail ?? []))],
      sessions: rows.map((row) => ({
        id: row.session_id,
        start: row.meets_at.toString(),
        zone: account.hours.zone,
        title: row.topic,
        link: `${parts.appUrl}/sessions/${row.session_id}`,
      })),
      link: `${parts.appUrl}/scheduling/conferencing?account=${account.slug}`,
    };
    const hosts = await parts.accounts.addressesFor('hold sessions', accountId, tx);
    const letters = hosts.map(
      (recipient) => ({ kind: 'meeting-needs-host', recipient, facts }) as const,
    );
    await parts.notices.add(tx, accountId, letters);
  }
}
