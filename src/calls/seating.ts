/** Who sits where: by ticket, by key, again after a dropped line, and for how long a seat is kept. */
import type { Coming, SeatClaims } from './keys.ts';
import { createLine } from './line.ts';
import type { Ending } from './messages.ts';
import { cutOff } from './passes.ts';
import { fits, keptFor } from './places.ts';
import { recordingLoses } from './recording-deeds.ts';
import { greet, tellWhoIsThere, type Room, type RoomParts } from './room.ts';
import {
  claimsOf,
  end,
  newSeat,
  NOTHING_SHOWN,
  seatFromClaims,
  transmit,
  type Seat,
  type Wire,
} from './seat.ts';

const SILENCE_MS = 2_500;
const SEAT_KEPT_MS = 60_000;
/** A line with more unheard messages than this is not worth mending. */
const MOST_UNHEARD = 1_000;

/** Somebody with a ticket. A seat of theirs whose line is down is theirs again, without knocking. */
export function seatNew(room: Room, coming: Coming, wire: Wire, parts: RoomParts): Seat | Ending {
  const kept = keptFor(room, coming.who);
  if (kept) return startAnew(room, kept, wire, parts);
  if (!fits(room, coming)) return 'full';
  if (room.locked && coming.role === 'guest') return 'locked';
  const seat = sitDown(room, newSeat(coming, parts.ids.id()), wire, parts);
  if (seat.stage === 'in') parts.attendance.came(room, seat);
  return seat;
}

/** Somebody with the key of their seat. `heard` is undefined where their page starts anew. */
export function seatAgain(
  room: Room,
  { claims, heard }: { claims: SeatClaims; heard: number | undefined },
  wire: Wire,
  parts: RoomParts,
): Seat | Ending {
  const seat = room.seats.get(claims.seatId);
  if (seat && heard !== undefined) return goOn(room, { seat, heard }, wire, parts);
  if (seat) return startAnew(room, seat, wire, parts);
  if (room.left.has(claims.seatId)) return 'unknown';
  const other = claims.admitted ? undefined : keptFor(room, claims.who);
  // They wait from another page by now, and this one only woke up.
  if (other?.wire && heard !== undefined) return 'opened-elsewhere';
  if (other) return startAnew(room, other, wire, parts);
  if (room.locked && !claims.admitted) return 'locked';
  if (!fits(room, claims)) return 'full';
  const back = seatFromClaims(claims);
  const visit = heard === undefined ? back.visit + 1 : back.visit;
  const taken = sitDown(room, { ...back, visit }, wire, parts);
  parts.attendance.goesOn(room);
  return taken;
}

/** The socket is gone; the seat stays a while. */
export function loseWire(room: Room, seat: Seat, wire: Wire, { clock }: RoomParts): void {
  if (seat.wire !== wire || !room.seats.has(seat.id)) return;
  seat.wire = undefined;
  seat.heardAtMs = clock.now().epochMilliseconds;
  tellWhoIsThere(room, seat);
}

export function letGo(
  room: Room,
  seat: Seat,
  parts: RoomParts,
  left: { says: string; why?: Ending; mayReturn?: true },
): void {
  if (!room.seats.delete(seat.id)) return;
  if (!left.mayReturn) room.left.add(seat.id);
  if (left.why) end(seat.wire, left.why);
  else seat.wire?.close();
  seat.wire = undefined;
  tellWhoIsThere(room, seat);
  cutOff(room, seat.id, parts);
  recordingLoses(room, seat, parts);
  if (seat.stage === 'in') parts.attendance.left(room, seat);
  parts.log.info({ sessionId: room.sessionId, seat: seat.id, role: seat.role }, left.says);
}

/** Beats every line. `late`: this server itself was busy, so silence proves nothing. */
export function tickRoom(room: Room, parts: RoomParts, late: boolean): void {
  for (const seat of room.seats.values()) {
    const { wire } = seat;
    const silentMs = parts.clock.now().epochMilliseconds - seat.heardAtMs;
    if (seat.line.unheard(0).length > MOST_UNHEARD) {
      letGo(room, seat, parts, { says: 'fell behind in a call', why: 'unknown' });
    } else if (!wire) {
      if (silentMs >= SEAT_KEPT_MS)
        letGo(room, seat, parts, { says: 'was lost from a call', mayReturn: true });
    } else if (silentMs >= SILENCE_MS && !late) {
      wire.close();
      loseWire(room, seat, wire, parts);
    } else transmit(wire, seat.line.beat());
  }
}

function sitDown(room: Room, seat: Seat, wire: Wire, parts: RoomParts): Seat {
  room.seats.set(seat.id, seat);
  begin(room, seat, wire, parts);
  const what = seat.stage === 'in' ? 'joined a call' : 'knocked at a call';
  parts.log.info({ sessionId: room.sessionId, seat: seat.id, role: seat.role }, what);
  return seat;
}

/** The page before, if it is still open, is told; what was on its way to it is dropped. */
function startAnew(room: Room, seat: Seat, wire: Wire, parts: RoomParts): Seat {
  end(seat.wire, 'opened-elsewhere');
  // A page that is gone records no longer.
  if (room.recording?.by === seat.id) recordingLoses(room, seat, parts);
  seat.line = createLine();
  seat.visit += 1;
  seat.shows = NOTHING_SHOWN;
  begin(room, seat, wire, parts);
  return seat;
}

/** Only the socket is new: what each end missed is said again. */
function goOn(
  room: Room,
  { seat, heard }: { seat: Seat; heard: number },
  wire: Wire,
  parts: RoomParts,
): Seat {
  const unheard = seat.line.unheard(heard);
  const wasGone = !seat.wire;
  seat.wire?.close();
  connect(seat, wire, parts, false);
  for (const frame of unheard) transmit(wire, frame);
  if (wasGone) tellWhoIsThere(room, seat);
  return seat;
}

function begin(room: Room, seat: Seat, wire: Wire, parts: RoomParts): void {
  connect(seat, wire, parts, true);
  greet(room, seat, parts);
  tellWhoIsThere(room, seat);
}

function connect(seat: Seat, wire: Wire, { clock, keys }: RoomParts, reset: boolean): void {
  seat.wire = wire;
  seat.heardAtMs = clock.now().epochMilliseconds;
  transmit(wire, { hello: { key: keys.seatKey(claimsOf(seat)), heard: seat.line.heard(), reset } });
}
