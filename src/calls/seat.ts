import type { Coming, SeatClaims } from './keys.ts';
import { createLine, type Line } from './line.ts';
import type { Ending, FromServer, Person, ServerWords, ToServer } from './messages.ts';

/** One open socket. */
export interface Wire {
  send(text: string): void;
  close(): void;
}

/** A person's place in a call, or before its door. It outlives sockets and page loads. */
export interface Seat extends Coming {
  id: string;
  visit: number;
  stage: 'waiting' | 'in';
  line: Line<FromServer, ToServer>;
  wire: Wire | undefined;
  /** When the other end was last heard, in epoch milliseconds; without a wire, since when it is gone. */
  heardAtMs: number;
  shows: Pick<Person, 'mic' | 'camera' | 'screen' | 'hand'>;
  /** What a host asked them to wait for. */
  held: string | undefined;
  rings: number;
  rangAtMs: number;
}

export const NOTHING_SHOWN = { mic: false, camera: false, screen: false, hand: false };

export function newSeat(coming: Coming, id: string): Seat {
  const { sessionId, accountId, who, role, name, terms } = coming;
  return {
    ...{ sessionId, accountId, who, role, name, terms, id },
    visit: 1,
    stage: role === 'host' ? 'in' : 'waiting',
    line: createLine(),
    wire: undefined,
    heardAtMs: 0,
    shows: NOTHING_SHOWN,
    held: undefined,
    rings: 0,
    rangAtMs: 0,
  };
}

export function seatFromClaims({ seatId, admitted, visit, ...coming }: SeatClaims): Seat {
  return { ...newSeat(coming, seatId), visit, stage: admitted ? 'in' : 'waiting' };
}

export function claimsOf(seat: Seat): SeatClaims {
  const { id: seatId, sessionId, accountId, who, role, name, terms, visit } = seat;
  const admitted = seat.stage === 'in';
  return { seatId, sessionId, accountId, who, role, name, terms, admitted, visit };
}

export function personIn({ id, name, role, visit, wire, shows }: Seat): Person {
  return { id, name, role, visit, here: wire !== undefined, ...shows };
}

export function say(seat: Seat, message: FromServer): void {
  transmit(seat.wire, seat.line.say(message));
}

export function transmit(wire: Wire | undefined, words: ServerWords): void {
  wire?.send(JSON.stringify(words));
}

/** Says why, and hangs up. */
export function end(wire: Wire | undefined, why: Ending): void {
  transmit(wire, { end: why });
  wire?.close();
}
