import { Failure } from '#base';
import type { Db } from '#db';
import type { Client } from './client.ts';
import { findGrant } from './grant-row.ts';

/** Our clock and Zoom's may differ by less than this. */
const CLOCKS_APART = { minutes: 1 };

/**
 * Whether a grant has really ended, as a notice says. One that tells of a moment clearly after the
 * latest authorization is believed. Any other may be late, and about an earlier installation: Zoom
 * itself is asked, and whatever it fails with is thrown.
 */
export async function hasEnded(
  { db, client }: { db: Db; client: Client },
  grantId: string,
  saidAt: Temporal.Instant | undefined,
): Promise<boolean> {
  const row = await findGrant(db, grantId);
  if (!row) return false;
  if (row.lost_at) return true;
  const clearlyAfter = row.authorized_at.add(CLOCKS_APART);
  if (saidAt && Temporal.Instant.compare(saidAt, clearlyAfter) > 0) return true;
  try {
    await client.call(grantId, { method: 'GET', path: '/users/me' });
    return false;
  } catch (error) {
    if (error instanceof Failure && error.code === 'grant-lost') return true;
    throw error;
  }
}
