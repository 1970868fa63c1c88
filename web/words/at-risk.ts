import type { Account } from '#accounts';
import { manyWords } from './many.ts';

/** What becomes of sessions while Parley has no access to Zoom. */
export function atRiskWords(sessions: number, defaultPlace: Account['defaultPlace']): string {
  const meanwhile =
    defaultPlace === 'zoom'
      ? 'New sessions use built-in calls until you reconnect.'
      : 'New sessions use built-in calls.';
  if (sessions === 0) return meanwhile;
  const keep =
    sessions === 1
      ? 'One upcoming session no longer follows your changes in Zoom. A link already given out keeps working.'
      : `${manyWords(sessions)} upcoming sessions no longer follow your changes in Zoom. Links already given out keep working.`;
  return `${keep} ${meanwhile}`;
}

/** What becomes of sessions while this server knows Zoom no more. */
export function notSetUpWords(sessions: number): string {
  const meanwhile =
    'Your connection is kept for when it is set up again; until then new sessions use built-in calls.';
  if (sessions === 0) return meanwhile;
  const one = sessions === 1;
  const which = one ? 'One upcoming session is' : `${manyWords(sessions)} upcoming sessions are`;
  return `${which} held in Zoom, and nobody looks after ${one ? 'its meeting' : 'their meetings'}. A session without one moves to a built-in call shortly before its start. ${meanwhile}`;
}
