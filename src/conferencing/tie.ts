import type { Db } from '#db';

/** What ties an account to its grant; undefined where nothing does. */
export async function connectionOf(db: Db, accountId: string) {
  return await db
    .selectFrom('connection')
    .select([
      'grant_id as grantId',
      'connected_at as connectedAt',
      'lost_at as lostAt',
      'lost_reason as lostReason',
    ])
    .where('account_id', '=', accountId)
    .where('provider', '=', 'zoom')
    .executeTakeFirst();
}
