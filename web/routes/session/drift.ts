import type { Parley } from '#http';
import type { SessionView } from '#sessions';

/** What a host can do about a meeting that was changed or deleted in Zoom. */
export interface Drift {
  /** The start the meeting has in Zoom, as the host is shown it; undefined where there is none to take. */
  theirStart: string | undefined;
}

const DEEDS = ['put-back', 'take-theirs', 'built-in'] as const;
type DriftDeed = (typeof DEEDS)[number];

/** Undefined where there is nothing to decide. */
export function driftOf({ meeting }: Pick<SessionView, 'meeting'>): Drift | undefined {
  const code = meeting?.status === 'needs-host' ? meeting.reason?.code : undefined;
  if (code !== 'changed-in-zoom' && code !== 'gone-in-zoom') return undefined;
  return { theirStart: meeting?.theirStart?.toString() };
}

export function driftDeed(word: string): DriftDeed | undefined {
  return DEEDS.find((deed) => deed === word);
}

/** Does it, and answers the word under which the page says what came of it. */
export async function settleDrift(
  parley: Parley,
  { accountId, sessionId }: { accountId: string; sessionId: string },
  { deed, theirStart }: { deed: DriftDeed } & Drift,
): Promise<'put-back' | 'built-in' | 'moved' | 'not-free' | 'over' | 'out-of-reach' | 'in-order'> {
  if (deed !== 'take-theirs') {
    const answer = await parley.conferencing.resolveDrift(accountId, sessionId, deed);
    return answer.ok ? deed : answer.reason;
  }
  const found = await parley.sessions.show(accountId, sessionId);
  const theirs = found?.session.meeting?.theirStart;
  // Guests are told of a move, so it goes to the time the host saw and to no later change of it.
  if (!theirs || theirs.toString() !== theirStart) return 'in-order';
  const answer = await parley.sessions.moveSession(accountId, sessionId, theirs);
  if (answer.ok) return 'moved';
  switch (answer.reason) {
    case 'slot-taken':
      return 'not-free';
    case 'not-found':
    case 'cancelled':
      return 'in-order';
    default:
      return answer.reason;
  }
}
