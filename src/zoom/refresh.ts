import { Failure, type Clock, type Log } from '#base';
import type { Db, Tx } from '#db';
import type { Access } from './api.ts';
import { findGrant, grantLost, LOST, openToken, tokenColumns, type GrantRow } from './grant-row.ts';
import type { Oauth, Tokens } from './oauth.ts';
import type { Seal } from './seal.ts';
import { anyUnsettled } from './unsettled.ts';

export interface RefreshParts {
  db: Db;
  clock: Clock;
  log: Log;
  oauth: Oauth;
  seal: Seal;
}

/** New tokens for a grant whose stored ones are `refused` or about to lapse. Throws `grant-lost` when it is over. */
export type Refresh = (grantId: string, refused: string | undefined) => Promise<Access>;

const MARGIN = { seconds: 60 };

/** Inside this process whoever comes second waits for the first, without holding a connection. */
export function shareRefresh(parts: RefreshParts): Refresh {
  const underWay = new Map<string, Promise<Access>>();
  return async (grantId, refused) => {
    const running =
      underWay.get(grantId) ??
      refreshAlone(parts, grantId, refused).finally(() => underWay.delete(grantId));
    underWay.set(grantId, running);
    return await running;
  };
}

/**
 * Between processes a row lock lets one through at a time; the next finds the new token and asks
 * nothing. The price: the lock is held across one call to Zoom, at most the 8 seconds of its time
 * limit, and on the embedded database, with its single connection, everybody else waits as well.
 * Tokens replaced but not stored would cost the host a reconnect, which is worse. For the same
 * reason the new tokens are committed before anybody uses them.
 */
async function refreshAlone(
  parts: RefreshParts,
  grantId: string,
  refused: string | undefined,
): Promise<Access> {
  const outcome = await parts.db.transaction().execute(async (tx) => {
    const row = await findGrant(tx, grantId, 'lock');
    if (!row || row.lost_at) return undefined;
    const found = usable(parts, row, refused);
    if (found) return found;
    const tokens = await askForTokens(parts, tx, row);
    const changed = tokens
      ? tokenColumns(parts, row.zoom_user_id, tokens)
      : { lost_at: parts.clock.now(), lost_reason: LOST };
    await tx.updateTable('zoom_grant').set(changed).where('id', '=', grantId).execute();
    return tokens && { accessToken: tokens.accessToken, apiUrl: tokens.apiUrl ?? row.api_url };
  });
  if (!outcome) throw grantLost();
  return outcome;
}

/** Undefined when Zoom says that the grant is over. Any other trouble says nothing about it and is thrown. */
async function askForTokens(
  parts: RefreshParts,
  tx: Tx,
  row: GrantRow,
): Promise<Tokens | undefined> {
  try {
    const tokens = await parts.oauth.refresh(openToken(parts, row, 'refresh'));
    parts.log.debug({ grant: row.id }, 'a Zoom grant was refreshed');
    return tokens;
  } catch (error) {
    const over = error instanceof Failure && error.code === 'grant-lost';
    if (!over) throw error;
    if (await anyUnsettled(tx)) throw replacedPerhaps();
    parts.log.warn({ grant: row.id }, 'Zoom no longer accepts a grant');
    return undefined;
  }
}

/** Somebody is authorizing at this moment. Were it this user, newer tokens are about to be stored. */
function replacedPerhaps(): Failure {
  return new Failure('unreachable', {
    retry: 'soon',
    detail: 'Zoom is handing out a new permission',
  });
}

/** The stored token, unless it is the refused one or about to lapse. */
export function usable(
  parts: RefreshParts,
  row: GrantRow,
  refused: string | undefined,
): Access | undefined {
  const lapsing = Temporal.Instant.compare(row.expires_at, parts.clock.now().add(MARGIN)) < 0;
  if (lapsing) return undefined;
  const accessToken = openToken(parts, row, 'access');
  return accessToken === refused ? undefined : { accessToken, apiUrl: row.api_url };
}
