/** How a grant lies in the database: one row per Zoom user, its tokens sealed. */
import { Failure, type Clock } from '#base';
import type { GrantView } from '#conferencing';
import type { Db, Tables, Tx } from '#db';
import type { Selectable } from 'kysely';
import type { Tokens } from './oauth.ts';
import { missingPermissions } from './scopes.ts';
import type { Seal } from './seal.ts';

export type GrantRow = Selectable<Tables['zoom_grant']>;

/** Who gave a grant, as `/users/me` tells. */
export interface ZoomUser {
  id: string;
  accountId: string;
  email: string;
  /** Zoom's number: 1 is Basic. */
  plan: number;
  /** On a Business, Enterprise or Education plan, and Zoom said so. */
  business: boolean;
}

interface RowParts {
  clock: Clock;
  seal: Seal;
}

const BASIC = 1;
/** For the host to read. Zoom does not say which of the three it was. */
export const LOST =
  'Zoom no longer accepts Parley’s access: it was withdrawn, replaced or ran out.';

export async function findGrant(
  db: Db | Tx,
  grantId: string,
  lock?: 'lock',
): Promise<GrantRow | undefined> {
  const query = db.selectFrom('zoom_grant').selectAll().where('id', '=', grantId);
  return await (lock ? query.forUpdate() : query).executeTakeFirst();
}

/** What a stored token is sealed as. */
export function aboutToken(kind: 'access' | 'refresh', zoomUserId: string): string {
  return `${kind} token of ${zoomUserId}`;
}

/** The operator's slip, not the host's: putting the former key back heals it, so the grant stays. */
export function openToken({ seal }: RowParts, row: GrantRow, kind: 'access' | 'refresh'): string {
  try {
    return seal.open(row[`${kind}_token`], aboutToken(kind, row.zoom_user_id));
  } catch {
    const detail = 'The stored permission does not open with this SECRET_KEY';
    throw new Failure('unreachable', { retry: 'later', detail });
  }
}

export function tokenColumns({ clock, seal }: RowParts, zoomUserId: string, tokens: Tokens) {
  const now = clock.now();
  return {
    access_token: seal.close(tokens.accessToken, aboutToken('access', zoomUserId)),
    refresh_token: seal.close(tokens.refreshToken, aboutToken('refresh', zoomUserId)),
    scope: tokens.scope,
    ...(tokens.apiUrl && { api_url: tokens.apiUrl }),
    expires_at: now.add({ seconds: Math.floor(tokens.expiresInSeconds) }),
    refreshed_at: now,
    refresh_leased_until: null,
  };
}

/** Of somebody who has authorized us at this moment. */
export function userColumns(user: ZoomUser, at: Temporal.Instant) {
  return {
    zoom_account_id: user.accountId,
    email: user.email,
    plan: user.plan,
    business: user.business,
    authorized_at: at,
    removal_said_at: null,
    lost_at: null,
    lost_reason: null,
  };
}

/** What the row alone tells of a grant. */
export type StoredView = Omit<GrantView, 'changesToday'>;

export function viewOf(row: GrantRow): StoredView {
  return {
    id: row.id,
    email: row.email,
    basicPlan: row.plan === BASIC,
    since: row.authorized_at,
    lastSuccessAt: row.last_success_at,
    missing: missingPermissions(row.scope),
    lost: row.lost_at ? { at: row.lost_at, reason: row.lost_reason ?? LOST } : undefined,
  };
}

export function grantLost(): Failure {
  return new Failure('grant-lost', { retry: 'never', detail: LOST });
}
