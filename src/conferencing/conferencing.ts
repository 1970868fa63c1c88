import type { Account } from '#accounts';
import { systemRandom, type Ids, type Log } from '#base';
import type { Db, Tx } from '#db';
import type { Service } from '#services';
import { connect, connectDue, type Connected } from './connect.ts';
import { ringPending } from './ring.ts';
import { connectionReport, test, type ConnectionReport } from './connection-report.ts';
import {
  connectionOf,
  disconnect,
  giveBackUnused,
  sessionsOnZoom,
  type ConnectionParts,
  type SessionAtRisk,
} from './connections.ts';
import { askAboutRemoved } from './doubted-grants.ts';
import { grantLost, remindOfLost, tellOfLost } from './lost-grants.ts';
import { resolveDrift, type Remedy } from './drift.ts';
import { invite, usableGrant, type Invited } from './arrivals.ts';
import { follow, readMeeting, unwant, want, type WantedMeeting } from './meetings.ts';
import { largeServices, refusalOfCalls, type LargeService } from './large-services.ts';
import { overlapsOf, type Overlap } from './overlaps.ts';
import { createNews, lookAhead } from './news.ts';
import type { ChangesToday, ProviderNews } from './provider.ts';
import { forgetLinks, forgetRemoved } from './removed.ts';
import { keepRestingAlive } from './resting-grants.ts';
import { askForScans, scanOrphans } from './orphans.ts';
import { createReconcile, ringDue } from './reconcile.ts';
import { rehearseDue } from './rehearsal-rows.ts';
import { createRehearsal } from './rehearsal.ts';
import type { MeetingState } from './state.ts';
import { statesOf } from './states.ts';

/** What the Zoom row of the Conferencing page shows. */
export type ZoomRow =
  | { state: 'not-configured' }
  | { state: 'not-connected' }
  | {
      state: 'connected';
      email: string;
      basicPlan: boolean;
      since: Temporal.Instant;
      lastSuccessAt: Temporal.Instant | null;
      /** Sessions whose meeting is not in step yet. */
      waiting: number;
    }
  | {
      state: 'action-required';
      reason: string;
      since: Temporal.Instant;
      sessionsAtRisk: SessionAtRisk[];
    };

export interface Conferencing {
  /** Where a new session of this service takes place. `insteadOf` is set when Zoom was wanted and cannot be used now. */
  placeFor(
    account: Account,
    service: Service,
  ): Promise<{ place: 'built-in' | 'zoom' | 'words'; insteadOf?: 'zoom' }>;
  /** Wants a meeting for this session as it stands now, and rings for a pass. In the session's transaction. */
  want(tx: Tx, session: WantedMeeting): Promise<void>;
  /** The session has another time: whatever meeting is wanted for it follows. */
  follow(tx: Tx, session: WantedMeeting): Promise<void>;
  /** Wants a meeting for a session held in a built-in call; the session goes there once the meeting stands. */
  invite(tx: Tx, session: WantedMeeting): Promise<Invited>;
  /** How many people a built-in call holds, the host included. */
  largestCall: number;
  /** Services that may be held in Zoom and are open to more guests than a built-in call holds. */
  largeServices(accountId: string): Promise<LargeService[]>;
  /** Whether meetings can be made for this account now. */
  zoomIsUsable(accountId: string): Promise<boolean>;
  /** Sessions at the same time on the same Zoom user, of this account or another. For hosts only. */
  overlapsOf(sessionIds: string[], tx?: Tx): Promise<Map<string, Overlap[]>>;
  /** Wants no meeting any more. */
  unwant(tx: Tx, sessionId: string): Promise<void>;
  /** How the meetings of these sessions stand; sessions held elsewhere are not in the answer. */
  statesOf(sessionIds: string[], tx?: Tx): Promise<Map<string, MeetingState>>;
  zoomRow(accountId: string): Promise<ZoomRow>;
  /** What else there is to tell of a connection; undefined while no permission stands. */
  connectionReport(accountId: string): Promise<ConnectionReport | undefined>;
  /** Asks for a rehearsal of the account's connection. False where there is none to try. */
  test(accountId: string): Promise<boolean>;
  /** Holds the rehearsal that was asked for, or clears away what one has left behind. */
  rehearse(grantId: string): Promise<void>;
  /** Upcoming sessions whose meetings the account's connection looks after. */
  sessionsOnZoom(accountId: string): Promise<SessionAtRisk[]>;
  makeDefault(
    accountId: string,
    place: 'built-in' | 'zoom',
  ): Promise<{ ok: true } | { ok: false; why: string }>;
  /** Ties the account to a grant and asks for a rehearsal. The default stays what it was. */
  connect(accountId: string, grantId: string): Promise<Connected>;
  /**
   * With `moveToBuiltIn` upcoming sessions that a call can hold leave Zoom, and their guests are told;
   * the others keep their links.
   */
  disconnect(accountId: string, choice?: { moveToBuiltIn?: boolean }): Promise<void>;
  /** One pass over one session: compares desired with observed and does what is missing. */
  reconcile(sessionId: string): Promise<void>;
  /** For whoever listens to the provider. */
  news: ProviderNews;
  /** The Zoom user is said to have removed Parley: if that is so, whatever was theirs goes. Throws while it cannot be told. */
  forgetRemoved(grantId: string, saidAt: Temporal.Instant | undefined): Promise<void>;
  /**
   * The host decides about a meeting changed or deleted in Zoom: ours is put back, or the session is
   * held in a built-in call. (Zoom's time is taken by moving the session to the state's `theirStart`.)
   */
  resolveDrift(
    accountId: string,
    sessionId: string,
    remedy: Remedy,
  ): Promise<{ ok: true } | { ok: false; reason: 'in-order' }>;
  /** The changes each permission has used today, most first; who has used none is left out. */
  changesToday(): Promise<({ grantId: string } & ChangesToday)[]>;
  /** Removes meetings of this permission that carry our mark and that no session needs. */
  scanOrphans(grantId: string): Promise<void>;
  /** Asks for the passes that are due, keeps grants alive, gives back and forgets what nobody uses. Every minute. */
  sweep(): Promise<void>;
  /** A fresh address with host rights for whoever holds the session; undefined when Zoom has no such meeting. */
  startUrl(sessionId: string): Promise<string | undefined>;
}

export function createConferencing(
  parts: ConnectionParts & { ids: Ids; log: Log; random?: () => number },
): Conferencing {
  const { db, clock, provider } = parts;
  const outside = provider && {
    ...parts,
    provider,
    grantLost: (grantId: string) => grantLost(parts, grantId),
  };
  const pass = outside && createReconcile({ ...outside, random: parts.random ?? systemRandom });
  const rehearse =
    outside &&
    createRehearsal({ ...outside, grantWorks: (tx, grantId) => ringPending(parts, tx, [grantId]) });
  return {
    placeFor: (account, service) => placeFor(db, account, service),
    want: (tx, session) => want(parts, tx, session),
    follow: (tx, session) => follow(parts, tx, session),
    invite: (tx, session) => invite(parts, tx, session),
    largestCall: parts.largestCall,
    largeServices: (accountId) => largeServices(parts, accountId),
    zoomIsUsable: async (accountId) => (await usableGrant(db, accountId)) !== undefined,
    overlapsOf: (sessionIds, tx) => overlapsOf(tx ?? db, sessionIds),
    unwant: (tx, sessionId) => unwant(parts, tx, sessionId),
    statesOf: (sessionIds, tx) => statesOf(tx ?? db, sessionIds),
    zoomRow: (accountId) => zoomRow(parts, accountId),
    connectionReport: (accountId) => connectionReport(parts, accountId),
    test: (accountId) => test(parts, accountId),
    async rehearse(grantId) {
      await rehearse?.(grantId);
    },
    sessionsOnZoom: (accountId) => sessionsOnZoom(db, accountId, clock.now()),
    makeDefault: (accountId, place) => makeDefault(parts, accountId, place),
    connect: (accountId, grantId) => connect(parts, accountId, grantId),
    disconnect: (accountId, choice) => disconnect(parts, accountId, choice),
    async reconcile(sessionId) {
      await pass?.(sessionId);
    },
    async sweep() {
      for (const { accountId, grantId } of (await provider?.settleAuthorizations()) ?? [])
        await connect(parts, accountId, grantId);
      await connectDue(parts);
      await lookAhead(parts);
      await ringDue(parts);
      await rehearseDue(parts);
      await tellOfLost(parts);
      await remindOfLost(parts);
      await askAboutRemoved(parts);
      await keepRestingAlive(parts);
      await giveBackUnused(parts);
      await forgetLinks(db, clock.now());
      await askForScans(parts);
    },
    changesToday: async () => (await provider?.changesOfToday()) ?? [],
    scanOrphans: (grantId) => scanOrphans(parts, grantId),
    news: createNews(parts),
    forgetRemoved: (grantId, saidAt) => forgetRemoved(parts, grantId, saidAt),
    resolveDrift: (accountId, id, remedy) => resolveDrift(parts, { accountId, id }, remedy),
    startUrl: (sessionId) => startUrl(parts, sessionId),
  };
}

async function startUrl({ db, provider }: ConnectionParts, sessionId: string) {
  const meeting = await readMeeting(db, sessionId);
  const grantId = meeting?.desired.grantId;
  const meetingId = meeting?.observed.meetingId;
  return grantId && meetingId ? await provider?.startUrl(grantId, meetingId) : undefined;
}

async function placeFor(
  db: Db,
  account: Account,
  service: Service,
): ReturnType<Conferencing['placeFor']> {
  const chosen = service.place === 'default' ? account.defaultPlace : service.place;
  if (chosen !== 'zoom') return { place: chosen };
  const usable = await usableGrant(db, account.id);
  return usable ? { place: 'zoom' } : { place: 'built-in', insteadOf: 'zoom' };
}

async function zoomRow(
  { db, clock, provider }: ConnectionParts,
  accountId: string,
): Promise<ZoomRow> {
  if (!provider) return { state: 'not-configured' };
  const connection = await connectionOf(db, accountId);
  if (!connection) return { state: 'not-connected' };
  const grant =
    connection.grantId === null ? undefined : await provider.viewGrant(connection.grantId);
  if (!grant || grant.lost || connection.lostAt) {
    return {
      state: 'action-required',
      reason:
        connection.lostReason ?? grant?.lost?.reason ?? 'Zoom no longer accepts Parley’s access.',
      since: connection.lostAt ?? grant?.lost?.at ?? connection.connectedAt,
      sessionsAtRisk: await sessionsOnZoom(db, accountId, clock.now()),
    };
  }
  return {
    state: 'connected',
    email: grant.email,
    basicPlan: grant.basicPlan,
    since: connection.connectedAt,
    lastSuccessAt: grant.lastSuccessAt,
    waiting: await countWaiting(db, accountId),
  };
}

async function countWaiting(db: Db, accountId: string): Promise<number> {
  const { waiting } = await db
    .selectFrom('desired_meeting as desired')
    .innerJoin('observed_meeting as observed', 'observed.session_id', 'desired.session_id')
    .select((select) => select.fn.countAll<string>().as('waiting'))
    .where('desired.account_id', '=', accountId)
    .where('desired.managed', '=', true)
    .where('observed.outcome', '!=', 'settled')
    .executeTakeFirstOrThrow();
  return Number(waiting);
}

async function makeDefault(
  parts: ConnectionParts,
  accountId: string,
  place: 'built-in' | 'zoom',
): Promise<{ ok: true } | { ok: false; why: string }> {
  const { db, accounts } = parts;
  if (place === 'zoom') {
    const connection = await connectionOf(db, accountId);
    if (!connection)
      return { ok: false, why: 'Connect a Zoom account first, then make it the default.' };
    if (connection.lostAt)
      return { ok: false, why: 'Parley’s access to Zoom has ended. Reconnect first.' };
  }
  const refusal =
    place === 'built-in'
      ? refusalOfCalls(await largeServices(parts, accountId), parts.largestCall)
      : undefined;
  if (refusal) return { ok: false, why: refusal };
  await db.transaction().execute((tx) => accounts.setDefaultPlace(tx, accountId, place));
  return { ok: true };
}
