/** Every call there is now, and the way into one of its seats. */
import { lookAtDoor, type DoorWatchParts } from './door-watch.ts';
import type { Coming, Keys, SeatClaims } from './keys.ts';
import type { Ending, Hello } from './messages.ts';
import { closeMedia } from './passes.ts';
import {
  hostIsIn,
  inside,
  knocking,
  lookForHost,
  newRoom,
  type Room,
  type RoomParts,
} from './room.ts';
import type { Seat, Wire } from './seat.ts';
import { seatAgain, seatNew, tickRoom } from './seating.ts';
import type { Doors, Waiting } from './waiting.ts';

/** With a ticket, or with the key of a seat. */
export type Comer = Coming | (Coming & { claims: SeatClaims; heard: number | undefined });

/** Where a socket leads to. */
export interface Place {
  room: Room;
  seat: Seat;
  parts: RoomParts;
}

export interface RoomsParts extends DoorWatchParts {
  /** Nobody has a seat there any more. */
  closed(sessionId: string): void;
}

export interface Rooms {
  /** The room of a session, where somebody is or was a moment ago. */
  room(sessionId: string): Room | undefined;
  /** Calls somebody is in. */
  live(): number;
  doors(): Doors;
  forget(sessionId: string): void;
  /** Who comes with these words; undefined where they open nothing. */
  read(hello: Hello['hello'] | undefined): Comer | undefined;
  enter(coming: Comer, wire: Wire): Place | Ending;
  /** `late`: this server itself was busy, so silence proves nothing. */
  tick(late: boolean): void;
}

/** For so long somebody who was removed from the account may still see the others. */
const LOOK_AGAIN_MS = 5_000;

export function createRooms(parts: RoomsParts): Rooms {
  const rooms = new Map<string, Room>();
  let lookedAtMs = 0;
  const lookNowAndThen = () => {
    const nowMs = parts.clock.now().epochMilliseconds;
    if (nowMs - lookedAtMs < LOOK_AGAIN_MS) return;
    lookedAtMs = nowMs;
    for (const room of rooms.values()) void lookAtDoor(room, parts);
  };
  return {
    room: (sessionId) => rooms.get(sessionId),
    live: () => [...rooms.values()].filter((room) => inside(room).length > 0).length,
    doors: () => ({
      waiting: [...rooms.values()].flatMap(waitingAt),
      hosted: [...rooms.values()]
        .filter(hostIsIn)
        .map(({ sessionId, accountId }) => ({ sessionId, accountId })),
    }),
    forget(sessionId) {
      const seats = rooms.get(sessionId)?.seats.values() ?? [];
      rooms.delete(sessionId);
      parts.attendance.forget(sessionId);
      for (const { wire } of seats) wire?.close();
    },
    read: (hello) => hello && comerWith(hello, parts.keys),
    enter(coming, wire) {
      const room = rooms.get(coming.sessionId) ?? newRoom(coming, parts);
      lookForHost(room, parts);
      const seat =
        'claims' in coming
          ? seatAgain(room, coming, wire, parts)
          : seatNew(room, coming, wire, parts);
      if (typeof seat === 'string') return seat;
      rooms.set(room.sessionId, room);
      return { room, seat, parts };
    },
    tick(late) {
      lookNowAndThen();
      for (const room of rooms.values()) {
        tickRoom(room, parts, late);
        lookForHost(room, parts);
        if (room.seats.size > 0) continue;
        rooms.delete(room.sessionId);
        closeMedia(room, parts);
        parts.closed(room.sessionId);
      }
    },
  };
}

function waitingAt(room: Room): Waiting[] {
  const { sessionId, accountId } = room;
  return knocking(room).map((knock) => ({ ...knock, sessionId, accountId }));
}

function comerWith(hello: Hello['hello'], keys: Keys): Comer | undefined {
  if ('ticket' in hello) return keys.takeTicket(hello.ticket);
  const claims = keys.readSeatKey(hello.key);
  return claims && { ...claims, claims, heard: hello.heard };
}
