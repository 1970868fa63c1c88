/** Whoever is removed from an account while in one of its calls is put out of it, whatever key they hold. */
import type { Doorkeeper } from './doorkeeper.ts';
import type { Room, RoomParts } from './room.ts';
import type { Seat } from './seat.ts';
import { letGo } from './seating.ts';

export interface FormerHostsParts extends RoomParts {
  doorkeeper: Doorkeeper;
}

/** For so long somebody who was removed may still see the others. */
const LOOK_EVERY_MS = 5_000;

/** To be called with every beat; asks the database now and then. */
export function createFormerHosts(parts: FormerHostsParts): (rooms: Iterable<Room>) => void {
  const { clock, doorkeeper, log } = parts;
  let lookedAtMs = 0;
  const look = async (room: Room, seat: Seat) => {
    if (await doorkeeper.isHost(room.accountId, seat.who)) return;
    letGo(room, seat, parts, { says: 'is a host of the account no more', why: 'removed' });
  };
  return (rooms) => {
    const nowMs = clock.now().epochMilliseconds;
    if (nowMs - lookedAtMs < LOOK_EVERY_MS) return;
    lookedAtMs = nowMs;
    for (const room of rooms) {
      for (const seat of room.seats.values()) {
        if (seat.role !== 'host') continue;
        look(room, seat).catch((error: unknown) =>
          log.warn({ error: String(error) }, 'nobody knows who is still a host'),
        );
      }
    }
  };
}
