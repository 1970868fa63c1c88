import type { Account } from '#accounts';
import { systemRandom, type Ids, type Log } from '#base';
import type { Tx } from '#db';
import type { Service } from '#services';
import { connect, connectDue, type Connected } from './connect.ts';
import { ringPending } from './ring.ts';
import { connectionReport, test, type ConnectionReport } from './connection-report.ts';
import {
  disconnect,
  sessionsOnZoom,
  type ConnectionParts,
  type SessionAtRisk,
} from './connections.ts';
import { askAboutRemoved } from './doubted-grants.ts';
import { grantLost, remindOfLost, tellOfLost } from './lost-grants.ts';
import { resolveDrift, type Remedy } from './drift.ts';
import { invite, type Invited } from './arrivals.ts';
import { askForHands } from './ask-for-hands.ts';
import { giveBackUnused } from './give-back.ts';
import { giveUpRemovals } from './left-behind.ts';
import { follow, readMeeting, unwant, want, type WantedMeeting } from './meetings.ts';
import { largeServices, refusalOfCalls, type LargeService } from './large-services.ts';
import { overlapsOf, type Overlap } from './overlaps.ts';
import { createNews, lookAhead } from './news.ts';
import { placeFor, whyNotZoom, type NotAtHand, type PlaceFor } from './place-for.ts';
import type { ChangesToday, ProviderNews } from './provider.ts';
import { forgetLinks, forgetRemoved } from './removed.ts';
import { keepRestingAlive } from './resting-grants.ts';
import { askForScans, scanOrphans } from './orphans.ts';
import { createReconcile, ringDue } from './reconcile.ts';
import { rehearseDue } from './rehearsal-rows.ts';
import { createRehearsal } from './rehearsal.ts';
import type { MeetingState } from './state.ts';
import { removalsOf, statesOf } from './states.ts';
import { NO_PROVIDER } from './without-provider.ts';
import { zoomRow, type ZoomRow } from './zoom-row.ts';

export interface Conferencing {
  /** Where a new session of this service takes place. */
  placeFor(account: Account, service: Service): Promise<PlaceFor>;
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
  /** Why no meeting can be made for this account now; undefined when one can. */
  whyNotZoom(accountId: string, tx?: Tx): Promise<NotAtHand | undefined>;
  /** Sessions at the same time on the same Zoom user, of this account or another. For hosts only. */
  overlapsOf(sessionIds: string[], tx?: Tx): Promise<Map<string, Overlap[]>>;
  /** Wants no meeting any more. */
  unwant(tx: Tx, sessionId: string): Promise<void>;
  /** How the meetings of these sessions stand; sessions held elsewhere are not in the answer. */
  statesOf(sessionIds: string[], tx?: Tx): Promise<Map<string, MeetingState>>;
  /** How far the meetings are removed that these sessions have no use for any more. */
  removalsOf(sessionIds: string[]): Promise<Map<string, MeetingState>>;
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
  const outside = { ...parts, grantLost: (grantId: string) => grantLost(parts, grantId) };
  const pass = createReconcile({
    ...outside,
    provider: provider ?? NO_PROVIDER,
    random: parts.random ?? systemRandom,
    giveUp: (tx, sessionId) => giveUpRemovals(parts, tx, { sessionId }),
    mended: (tx, sessionId) => parts.notices.withdrawSession(tx, sessionId),
  });
  const grantWorks = (tx: Tx, grantId: string) => ringPending(parts, tx, [grantId]);
  const rehearse = provider && createRehearsal({ ...outside, provider, grantWorks });
  return {
    placeFor: (account, service) => placeFor(parts, account, service),
    want: (tx, session) => want(parts, tx, session),
    follow: (tx, session) => follow(parts, tx, session),
    invite: (tx, session) => invite(parts, tx, session),
    largestCall: parts.largestCall,
    largeServices: (accountId) => largeServices(parts, accountId),
    whyNotZoom: (accountId, tx) => whyNotZoom(parts, accountId, tx),
    overlapsOf: (sessionIds, tx) => overlapsOf(tx ?? db, sessionIds),
    unwant: (tx, sessionId) => unwant(parts, tx, sessionId),
    statesOf: (sessionIds, tx) => statesOf(tx ?? db, sessionIds),
    removalsOf: (sessionIds) => removalsOf(db, sessionIds),
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
    reconcile: pass,
    sweep: () => sweep(parts),
    changesToday: async () => (await provider?.changesOfToday()) ?? [],
    scanOrphans: (grantId) => scanOrphans(parts, grantId),
    news: createNews(parts),
    forgetRemoved: (grantId, saidAt) => forgetRemoved(parts, grantId, saidAt),
    resolveDrift: (accountId, id, remedy) => resolveDrift(parts, { accountId, id }, remedy),
    startUrl: (sessionId) => startUrl(parts, sessionId),
  };
}

async function sweep(parts: ConnectionParts & { ids: Ids; log: Log }): Promise<void> {
  for (const { accountId, grantId } of (await parts.provider?.settleAuthorizations()) ?? [])
    await connect(parts, accountId, grantId);
  await connectDue(parts);
  await lookAhead(parts);
  await ringDue(parts);
  await rehearseDue(parts);
  await tellOfLost(parts);
  await remindOfLost(parts);
  await askAboutRemoved(parts);
  await askForHands(parts);
  await keepRestingAlive(parts);
  await giveBackUnused(parts);
  await forgetLinks(parts.db, parts.clock.now());
  await askForScans(parts);
}

async function startUrl({ db, provider }: ConnectionParts, sessionId: string) {
  const meeting = await readMeeting(db, sessionId);
  const grantId = meeting?.desired.grantId;
  const meetingId = meeting?.observed.meetingId;
  return grantId && meetingId ? await provider?.startUrl(grantId, meetingId) : undefined;
}

async function makeDefault(
  parts: ConnectionParts,
  accountId: string,
  place: 'built-in' | 'zoom',
): Promise<{ ok: true } | { ok: false; why: string }> {
  const { db, accounts } = parts;
  const notAtHand = place === 'zoom' ? await whyNotZoom(parts, accountId) : undefined;
  if (notAtHand) return { ok: false, why: FIRST[notAtHand] };
  const refusal =
    place === 'built-in'
      ? refusalOfCalls(await largeServices(parts, accountId), parts.largestCall)
      : undefined;
  if (refusal) return { ok: false, why: refusal };
  await db.transaction().execute((tx) => accounts.setDefaultPlace(tx, accountId, place));
  return { ok: true };
}

/** What has to be done before Zoom can become the default. */
const FIRST: Record<NotAtHand, string> = {
  'not-set-up': 'Zoom is not set up on this server.',
  'not-connected': 'Connect a Zoom account first, then make it the default.',
  lost: 'Parley’s access to Zoom has ended. Reconnect first.',
};
