import type { Coming } from './keys.ts';
import { inside, type Room } from './room.ts';
import { hasSeat } from './places.ts';

/** How a room stands for one person. */
export interface Standing {
  /** People are in the call. */
  busy: boolean;
  /** A seat is free for this person, or is theirs already. */
  hasSeat: boolean;
}

export function standingIn(room: Room | undefined, person: Pick<Coming, 'who' | 'role'>): Standing {
  return {
    busy: room !== undefined && inside(room).length > 0,
    hasSeat: !room || hasSeat(room, person),
  };
}
