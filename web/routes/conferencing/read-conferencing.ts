import type { Account } from '#accounts';
import type { ZoomRow } from '#conferencing';
import type { Parley, Visitor } from '#http';
import { agoWords } from '../../words/ago.ts';
import { atRiskWords } from '../../words/at-risk.ts';
import { manyWords } from '../../words/many.ts';
import { momentWords, untilWords } from '../../words/moments.ts';

/** What the Zoom row says, in words. */
export type ZoomWords =
  | { state: 'not-configured' | 'not-connected' }
  | { state: 'connected'; email: string; plan: string; since: string; facts: string[] }
  | { state: 'action-required'; reason: string; atRisk: string };

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
  const { conferencing, operator, clock } = parley;
  const [row, sessions, operates] = await Promise.all([
    conferencing.zoomRow(account.id),
    conferencing.sessionsOnZoom(account.id),
    operator.is(person.id),
  ]);
  const now = clock.now();
  const { zone } = account.hours;
  return {
    accountName: account.name,
    operates,
    defaultPlace: account.defaultPlace,
    builtIn: {
      people: manyWords(parley.calls.mostPeople).toLowerCase(),
      relay: parley.config.turnUrls.length > 0,
      alwaysRelay: account.alwaysRelay,
    } satisfies BuiltInWords,
    zoom: zoomWords(row, account, now),
    sessionsOnZoom: sessions.map(({ sessionId, start, title }) => {
      const { day, time } = momentWords(start, zone, now);
      return { id: sessionId, iso: start.toString(), day: day.replace(/^\w+, /, ''), time, title };
    }),
  };
}

function zoomWords(row: ZoomRow, account: Account, now: Temporal.Instant): ZoomWords {
  const { zone } = account.hours;
  if (row.state === 'connected') {
    return {
      state: 'connected',
      email: row.email,
      plan: row.basicPlan ? 'Basic plan' : 'Licensed plan',
      since: momentWords(row.since, zone, now).day.replace(/^\w+, /, ''),
      facts: [
        heardWords(row, now),
        ...(row.basicPlan ? ['On this plan Zoom ends meetings after 40 minutes.'] : []),
      ],
    };
  }
  if (row.state !== 'action-required') return { state: row.state };
  return {
    state: 'action-required',
    reason: `Since ${untilWords(row.since, zone, now)}: ${row.reason}`,
    atRisk: atRiskWords(row.sessionsAtRisk.length, account.defaultPlace),
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
