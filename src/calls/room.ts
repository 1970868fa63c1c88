/**
 * The call of one session. Hosts walk in. A guest knocks, and until a host lets them in they are told
 * `waiting` and nothing else: no names, no chat, no addresses, no relay credentials. Whoever is in
 * hears of everybody else who is, may write, and may exchange connection descriptions with them.
 */
import type { Clock, Ids, Log } from '#base';
import type { Terms } from './doorkeeper.ts';
import type { IceServer } from './ice.ts';
import { claimsOf, personIn, say, type Seat } from './seat.ts';
import type { Keys } from './keys.ts';
import type { MediaServer } from './media-server.ts';
import type { ChatLine, EngineName, FromServer, Knock } from './messages.ts';
import { sendPass } from './passes.ts';

/** More connections from browser to browser than this make pictures stutter. */
export const LARGEST_MESH = 4;

export interface Room {
  sessionId: string;
  engine: EngineName;
  mostPeople: number;
  relayOnly: boolean;
  seats: Map<string, Seat>;
  chat: ChatLine[];
  /** While locked nobody new may knock. */
  locked: boolean;
}

export interface RoomParts {
  clock: Clock;
  ids: Ids;
  log: Log;
  keys: Keys;
  ice: () => IceServer[];
  media: MediaServer | undefined;
  /** Keeps somebody out for a while, whatever ticket they bring. */
  bar: (who: string, untilMs: number) => void;
}

export function newRoom(
  sessionId: string,
  { seats, relayOnly }: Terms,
  { media }: Pick<RoomParts, 'media'>,
): Room {
  const large = media !== undefined && seats > LARGEST_MESH;
  return {
    sessionId,
    engine: large ? 'livekit' : 'mesh',
    mostPeople: large ? seats : LARGEST_MESH,
    relayOnly,
    seats: new Map(),
    chat: [],
    locked: false,
  };
}

export function inside({ seats }: Room): Seat[] {
  return [...seats.values()].filter((seat) => seat.stage === 'in');
}

export function tellAll(room: Room, message: FromServer): void {
  for (const seat of inside(room)) say(seat, message);
}

/** After somebody came, went, or shows something else: to those who may know of them. */
export function tellWhoIsThere(room: Room, seat: Seat): void {
  if (seat.stage === 'in') tellAll(room, { t: 'people', people: inside(room).map(personIn) });
  else tellKnocking(room);
}

export function tellKnocking(room: Room): void {
  for (const seat of inside(room)) {
    if (seat.role === 'host') say(seat, { t: 'knocking', knocking: knocking(room) });
  }
}

/** The first message on every new line. */
export function greet(room: Room, seat: Seat, parts: RoomParts): void {
  if (seat.stage === 'waiting') return say(seat, { t: 'waiting' });
  say(seat, {
    t: 'in',
    me: seat.id,
    key: parts.keys.seatKey(claimsOf(seat)),
    people: inside(room).map(personIn),
    chat: room.chat,
    engine: room.engine,
    relayOnly: room.relayOnly,
    ice: parts.ice(),
    knocking: seat.role === 'host' ? knocking(room) : [],
    locked: room.locked,
  });
  sendPass(room, seat, parts);
}

/** Who waits at the door now; somebody whose line is down has perhaps walked away. */
function knocking({ seats }: Room): Knock[] {
  const there = [...seats.values()].filter((seat) => seat.stage === 'waiting' && seat.wire);
  return there.map(({ id, name }) => ({ id, name }));
}
