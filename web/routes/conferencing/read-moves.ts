import type { Account } from '#accounts';
import type { Parley } from '#http';
import { momentWords } from '../../words/moments.ts';
import { PLACE_REFUSALS } from '../../words/place-refusal.ts';
import type { Moves } from './move-sessions.tsx';
import type { Listed } from './session-list.tsx';

/** What could follow the default now; undefined where nothing could. */
export async function readMoves(
  { sessions, clock }: Parley,
  account: Account,
): Promise<Moves | undefined> {
  const to = account.defaultPlace;
  const movable = await sessions.movable(account, to);
  const many = movable.filter(({ stays }) => !stays).length;
  if (many === 0) return undefined;
  const now = clock.now();
  return {
    to,
    many,
    sessions: movable.map(({ id, start, serviceName, guests, stays }) => ({
      ...listed(start, account.hours.zone, now),
      id,
      title: [serviceName, guests.join(', ')].filter(Boolean).join(' · '),
      says: stays && `Stays. ${PLACE_REFUSALS[stays]}`,
    })),
  };
}

/** The upcoming sessions in Zoom, as the Disconnect dialog lists them. */
export async function listOnZoom(
  { conferencing, clock }: Parley,
  account: Account,
): Promise<Listed[]> {
  const now = clock.now();
  const sessions = await conferencing.sessionsOnZoom(account.id);
  return sessions.map(({ sessionId, start, title, capacity }) => ({
    ...listed(start, account.hours.zone, now),
    id: sessionId,
    title,
    says:
      capacity < conferencing.largestCall
        ? undefined
        : 'Keeps its link: more guests than a built-in call holds.',
  }));
}

/** When a session is, as a list says it. */
export function listed(start: Temporal.Instant, zone: string, now: Temporal.Instant) {
  const { day, time } = momentWords(start, zone, now);
  return { iso: start.toString(), day: day.replace(/^\w+, /, ''), time };
}
