import type { FromServer, ToServer } from './messages.ts';
import { sendPass } from './passes.ts';
import { fits, seatsOf } from './places.ts';
import { carryOutRecording } from './recording-deeds.ts';
import {
  greet,
  tellAll,
  tellKnocking,
  tellWaiting,
  tellWhoIsThere,
  type Room,
  type RoomParts,
} from './room.ts';
import { say, type Seat } from './seat.ts';
import { letGo } from './seating.ts';

/** A refused guest may knock again after this; perhaps the host only wanted another minute. */
const REFUSED_FOR = { seconds: 30 };
const REMOVED_FOR = { hours: 12 };
const LONGEST_CHAT = 500;
/** A bell that never stops is no longer heard. */
const BETWEEN_RINGS_MS = 10_000;

/** What a seated person's message brings about. What they may not do has no effect. */
export function carryOut(room: Room, seat: Seat, message: ToServer, parts: RoomParts): void {
  if (message.t === 'leave') return letGo(room, seat, parts, { says: 'left a call' });
  if (message.t === 'ring') return ring(room, seat, parts);
  if (seat.stage === 'waiting') return;
  switch (message.t) {
    case 'signal':
      return passOn(room, seat, message);
    case 'chat':
      return tellAll(room, { t: 'chat', line: write(room, seat, message.text, parts) });
    case 'show': {
      const { mic, camera, screen, hand } = message;
      seat.shows = { mic, camera, screen, hand };
      return tellWhoIsThere(room, seat);
    }
    case 'react':
      return tellAll(room, { t: 'reaction', from: seat.id, sign: message.sign });
    case 'felt':
      return parts.attendance.felt(room.sessionId, message);
    case 'ice':
      return say(seat, { t: 'ice', ice: parts.ice() });
    case 'pass':
      return sendPass(room, seat, parts);
    case 'record':
      return carryOutRecording(room, seat, message.deed, parts);
    case 'lock':
      if (seat.role !== 'host') return;
      room.locked = message.locked;
      return tellAll(room, { t: 'locked', locked: room.locked });
    default:
      if (seat.role === 'host') decide(room, message, parts);
  }
}

/** The server stamps who speaks; nobody names themselves. */
function passOn(
  room: Room,
  from: Seat,
  { to, epoch, signal }: Extract<ToServer, { t: 'signal' }>,
): void {
  const reader = room.seats.get(to);
  if (reader?.stage !== 'in' || reader === from) return;
  say(reader, { t: 'signal', from: from.id, epoch, signal });
}

function write(room: Room, { id, name }: Seat, text: string, { ids, clock }: RoomParts) {
  const at = clock.now().toString({ smallestUnit: 'second' });
  const line = { id: ids.id(), from: id, name, at, text };
  room.chat = [...room.chat, line].slice(-LONGEST_CHAT);
  return line satisfies Extract<FromServer, { t: 'chat' }>['line'];
}

function ring(room: Room, seat: Seat, { clock }: RoomParts): void {
  const nowMs = clock.now().epochMilliseconds;
  if (seat.stage !== 'waiting' || nowMs - seat.rangAtMs < BETWEEN_RINGS_MS) return;
  seat.rings += 1;
  seat.rangAtMs = nowMs;
  tellKnocking(room);
}

/** A host lets somebody in, asks them to wait, refuses or removes them. Hosts cannot be removed. */
function decide(room: Room, deed: Extract<ToServer, { id: string }>, parts: RoomParts): void {
  const seat = room.seats.get(deed.id);
  if (!seat || seat.role === 'host') return;
  if (seat.stage === 'in') {
    if (deed.t === 'remove') remove(room, seat, parts);
  } else if (deed.t === 'admit') admit(room, seat, parts);
  else if (deed.t === 'refuse') refuse(room, seat, parts);
  else if (deed.t === 'hold') {
    seat.held = deed.text;
    tellWaiting(room, seat);
    tellKnocking(room);
  }
}

function admit(room: Room, seat: Seat, parts: RoomParts): void {
  // A second device of somebody who is in takes no place that others wait for.
  if (!fits(room, seat))
    return letGo(room, seat, parts, { says: 'did not fit into a call', why: 'full' });
  seat.stage = 'in';
  greet(room, seat, parts);
  tellWhoIsThere(room, seat);
  tellKnocking(room);
  parts.attendance.came(room, seat);
  parts.log.info({ sessionId: room.sessionId, seat: seat.id }, 'was let in to a call');
}

function refuse(room: Room, seat: Seat, parts: RoomParts): void {
  // Of somebody who is in, the second device alone is meant.
  const isIn = seatsOf(room, seat.who).some(({ stage }) => stage === 'in');
  if (!isIn) parts.bars.bar(seat.who, parts.clock.now().add(REFUSED_FOR));
  letGo(room, seat, parts, { says: 'was not let in to a call', why: 'refused' });
}

/** Whichever page or device of theirs was meant, it is they who are to go. */
function remove(room: Room, { who }: Seat, parts: RoomParts): void {
  parts.bars.bar(who, parts.clock.now().add(REMOVED_FOR));
  for (const seat of seatsOf(room, who))
    letGo(room, seat, parts, { says: 'was removed from a call', why: 'removed' });
}
