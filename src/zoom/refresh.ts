import { setTimeout } from 'node:timers/promises';
import { Failure, type Clock, type Log } from '#base';
import type { Db, Tx } from '#db';
import type { Access } from './api.ts';
import { findGrant, grantLost, LOST, openToken, tokenColumns, type GrantRow } from './grant-row.ts';
import type { Oauth, Tokens } from './oauth.ts';
import type { Seal } from './seal.ts';
import { anyJustHandedOut } from './unsettled.ts';

export interface RefreshParts {
  db: Db;
  clock: Clock;
  log: Log;
  oauth: Oauth;
  seal: Seal;
  /** Lets a moment pass before looking again whether another process is done. */
  pause: (milliseconds: number) => Promise<unknown>;
}

export interface Refreshing {
  /** New tokens for a grant whose stored ones are `refused` or about to lapse. Throws `grant-lost` when it is over. */
  refresh(grantId: string, refused: string | undefined): Promise<Access>;
  /** Waits until all that Zoom is handing out just now is stored. */
  rest(): Promise<void>;
}

const MARGIN = { seconds: 60 };
/** Whoever wants to ask Zoom something waits no longer than that; the refresh itself goes on. */
const PATIENCE_MS = 8000;
const LOOK_EVERY_MS = 500;
/** Longer than Zoom is listened to. After a process has died, its grant waits so long. */
const LEASE = { seconds: 75 };

/** Inside this process whoever comes second waits for the first. */
export function shareRefresh(parts: RefreshParts): Refreshing {
  const underWay = new Map<string, Promise<Access>>();
  const begin = (grantId: string, refused: string | undefined): Promise<Access> => {
    const begun = refreshAlone(parts, grantId, refused).finally(() => underWay.delete(grantId));
    underWay.set(grantId, begun);
    return begun;
  };
  return {
    refresh: (grantId, refused) => patiently(underWay.get(grantId) ?? begin(grantId, refused)),
    async rest() {
      await Promise.allSettled(underWay.values());
    },
  };
}

async function patiently(running: Promise<Access>): Promise<Access> {
  const over = new AbortController();
  const late = setTimeout(PATIENCE_MS, undefined, { signal: over.signal, ref: false });
  try {
    return await Promise.race([running, late.then(() => Promise.reject(notYet()))]);
  } finally {
    over.abort();
  }
}

/**
 * Between processes a lease on the row lets one through at a time; the others find the new token
 * and ask nothing. Nobody’s connection waits for Zoom, on the embedded database the only one there
 * is. Tokens replaced but not stored would cost the host a reconnect: so the answer is waited for
 * long, and committed before anybody uses what is in it.
 */
async function refreshAlone(
  parts: RefreshParts,
  grantId: string,
  refused: string | undefined,
): Promise<Access> {
  for (let waitedMs = 0; waitedMs <= PATIENCE_MS; waitedMs += LOOK_EVERY_MS) {
    if (waitedMs > 0) await parts.pause(LOOK_EVERY_MS);
    const found = await findOrLease(parts, grantId, refused);
    if (!found) continue;
    return 'accessToken' in found ? found : await replace(parts, found);
  }
  throw notYet();
}

interface Leased {
  row: GrantRow;
  refreshToken: string;
  until: Temporal.Instant;
}

/** The token that somebody else has fetched meanwhile, or a lease to fetch one. Undefined while another has it. */
async function findOrLease(
  parts: RefreshParts,
  grantId: string,
  refused: string | undefined,
): Promise<Access | Leased | undefined> {
  return await parts.db.transaction().execute(async (tx) => {
    const row = await findGrant(tx, grantId, 'lock');
    if (!row || row.lost_at) throw grantLost();
    const found = usable(parts, row, refused);
    if (found) return found;
    const now = parts.clock.now();
    const { refresh_leased_until: taken } = row;
    if (taken && Temporal.Instant.compare(taken, now) > 0) return undefined;
    const leased = { row, refreshToken: openToken(parts, row, 'refresh'), until: now.add(LEASE) };
    await tx
      .updateTable('zoom_grant')
      .set({ refresh_leased_until: leased.until })
      .where('id', '=', grantId)
      .execute();
    return leased;
  });
}

async function replace(parts: RefreshParts, leased: Leased): Promise<Access> {
  const tokens = await askForTokens(parts, leased);
  const outcome = await parts.db.transaction().execute((tx) => store(parts, tx, leased, tokens));
  if (outcome instanceof Failure) throw outcome;
  return outcome;
}

/** Undefined when Zoom says that the grant is over. Any other trouble says nothing about it and is thrown. */
async function askForTokens(parts: RefreshParts, leased: Leased): Promise<Tokens | undefined> {
  try {
    return await parts.oauth.refresh(leased.refreshToken);
  } catch (error) {
    if (error instanceof Failure && error.code === 'grant-lost') return undefined;
    await parts.db
      .updateTable('zoom_grant')
      .set({ refresh_leased_until: null })
      .where('id', '=', leased.row.id)
      .where('refresh_leased_until', '=', leased.until)
      .execute();
    throw error;
  }
}

/** However late the answer comes, it counts as long as nobody has stored newer tokens. */
async function store(
  parts: RefreshParts,
  tx: Tx,
  { row: { id }, refreshToken }: Leased,
  tokens: Tokens | undefined,
): Promise<Access | Failure> {
  const row = await findGrant(tx, id, 'lock');
  if (!row) return grantLost();
  if (openToken(parts, row, 'refresh') !== refreshToken)
    return usable(parts, row, undefined) ?? notYet();
  const outcome = tokens ?? (await endOf(parts, tx, id));
  const changed =
    outcome instanceof Failure
      ? outcome.code === 'grant-lost' && { lost_at: parts.clock.now(), lost_reason: LOST }
      : {
          ...tokenColumns(parts, row.zoom_user_id, outcome),
          ...{ lost_at: null, lost_reason: null },
        };
  await tx
    .updateTable('zoom_grant')
    .set({ refresh_leased_until: null, ...changed })
    .where('id', '=', id)
    .execute();
  if (outcome instanceof Failure) return outcome;
  parts.log.debug({ grant: id }, 'a Zoom grant was refreshed');
  return { accessToken: outcome.accessToken, apiUrl: outcome.apiUrl ?? row.api_url };
}

/** Zoom accepts the grant no longer. While somebody is authorizing, newer tokens of this user may be on their way. */
async function endOf(parts: RefreshParts, tx: Tx, grantId: string): Promise<Failure> {
  if (await anyJustHandedOut(parts, tx)) return soon('Zoom is handing out a new permission');
  parts.log.warn({ grant: grantId }, 'Zoom no longer accepts a grant');
  return grantLost();
}

function soon(detail: string): Failure {
  return new Failure('unreachable', { retry: 'soon', detail });
}

function notYet(): Failure {
  return soon('Zoom has not handed out a new token yet');
}

/** The stored token, unless it is the refused one or about to lapse. */
export function usable(
  parts: Pick<RefreshParts, 'clock' | 'seal'>,
  row: GrantRow,
  refused: string | undefined,
): Access | undefined {
  const lapsing = Temporal.Instant.compare(row.expires_at, parts.clock.now().add(MARGIN)) < 0;
  if (lapsing) return undefined;
  const accessToken = openToken(parts, row, 'access');
  return accessToken === refused ? undefined : { accessToken, apiUrl: row.api_url };
}
