import type { Parley } from '#http';
import type { SessionView } from '#sessions';
import type { Account } from '#accounts';
import { PLACE_REFUSALS } from '../../words/place-refusal.ts';

/** Where a host can move this session, and what the button says. */
export interface Hold {
  to: 'built-in' | 'zoom';
  words: string;
  /** It has not left its call yet. */
  arriving: boolean;
}

/** Undefined where there is nothing to choose: begun, cancelled, held in words, or decided by a change in Zoom. */
export async function holdOf(
  { conferencing, clock }: Parley,
  account: Pick<Account, 'id'>,
  session: SessionView,
): Promise<Hold | undefined> {
  const begun = Temporal.Instant.compare(session.start, clock.now()) <= 0;
  if (begun || session.cancelledAt || session.place === 'words') return undefined;
  if (session.meeting?.arriving)
    return { to: 'built-in', words: 'Stay in the built-in call', arriving: true };
  if (session.place === 'zoom')
    return { to: 'built-in', words: 'Hold in a built-in call', arriving: false };
  const { state } = await conferencing.zoomRow(account.id);
  const connected = state === 'connected' || state === 'action-required';
  return connected ? { to: 'zoom', words: 'Hold in Zoom', arriving: false } : undefined;
}

/** Does it, and answers what the page says of it: a word of `HOLD_SAID`. */
export async function holdIn(
  { sessions }: Parley,
  { accountId, sessionId }: { accountId: string; sessionId: string },
  place: string,
): Promise<string> {
  const to = place === 'zoom' ? 'zoom' : 'built-in';
  const held = await sessions.holdIn(accountId, sessionId, to);
  return held.ok ? `held-${to}` : held.reason;
}

export const HOLD_SAID: Record<string, string> = {
  'held-zoom':
    'The session goes to Zoom as soon as its meeting stands. Everybody in it is told then; their links stay the same.',
  'held-built-in': 'The session is held in a built-in call. Everybody’s links stay the same.',
  ...PLACE_REFUSALS,
};
