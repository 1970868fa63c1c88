/** Permissions that nobody has used for long: kept alive, so that a quiet month costs no host a reconnect. */
import { Failure, type Log } from '#base';
import type { ConnectionParts } from './connections.ts';
import { grantLost } from './lost-grants.ts';

/** Well within the 90 days after which Zoom forgets a permission. */
const RESTED = { hours: 30 * 24 };
/** A few at a time: the next minute takes the next. */
const AT_ONCE = 20;

export async function keepRestingAlive(parts: ConnectionParts & { log: Log }): Promise<void> {
  const { db, clock, provider, log } = parts;
  if (!provider) return;
  const resting = await db
    .selectFrom('zoom_grant')
    .select('id')
    .where('lost_at', 'is', null)
    .where('refreshed_at', '<=', clock.now().subtract(RESTED))
    .orderBy('refreshed_at')
    .limit(AT_ONCE)
    .execute();
  for (const { id } of resting) {
    try {
      await provider.keepAlive(id);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      if (error.code === 'grant-lost') await grantLost(parts, id);
      else log.warn({ grant: id, failure: error.code }, 'a resting grant could not be refreshed');
    }
  }
}
