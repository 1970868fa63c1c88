/** Where every socket is answered first: whose it is, and which room it belongs to. */
import type { Clock } from '#base';
import { carryOut } from './deeds.ts';
import type { Keys } from './keys.ts';
import { readFrame, readHello, type Ending, type Hello, type Knock } from './messages.ts';
import { inside, knocking, newRoom, type Room, type RoomParts } from './room.ts';
import { end, type Seat, type Wire } from './seat.ts';
import { loseWire, seatAgain, seatNew, tickRoom } from './seating.ts';

/** The server's end of one socket. */
export interface Ear {
  hear(text: string): void;
  lost(): void;
}

export interface Desk {
  answer(wire: Wire): Ear;
  /** The room of a session, where somebody is or was a moment ago. */
  room(sessionId: string): Room | undefined;
  /** How many calls somebody is in. */
  live(): number;
  /** Who waits before the doors of these accounts. */
  waiting(accountIds: readonly string[]): Waiting[];
  /** To be called every `BEAT_MS`. */
  tick(): void;
}

/** Somebody before the door of a call, as its host sees them on every page. */
export interface Waiting extends Knock {
  sessionId: string;
}

export const BEAT_MS = 800;

/** First words must come within this, or the socket is only taking up room. */
const FIRST_WORDS_MS = 5_000;
/** Joining a call of four says about fifty things at once; nobody says more than this for long. */
const BURST = 90;
const PER_SECOND = 25;

export function createDesk(parts: Omit<RoomParts, 'bar'>): Desk {
  const rooms = new Map<string, Room>();
  const barred = new Map<string, number>();
  const speechless = new Map<Wire, number>();
  const bar = (who: string, untilMs: number) => void barred.set(who, untilMs);
  const roomParts = { ...parts, bar };
  const nowMs = () => parts.clock.now().epochMilliseconds;
  let tickedAtMs = nowMs();

  const enter = (
    hello: Hello['hello'] | undefined,
    wire: Wire,
  ): { room: Room; seat: Seat } | Ending => {
    const coming = hello && comingWith(hello, parts.keys);
    if (!coming) return 'unknown';
    const barredForMs = (barred.get(coming.who) ?? 0) - nowMs();
    if (barredForMs > 0) return barredForMs > 60_000 ? 'removed' : 'refused';
    const room = rooms.get(coming.sessionId) ?? newRoom(coming.sessionId);
    const seat =
      'claims' in coming
        ? seatAgain(room, coming, wire, roomParts)
        : seatNew(room, coming, wire, roomParts);
    if (typeof seat === 'string') return seat;
    rooms.set(room.sessionId, room);
    return { room, seat };
  };

  return {
    room: (sessionId) => rooms.get(sessionId),
    live: () => [...rooms.values()].filter((room) => inside(room).length > 0).length,
    waiting: (accountIds) => waitingIn([...rooms.values()], accountIds),
    answer(wire) {
      let at: { room: Room; seat: Seat } | undefined;
      const mayGoOn = allowance(parts.clock);
      speechless.set(wire, nowMs());
      return {
        hear(text) {
          if (!mayGoOn()) return wire.close();
          if (at) return hearSeated({ ...at, wire, text }, roomParts);
          speechless.delete(wire);
          const entered = enter(readHello(text), wire);
          if (typeof entered === 'string') end(wire, entered);
          else at = entered;
        },
        lost() {
          speechless.delete(wire);
          if (at) loseWire(at.room, at.seat, wire, roomParts);
        },
      };
    },
    tick() {
      const late = nowMs() - tickedAtMs > 2 * BEAT_MS;
      tickedAtMs = nowMs();
      for (const room of rooms.values()) tickRoom(room, roomParts, late);
      for (const [id, room] of rooms) if (room.seats.size === 0) rooms.delete(id);
      for (const [wire, sinceMs] of speechless)
        if (nowMs() - sinceMs > FIRST_WORDS_MS) wire.close();
      for (const [who, untilMs] of barred) if (untilMs <= nowMs()) barred.delete(who);
    },
  };
}

function waitingIn(rooms: Room[], accountIds: readonly string[]): Waiting[] {
  return rooms
    .filter(({ seats }) => seats.values().some(({ accountId }) => accountIds.includes(accountId)))
    .flatMap((room) => knocking(room).map((knock) => ({ ...knock, sessionId: room.sessionId })));
}

function comingWith(hello: Hello['hello'], keys: Keys) {
  if ('ticket' in hello) return keys.takeTicket(hello.ticket);
  const claims = keys.readSeatKey(hello.key);
  return claims && { claims, heard: hello.heard, who: claims.who, sessionId: claims.sessionId };
}

function hearSeated(
  { room, seat, wire, text }: { room: Room; seat: Seat; wire: Wire; text: string },
  parts: RoomParts,
): void {
  // The seat was taken over by a newer socket, or is gone.
  if (seat.wire !== wire) return;
  const frame = readFrame(text);
  if (!frame) return wire.close();
  seat.heardAtMs = parts.clock.now().epochMilliseconds;
  const message = seat.line.hear(frame);
  if (message) carryOut(room, seat, message, parts);
}

/** Says whether one more message is within reason. */
function allowance(clock: Clock): () => boolean {
  let left = BURST;
  let at = clock.now();
  return () => {
    const now = clock.now();
    left = Math.min(BURST, left + at.until(now).total('seconds') * PER_SECOND) - 1;
    at = now;
    return left >= 0;
  };
}
