import type { Clock, Ids, Log } from '#base';
import { createAttendance, type CallBook } from './attendance.ts';
import { createDesk, type Ear, type Waiting } from './desk.ts';
import { doorFor, type Door } from './door.ts';
import type { Doorkeeper, Invitation, SignedIn } from './doorkeeper.ts';
import { iceServers, withoutKeys, type IceServer, type IceSettings } from './ice.ts';
import { createKeys } from './keys.ts';
import { inside } from './room.ts';
import type { Wire } from './seat.ts';
import { hasSeat } from './seating.ts';

/** Somebody at the door: what they came for, and whether they may enter now. */
export interface AtTheDoor {
  invitation: Invitation;
  door: Door;
}

export type TicketAnswer =
  | { ok: true; ticket: string }
  | { ok: false; reason: Door['is'] | 'not-found' };

export interface Calls {
  guestAtTheDoor(token: string): Promise<AtTheDoor | undefined>;
  hostAtTheDoor(person: SignedIn, sessionId: string): Promise<AtTheDoor | undefined>;
  /** A ticket opens one socket, within two minutes. */
  guestTicket(token: string): Promise<TicketAnswer>;
  hostTicket(person: SignedIn, sessionId: string): Promise<TicketAnswer>;
  /** For trying the network before the call. A guest may be anybody who booked, so keys are for hosts. */
  relayFor(at: AtTheDoor): IceServer[];
  /** Who waits before the doors of these accounts, for their hosts alone. */
  waiting(accountIds: readonly string[]): Waiting[];
  /** Answers a socket that was just opened. */
  answer(wire: Wire): Ear;
  /** How many calls somebody is in, as far as they run through this process. */
  live(): number;
  /** Beats every open line and lets go of those that fell silent. To be called every `BEAT_MS`. */
  tick(): void;
}

export interface CallsParts extends IceSettings {
  clock: Clock;
  ids: Ids;
  log: Log;
  secretKey: string;
  doorkeeper: Doorkeeper;
  book: CallBook;
}

/** Built-in calls. All of it is in memory: what is lost with this process the browsers' keys bring back. */
export function createCalls(parts: CallsParts): Calls {
  const { clock, doorkeeper } = parts;
  const keys = createKeys(parts);
  const attendance = createAttendance(parts);
  const desk = createDesk({ ...parts, keys, attendance, ice: () => iceServers(parts, parts) });

  const atTheDoor = (invitation: Invitation | undefined): AtTheDoor | undefined => {
    if (!invitation) return undefined;
    const room = desk.room(invitation.sessionId);
    const standing = {
      busy: room !== undefined && inside(room).length > 0,
      hasSeat: !room || hasSeat(room, invitation),
    };
    return { invitation, door: doorFor(invitation, standing, clock.now()) };
  };
  const ticketFor = (at: AtTheDoor | undefined): TicketAnswer => {
    if (!at) return { ok: false, reason: 'not-found' };
    if (at.door.is !== 'open') return { ok: false, reason: at.door.is };
    return { ok: true, ticket: keys.ticketFor(at.invitation) };
  };

  return {
    guestAtTheDoor: async (token) => atTheDoor(await doorkeeper.guest(token)),
    hostAtTheDoor: async (person, sessionId) => atTheDoor(await doorkeeper.host(person, sessionId)),
    guestTicket: async (token) => ticketFor(atTheDoor(await doorkeeper.guest(token))),
    hostTicket: async (person, sessionId) =>
      ticketFor(atTheDoor(await doorkeeper.host(person, sessionId))),
    relayFor({ invitation, door }) {
      if (door.is !== 'open' && door.is !== 'early') return [];
      const servers = iceServers(parts, parts);
      return invitation.role === 'host' ? servers : withoutKeys(servers);
    },
    waiting: desk.waiting,
    answer: desk.answer,
    live: desk.live,
    tick: desk.tick,
  };
}
