import { Failure, type Clock, type Ids, type Log } from '#base';
import type { Db, Tx } from '#db';
import type { Access } from './api.ts';
import {
  findGrant,
  grantLost,
  openToken,
  tokenColumns,
  userColumns,
  viewOf,
  type StoredView,
  type ZoomUser,
} from './grant-row.ts';
import type { Oauth, Tokens } from './oauth.ts';
import { shareRefresh, usable } from './refresh.ts';
import type { Seal } from './seal.ts';

/** The tokens of every Zoom user, sealed, one row per user. */
export interface Grants {
  /**
   * What a call needs. Refreshes first when the token has less than a minute left, or is the one
   * Zoom has just `refused`. Throws `grant-lost` when there is no usable grant any more.
   */
  access(grantId: string, refused?: string): Promise<Access>;
  /** Keeps tokens authorized `at` this moment under the Zoom user's id; what was lost is good again. Answers the grant's id. */
  keep(tx: Tx, user: ZoomUser, tokens: Tokens, at: Temporal.Instant): Promise<string>;
  /** Like `keep`, but only where this user has a grant: undefined when there is none. */
  keepExisting(
    tx: Tx,
    user: ZoomUser,
    tokens: Tokens,
    at: Temporal.Instant,
  ): Promise<string | undefined>;
  /** Notes who a grant's user is by now: address, plan and account can change. */
  noteUser(grantId: string, user: ZoomUser): Promise<void>;
  /** Refreshes when that has not happened for 30 days: Zoom forgets refresh tokens after 90. */
  keepAlive(grantId: string): Promise<void>;
  noteSuccess(grantId: string): Promise<void>;
  view(grantId: string): Promise<StoredView | undefined>;
  /** Withdraws it at Zoom as well as that goes, then deletes it. Zoom's trouble is not thrown. */
  giveBack(grantId: string): Promise<void>;
  /** Waits until all that Zoom is handing out just now is stored. */
  rest(): Promise<void>;
}

interface GrantParts {
  db: Db;
  clock: Clock;
  ids: Ids;
  log: Log;
  oauth: Oauth;
  seal: Seal;
  /** Kept for users to whom Zoom names no region. */
  apiUrl: string;
  pause: (milliseconds: number) => Promise<unknown>;
}

const IDLE = { hours: 30 * 24 };
/** How exact the time of the last success is kept: not every call needs a write. */
const SUCCESS_GRAIN = { minutes: 1 };

export function createGrants(parts: GrantParts): Grants {
  const { db, clock, ids } = parts;
  const { refresh, rest } = shareRefresh(parts);

  const access = async (grantId: string, refused?: string): Promise<Access> => {
    const row = await findGrant(db, grantId);
    if (!row || row.lost_at) throw grantLost();
    return usable(parts, row, refused) ?? (await refresh(grantId, refused));
  };

  return {
    access,
    rest,
    async keep(tx, user, tokens, at) {
      const row = { ...tokenColumns(parts, user.id, tokens), ...userColumns(user, at) };
      const { id } = await tx
        .insertInto('zoom_grant')
        .values({ id: ids.id(), zoom_user_id: user.id, api_url: parts.apiUrl, ...row })
        .onConflict((conflict) => conflict.column('zoom_user_id').doUpdateSet(row))
        .returning('id')
        .executeTakeFirstOrThrow();
      return id;
    },

    async keepExisting(tx, user, tokens, at) {
      const kept = await tx
        .updateTable('zoom_grant')
        .set({ ...tokenColumns(parts, user.id, tokens), ...userColumns(user, at) })
        .where('zoom_user_id', '=', user.id)
        .returning('id')
        .executeTakeFirst();
      return kept?.id;
    },

    async noteUser(grantId, { accountId, email, plan, business }) {
      await db
        .updateTable('zoom_grant')
        .set({ zoom_account_id: accountId, email, plan, business })
        .where('id', '=', grantId)
        .execute();
    },

    async keepAlive(grantId) {
      const row = await findGrant(db, grantId);
      if (!row || row.lost_at) throw grantLost();
      const idleSince = clock.now().subtract(IDLE);
      if (Temporal.Instant.compare(row.refreshed_at, idleSince) > 0) return;
      await refresh(grantId, openToken(parts, row, 'access'));
    },

    noteSuccess: (grantId) => noteSuccess(parts, grantId),

    async view(grantId) {
      const row = await findGrant(db, grantId);
      return row && viewOf(row);
    },

    giveBack: (grantId) => giveBack(parts, grantId, access),
  };
}

async function noteSuccess({ db, clock }: GrantParts, grantId: string): Promise<void> {
  const now = clock.now();
  const before = now.subtract(SUCCESS_GRAIN);
  await db
    .updateTable('zoom_grant')
    .set({ last_success_at: now })
    .where('id', '=', grantId)
    .where((where) =>
      where.or([where('last_success_at', 'is', null), where('last_success_at', '<', before)]),
    )
    .execute();
}

/** Revoking comes before deleting: cut short between the two, giving back can simply be repeated. */
async function giveBack(
  parts: GrantParts,
  grantId: string,
  access: Grants['access'],
): Promise<void> {
  const row = await findGrant(parts.db, grantId);
  if (!row) return;
  await withdraw(parts, grantId, access);
  // Somebody may have authorized again meanwhile; that is a new permission, not the one given back.
  await parts.db
    .deleteFrom('zoom_grant')
    .where('id', '=', grantId)
    .where('authorized_at', '=', row.authorized_at)
    .execute();
}

async function withdraw(
  parts: GrantParts,
  grantId: string,
  access: Grants['access'],
): Promise<void> {
  try {
    const { accessToken } = await access(grantId);
    await parts.oauth.revoke(accessToken);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    parts.log.warn(
      { grant: grantId, failure: error.message },
      'a grant could not be revoked at Zoom',
    );
  }
}
