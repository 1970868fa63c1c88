import type { Invitation } from './doorkeeper.ts';

/** Guests may come in this long before the start. */
export const OPENS_BEFORE_MIN = 15;
/** Sessions run over and people come back for their umbrella. A call in progress is never over. */
export const STAYS_AFTER_END_MIN = 60;

/** How the door stands for one person at one moment. */
export type Door =
  | { is: 'open' }
  | { is: 'early'; opensAt: Temporal.Instant }
  | { is: 'full' }
  | { is: 'over' }
  | { is: 'cancelled' }
  /** The session takes place in Zoom or at a place in words. */
  | { is: 'elsewhere' };

/** `busy`: people are in the call. `hasSeat`: one is free for this person, or is theirs already. */
export function doorFor(
  invitation: Pick<Invitation, 'cancelled' | 'place' | 'role' | 'start' | 'end'>,
  room: { busy: boolean; hasSeat: boolean },
  now: Temporal.Instant,
): Door {
  if (invitation.cancelled) return { is: 'cancelled' };
  if (invitation.place !== 'built-in') return { is: 'elsewhere' };
  if (invitation.role === 'guest') {
    const opensAt = invitation.start.subtract({ minutes: OPENS_BEFORE_MIN });
    if (Temporal.Instant.compare(now, opensAt) < 0) return { is: 'early', opensAt };
    const closesAt = invitation.end.add({ minutes: STAYS_AFTER_END_MIN });
    if (Temporal.Instant.compare(now, closesAt) >= 0 && !room.busy) return { is: 'over' };
  }
  return room.hasSeat ? { is: 'open' } : { is: 'full' };
}
