/**
 * Zoom left it open whether it had made a meeting. It may have worked on after we stopped waiting, and
 * its list lags: so what comes late is looked for soon afterwards, and once more when all has settled.
 */
import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '#db';

export const lastScan = sql<Temporal.Instant>`coalesce(scanned_at, authorized_at)`;

export async function doubt(tx: Tx, grantId: string, now: Temporal.Instant): Promise<void> {
  await tx.updateTable('zoom_grant').set({ doubted_at: now }).where('id', '=', grantId).execute();
}

/** It is time for one of the two scans, and it was not held yet. */
export const scanWanted = (now: Temporal.Instant): RawBuilder<boolean> => sql<boolean>`(
  (doubted_at <= ${now.subtract({ minutes: 1 })} and ${lastScan} < doubted_at + interval '1 minute')
  or (doubted_at <= ${now.subtract({ minutes: 10 })} and ${lastScan} < doubted_at + interval '10 minutes')
)`;

/** Both were held, or there was nothing to look for. */
export const isCertain = sql<boolean>`(doubted_at is null or ${lastScan} >= doubted_at + interval '10 minutes')`;
