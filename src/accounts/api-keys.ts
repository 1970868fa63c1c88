import type { Clock, Ids } from '#base';
import type { Db } from '#db';
import { keyHash } from './key-hash.ts';

export interface ApiKey {
  id: string;
  name: string;
  createdAt: Temporal.Instant;
  lastUsedAt: Temporal.Instant | null;
}

export interface ApiKeys {
  /** Makes a key. Its text is shown once, here; only a hash is kept. */
  make(accountId: string, personId: string, name: string): Promise<{ id: string; key: string }>;
  list(accountId: string): Promise<ApiKey[]>;
  withdraw(accountId: string, keyId: string): Promise<void>;
  /** The account a key speaks for. */
  accountOf(key: string): Promise<string | undefined>;
}

export function createApiKeys({ db, clock, ids }: { db: Db; clock: Clock; ids: Ids }): ApiKeys {
  return {
    async make(accountId, personId, name) {
      const id = ids.id();
      const key = `parley_${ids.token()}${ids.token()}`;
      await db
        .insertInto('api_key')
        .values({
          id,
          account_id: accountId,
          name,
          key_hash: keyHash(key),
          made_by: personId,
          created_at: clock.now(),
          last_used_at: null,
        })
        .execute();
      return { id, key };
    },
    async list(accountId) {
      const rows = await db
        .selectFrom('api_key')
        .select(['id', 'name', 'created_at as createdAt', 'last_used_at as lastUsedAt'])
        .where('account_id', '=', accountId)
        .orderBy('created_at')
        .execute();
      return rows;
    },
    async withdraw(accountId, keyId) {
      await db
        .deleteFrom('api_key')
        .where('account_id', '=', accountId)
        .where('id', '=', keyId)
        .execute();
    },
    async accountOf(key) {
      const row = await db
        .updateTable('api_key')
        .set({ last_used_at: clock.now() })
        .where('key_hash', '=', keyHash(key))
        .returning('account_id')
        .executeTakeFirst();
      return row?.account_id;
    },
  };
}
