import type { ZoomRow } from '#conferencing';
import type { Parley, Visitor } from '#http';
import { agoWords } from '../../words/ago.ts';
import { manyWords } from '../../words/many.ts';
import { momentWords, untilWords } from '../../words/moments.ts';

/** What the Zoom row says, in words. */
export type ZoomWords =
  | { state: 'not-configured' | 'not-connected' }
  | { state: 'connected'; email: string; plan: string; since: string; facts: string[] }
  | { state: 'action-required'; reason: string; atRisk: string };

/** Where the sessions of an account take place, and how its connections are. */
export async function readConferencing({ conferencing, clock }: Parley, { account }: Visitor) {
  const [row, sessions] = await Promise.all([
    conferencing.zoomRow(account.id),
    conferencing.sessionsOnZoom(account.id),
  ]);
  const now = clock.now();
  const { zone } = account.hours;
  return {
    accountName: account.name,
    defaultPlace: account.defaultPlace,
    zoom: zoomWords(row, zone, now),
    sessionsOnZoom: sessions.map(({ sessionId, start, title }) => {
      const { day, time } = momentWords(start, zone, now);
      return { id: sessionId, iso: start.toString(), day: day.replace(/^\w+, /, ''), time, title };
    }),
  };
}

function zoomWords(row: ZoomRow, zone: string, now: Temporal.Instant): ZoomWords {
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
    atRisk: riskWords(row.sessionsAtRisk.length),
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

function riskWords(sessions: number): string {
  const meanwhile = 'New sessions use built-in calls until you reconnect.';
  if (sessions === 0) return meanwhile;
  const keep =
    sessions === 1
      ? 'One upcoming session no longer follows your changes in Zoom. A link already given out keeps working.'
      : `${manyWords(sessions)} upcoming sessions no longer follow your changes in Zoom. Links already given out keep working.`;
  return `${keep} ${meanwhile}`;
}
