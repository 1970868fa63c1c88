import type { Account } from '#accounts';
import type { ZoomRow } from '#conferencing';
import type { Parley, Visitor } from '#http';
import { agoWords } from '../../words/ago.ts';
import { atRiskWords } from '../../words/at-risk.ts';
import { manyWords } from '../../words/many.ts';
import { momentWords, untilWords } from '../../words/moments.ts';
import { withoutZoomWords } from '../../words/without-zoom.ts';
import { listOnZoom, readMoves } from './read-moves.ts';

/** What the Zoom row says, in words. */
export type ZoomWords =
  | { state: 'not-configured' | 'not-connected' }
  | { state: 'connected'; email: string; plan: string; since: string; facts: string[] }
  | { state: 'action-required'; reason: string; atRisk: string };

/** Where the sessions of an account take place, and how its connections are. */
export async function readConferencing(parley: Parley, { account, person }: Visitor) {
  const { conferencing, operator, clock } = parley;
  const [row, sessions, operates, moves, large] = await Promise.all([
    conferencing.zoomRow(account.id),
    listOnZoom(parley, account),
    operator.is(person.id),
    readMoves(parley, account),
    conferencing.largeServices(account.id),
  ]);
  const now = clock.now();
  return {
    accountName: account.name,
    operates,
    defaultPlace: account.defaultPlace,
    zoom: zoomWords(row, account, now),
    sessionsOnZoom: sessions,
    moves,
    withoutZoom: withoutZoomWords(large, { ...account, largestCall: conferencing.largestCall }),
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
