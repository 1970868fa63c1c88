/** Where every socket is answered: its first words lead to a seat, all later ones come from there. */
import type { Clock } from '#base';
import { carryOut } from './deeds.ts';
import { readFrame, readHello } from './messages.ts';
import type { Room } from './room.ts';
import { createRooms, type Comer, type Place, type RoomsParts } from './rooms.ts';
import { end, type Wire } from './seat.ts';
import { loseWire } from './seating.ts';
import type { Doors } from './waiting.ts';

/** The server's end of one socket. */
export interface Ear {
  /** Resolves when what was said has had its effect: the first words are looked up. */
  hear(text: string): Promise<void> | void;
  lost(): void;
}

export interface Desk {
  answer(wire: Wire): Ear;
  /** The room of a session, where somebody is or was a moment ago. */
  room(sessionId: string): Room | undefined;
  /** How many calls somebody is in. */
  live(): number;
  /** Who waits before the doors of the rooms kept here, and which of them have their host. */
  doors(): Doors;
  /** The room is another's now: hangs up on everybody in it, and they come again. */
  forget(sessionId: string): void;
  /** To be called every `BEAT_MS`. */
  tick(): void;
}

export const BEAT_MS = 800;

/** First words must come within this, or the socket is only taking up room. */
const FIRST_WORDS_MS = 5_000;
/** Joining a call of four says about fifty things at once; nobody says more than this for long. */
const BURST = 90;
const PER_SECOND = 25;

export function createDesk(parts: RoomsParts): Desk {
  const rooms = createRooms(parts);
  const speechless = new Map<Wire, number>();
  const nowMs = () => parts.clock.now().epochMilliseconds;
  let tickedAtMs = nowMs();
  return {
    room: rooms.room,
    live: rooms.live,
    doors: rooms.doors,
    forget: rooms.forget,
    answer(wire) {
      let at: Place | 'the door' | 'gone' | undefined;
      const mayGoOn = allowance(parts.clock);
      speechless.set(wire, nowMs());
      const come = async (coming: Comer) => {
        const refusal = await parts.bars.refusal(coming.who).catch((error: unknown) => {
          parts.log.warn({ error: String(error) }, 'nobody knows who is kept out of a call');
          return 'nobody knows' as const;
        });
        if (at === 'gone') return;
        // The browser comes again.
        if (refusal === 'nobody knows') return wire.close();
        const entered = refusal ?? rooms.enter(coming, wire);
        if (typeof entered === 'string') end(wire, entered);
        else at = entered;
      };
      return {
        async hear(text) {
          // Nobody who is not answered yet has anything to say.
          if (!mayGoOn() || at === 'the door') return wire.close();
          if (typeof at === 'object') return hearSeated(at, wire, text);
          speechless.delete(wire);
          const coming = rooms.read(readHello(text));
          if (!coming) return end(wire, 'unknown');
          at = 'the door';
          await come(coming);
        },
        lost() {
          speechless.delete(wire);
          if (typeof at === 'object') loseWire(at.room, at.seat, wire, at.parts);
          at = 'gone';
        },
      };
    },
    tick() {
      const late = nowMs() - tickedAtMs > 2 * BEAT_MS;
      tickedAtMs = nowMs();
      rooms.tick(late);
      for (const [wire, sinceMs] of speechless)
        if (nowMs() - sinceMs > FIRST_WORDS_MS) wire.close();
    },
  };
}

function hearSeated({ room, seat, parts }: Place, wire: Wire, text: string): void {
  // The seat was taken over by a newer socket, or is gone.
  if (seat.wire !== wire) return;
  const frame = readFrame(text);
  if (!frame || seat.line.misses(frame)) return wire.close();
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
