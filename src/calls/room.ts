/**
 * The call of one session. Hosts walk in. A guest knocks, and until a host lets them in they are told
 * `waiting` and nothing else: no names, no chat, no addresses, no relay credentials. Whoever is in
 * hears of everybody else who is, may write, and may exchange connection descriptions with them.
 */
import type { Clock, Ids, Log } from '#base';
import type { IceServer } from './ice.ts';
import { claimsOf, personIn, say, type Seat } from './seat.ts';
import type { Coming, Keys } from './keys.ts';
import type { Attendance } from './attendance.ts';
import type { Bars } from './bars.ts';
import type { MediaServer } from './media-server.ts';
import type { ChatLine, EngineName, FromServer, Knock } from './messages.ts';
import { sendPass } from './passes.ts';
import type { RecordingBook } from './recording-deeds.ts';
import { viewOf, type Recording } from './recording.ts';

/** More connections from browser to browser than this make pictures stutter. */
const LARGEST_MESH = 4;
/** What one page shows side by side without losing anybody. */
const LARGEST_SERVED = 50;

export interface Room {
  sessionId: string;
  accountId: string;
  engine: EngineName;
  /** What the engine carries. */
  mostPeople: number;
  /** Whom the session is for. */
  mostGuests: number;
  relayOnly: boolean;
  seats: Map<string, Seat>;
  /** Seats that were given up: nobody takes them again by their keys. */
  left: Set<string>;
  chat: ChatLine[];
  /** While locked nobody new may knock. */
  locked: boolean;
  /** Those who wait were told that a host is in. */
  hostWasIn: boolean;
  /** A host of the account is in another call. */
  hostElsewhere: boolean;
  recording: Recording | undefined;
  /** What there was to keep about recordings is kept. */
  written: Promise<void>;
}

export interface RoomParts {
  clock: Clock;
  ids: Ids;
  log: Log;
  keys: Keys;
  attendance: Attendance;
  recordings: RecordingBook;
  ice: () => IceServer[];
  media: MediaServer | undefined;
  bars: Bars;
  /** Whether a host of the account is in another call than this one. */
  hostElsewhere: (room: Pick<Room, 'sessionId' | 'accountId'>) => boolean;
}

/** The most guests and hosts a call can hold over what there is to carry it. */
export function largestCallOver(media: MediaServer | undefined): number {
  return media ? LARGEST_SERVED : LARGEST_MESH;
}

export function newRoom(
  { sessionId, accountId, terms: { seats, relayOnly } }: Coming,
  { media }: Pick<RoomParts, 'media'>,
): Room {
  const large = media !== undefined && seats > LARGEST_MESH;
  return {
    sessionId,
    accountId,
    engine: large ? 'livekit' : 'mesh',
    mostPeople: large ? LARGEST_SERVED : LARGEST_MESH,
    mostGuests: (large ? seats : LARGEST_MESH) - 1,
    relayOnly,
    seats: new Map(),
    left: new Set(),
    chat: [],
    locked: false,
    hostWasIn: false,
    hostElsewhere: false,
    recording: undefined,
    written: Promise.resolve(),
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
  if (seat.stage === 'waiting') return tellKnocking(room);
  tellAll(room, { t: 'people', people: inside(room).map(personIn) });
  // Whoever just came is asked, and until they agree it rests.
  if (room.recording) tellRecording(room);
  if (room.hostWasIn === hostIsIn(room)) return;
  room.hostWasIn = hostIsIn(room);
  for (const one of waiting(room)) tellWaiting(room, one);
}

export function tellRecording(room: Room): void {
  tellAll(room, { t: 'recording', recording: recordingIn(room) });
}

function recordingIn(room: Room) {
  return room.recording ? viewOf(room.recording, inside(room)) : ({ is: 'off' } as const);
}

/** Nobody waits before a door behind which there is nobody, without being told so. */
export function tellWaiting(room: Room, seat: Seat): void {
  const { held } = seat;
  const here = hostIsIn(room);
  say(seat, {
    t: 'waiting',
    hostIsIn: here,
    // Only that: with whom is nobody's business.
    ...(!here && room.hostElsewhere && { hostElsewhere: true }),
    ...(held && { held }),
  });
}

/** Looks where the host is, and tells those who wait when that has changed. */
export function lookForHost(room: Room, { hostElsewhere }: Pick<RoomParts, 'hostElsewhere'>): void {
  if (hostElsewhere(room) === room.hostElsewhere) return;
  room.hostElsewhere = !room.hostElsewhere;
  if (!hostIsIn(room)) for (const one of waiting(room)) tellWaiting(room, one);
}

export function tellKnocking(room: Room): void {
  for (const seat of inside(room)) {
    if (seat.role === 'host') say(seat, { t: 'knocking', knocking: knocking(room) });
  }
}

/** The first message on every new line. */
export function greet(room: Room, seat: Seat, parts: RoomParts): void {
  if (seat.stage === 'waiting') return tellWaiting(room, seat);
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
    recording: recordingIn(room),
  });
  sendPass(room, seat, parts);
}

/** Who waits at the door now; somebody whose line is down has perhaps walked away. */
export function knocking(room: Room): Knock[] {
  const there = waiting(room).filter(({ wire }) => wire);
  return there.map(({ id, name, rings, held }) => ({ id, name, rings, ...(held && { held }) }));
}

export function waiting({ seats }: Room): Seat[] {
  return [...seats.values()].filter(({ stage }) => stage === 'waiting');
}

export function hostIsIn(room: Room): boolean {
  return inside(room).some(({ role }) => role === 'host');
}
