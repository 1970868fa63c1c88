/** Every call there is now, and the way into one of its seats. */
import { createBars } from './bars.ts';
import type { Keys } from './keys.ts';
import type { Ending, Hello } from './messages.ts';
import { closeMedia } from './passes.ts';
import { inside, knocking, newRoom, type Room, type RoomParts } from './room.ts';
import type { Seat, Wire } from './seat.ts';
import { seatAgain, seatNew, tickRoom } from './seating.ts';
import type { Waiting } from './waiting.ts';

/** Where a socket leads to. */
export interface Place {
  room: Room;
  seat: Seat;
  parts: RoomParts;
}

export interface RoomsParts extends Omit<RoomParts, 'bar'> {
  /** Nobody has a seat there any more. */
  closed(sessionId: string): void;
  /** A host here keeps somebody out, wherever the room is kept next. */
  barred(who: string, untilMs: number): void;
}

export interface Rooms {
  /** The room of a session, where somebody is or was a moment ago. */
  room(sessionId: string): Room | undefined;
  /** Calls somebody is in. */
  live(): number;
  waiting(): Waiting[];
  bar(who: string, untilMs: number): void;
  forget(sessionId: string): void;
  enter(hello: Hello['hello'] | undefined, wire: Wire): Place | Ending;
  /** `late`: this server itself was busy, so silence proves nothing. */
  tick(late: boolean): void;
}

export function createRooms(around: RoomsParts): Rooms {
  const rooms = new Map<string, Room>();
  const bars = createBars(around.clock);
  const parts = {
    ...around,
    bar(who: string, untilMs: number) {
      bars.bar(who, untilMs);
      around.barred(who, untilMs);
    },
  };
  return {
    room: (sessionId) => rooms.get(sessionId),
    live: () => [...rooms.values()].filter((room) => inside(room).length > 0).length,
    waiting: () => [...rooms.values()].flatMap(waitingAt),
    bar: bars.bar,
    forget(sessionId) {
      const seats = rooms.get(sessionId)?.seats.values() ?? [];
      rooms.delete(sessionId);
      around.attendance.forget(sessionId);
      for (const { wire } of seats) wire?.close();
    },
    enter(hello, wire) {
      const coming = hello && comingWith(hello, parts.keys);
      if (!coming) return 'unknown';
      const refusal = bars.refusal(coming.who);
      if (refusal) return refusal;
      const room = rooms.get(coming.sessionId) ?? newRoom(coming, parts);
      const seat =
        'claims' in coming
          ? seatAgain(room, coming, wire, parts)
          : seatNew(room, coming, wire, parts);
      if (typeof seat === 'string') return seat;
      rooms.set(room.sessionId, room);
      return { room, seat, parts };
    },
    tick(late) {
      for (const room of rooms.values()) {
        tickRoom(room, parts, late);
        if (room.seats.size > 0) continue;
        rooms.delete(room.sessionId);
        closeMedia(room, parts);
        around.closed(room.sessionId);
      }
      bars.forgetPast();
    },
  };
}

function waitingAt(room: Room): Waiting[] {
  const { sessionId, accountId } = room;
  return knocking(room).map((knock) => ({ ...knock, sessionId, accountId }));
}

function comingWith(hello: Hello['hello'], keys: Keys) {
  if ('ticket' in hello) return keys.takeTicket(hello.ticket);
  const claims = keys.readSeatKey(hello.key);
  return claims && { ...claims, claims, heard: hello.heard };
}
