import type { Account } from '#accounts';
import type { ConnectionReport, ZoomRow } from '#conferencing';
import type { Parley, Visitor } from '#http';
import type { Service } from '#services';
import { agoWords } from '../../words/ago.ts';
import { atRiskWords, notSetUpWords } from '../../words/at-risk.ts';
import { lastTryWords } from '../../words/last-try.ts';
import { manyWords } from '../../words/many.ts';
import { meetingWords, removalWords } from '../../words/meeting-state.ts';
import { momentWords, untilWords } from '../../words/moments.ts';
import { missingWords } from '../../words/permissions.ts';
import { rehearsalWords, type RehearsalWords } from '../../words/rehearsal.ts';
import { repairWords } from '../../words/repair.ts';
import { withoutZoomWords } from '../../words/without-zoom.ts';
import { longerThanBasic } from '../../words/plan-warning.ts';
import { listed, listOnZoom, readMoves } from './read-moves.ts';
import type { Listed } from './session-list.tsx';

/** What the Zoom row says, in words. */
export type ZoomWords =
  | { state: 'not-configured'; atRisk: string | undefined }
  | { state: 'not-connected'; lastTry: string | undefined }
  | {
      state: 'connected';
      email: string;
      plan: string;
      since: string;
      heard: string;
      missing: string[];
      check: RehearsalWords | undefined;
      planLimit: string | undefined;
      waits: Listed[];
      notManaged: string | undefined;
      repair: string[];
    }
  | { state: 'action-required'; reason: string; atRisk: string; lastTry: string | undefined };

/** What the row of built-in calls says. */
export interface BuiltInWords {
  /** The most one call holds, in words. */
  people: string;
  /** Whether this server has a relay. */
  relay: boolean;
  alwaysRelay: boolean;
}

/** Where the sessions of an account take place, and how its connections are. */
export async function readConferencing(parley: Parley, { account, person }: Visitor) {
  const { conferencing, zoom, clock, services, operator } = parley;
  const [row, report, sessions, offered, lastTry, operates, moves, large] = await Promise.all([
    conferencing.zoomRow(account.id),
    conferencing.connectionReport(account.id),
    listOnZoom(parley, account),
    services.list(account.id),
    zoom?.lastTry(account.id),
    operator.is(person.id),
    readMoves(parley, account),
    conferencing.largeServices(account.id),
  ]);
  const reading: Reading = { account, report, offered, now: clock.now() };
  return {
    accountName: account.name,
    operates,
    defaultPlace: account.defaultPlace,
    builtIn: {
      people: manyWords(conferencing.largestCall).toLowerCase(),
      relay: parley.config.turnUrls.length > 0,
      alwaysRelay: account.alwaysRelay,
    } satisfies BuiltInWords,
    zoom: zoomWords(row, reading, lastTryWords(lastTry, account.hours.zone, reading.now)),
    signOutOfZoom: zoom?.signOutUrl,
    sessionsOnZoom: sessions,
    moves,
    withoutZoom: withoutZoomWords(large, { ...account, largestCall: conferencing.largestCall }),
    alwaysZoom: offered
      .filter((service) => service.place === 'zoom' && !service.switchedOffAt)
      .map((service) => service.name),
  };
}

interface Reading {
  account: Account;
  report: ConnectionReport | undefined;
  offered: Service[];
  now: Temporal.Instant;
}

function zoomWords(row: ZoomRow, reading: Reading, lastTry: string | undefined): ZoomWords {
  const { account, now } = reading;
  switch (row.state) {
    case 'not-configured':
      return {
        state: row.state,
        atRisk: row.sessionsAtRisk && notSetUpWords(row.sessionsAtRisk.length),
      };
    case 'not-connected':
      return { state: row.state, lastTry };
    case 'connected':
      return connectedWords(row, reading);
    case 'action-required':
      return {
        state: row.state,
        reason: `Since ${untilWords(row.since, account.hours.zone, now)}: ${row.reason}`,
        atRisk: atRiskWords(row.sessionsAtRisk.length, account.defaultPlace),
        lastTry,
      };
  }
}

function connectedWords(
  row: Extract<ZoomRow, { state: 'connected' }>,
  reading: Reading,
): Extract<ZoomWords, { state: 'connected' }> {
  const { account, report, offered, now } = reading;
  const { zone } = account.hours;
  return {
    state: 'connected',
    email: row.email,
    plan: row.basicPlan ? 'Basic plan' : 'Licensed plan',
    since: momentWords(row.since, zone, now).day.replace(/^\w+, /, ''),
    heard: heardWords(row, now),
    missing: missingWords(report?.missing ?? []),
    check: report?.rehearsal && rehearsalWords(report.rehearsal, zone, now),
    planLimit: row.basicPlan ? longerThanBasic(offered, account.defaultPlace) : undefined,
    waits: (report?.waits ?? []).map(({ meeting, sessionId, start, title, leaves }) => ({
      ...listed(start, zone, now),
      id: sessionId,
      title,
      says: (leaves ? removalWords : meetingWords)(meeting, zone, now).says,
    })),
    notManaged: notManagedWords(report?.notManaged ?? 0),
    repair: report?.repair ? repairWords(report.repair) : [],
  };
}

function heardWords(
  row: { lastSuccessAt: Temporal.Instant | null; waiting: number },
  now: Temporal.Instant,
) {
  const heard = row.lastSuccessAt
    ? `Last heard from Zoom ${agoWords(row.lastSuccessAt, now)}. `
    : '';
  if (row.waiting === 0) return `${heard}Everything is in step.`;
  const many = row.waiting === 1 ? 'One session waits' : `${manyWords(row.waiting)} sessions wait`;
  return `${heard}${many} to be put in step.`;
}

function notManagedWords(sessions: number): string | undefined {
  if (sessions === 0) return undefined;
  return sessions === 1
    ? 'One upcoming session keeps a meeting of the Zoom account connected before. Its link works; later changes do not reach Zoom.'
    : `${manyWords(sessions)} upcoming sessions keep meetings of the Zoom account connected before. Their links work; later changes do not reach Zoom.`;
}
