import type { Clock, Ids, Log } from '#base';
import type { Neighbours } from '#db';
import { createAttendance, type CallBook } from './attendance.ts';
import type { Bars } from './bars.ts';
import { createDesk, type Ear } from './desk.ts';
import { doorFor } from './door.ts';
import type { Doorkeeper, Invitation, SignedIn } from './doorkeeper.ts';
import { iceServers, withoutKeys, type IceServer, type IceSettings } from './ice.ts';
import { createKeys } from './keys.ts';
import type { MediaServer } from './media-server.ts';
import { cutOff } from './passes.ts';
import { readHello } from './messages.ts';
import type { RecordingBook } from './recording-deeds.ts';
import type { Wire } from './seat.ts';
import { standingIn } from './standing.ts';
import { alone, createSwitchboard, type Switchboard } from './switchboard.ts';
import { createTickets, type AtTheDoor, type TicketAnswer } from './tickets.ts';
import { isHostElsewhere, type Waiting } from './waiting.ts';

export interface Calls {
  guestAtTheDoor(token: string): Promise<AtTheDoor | undefined>;
  hostAtTheDoor(person: SignedIn, sessionId: string): Promise<AtTheDoor | undefined>;
  /** A ticket opens one socket, within two minutes. */
  guestTicket(token: string): Promise<TicketAnswer>;
  hostTicket(person: SignedIn, sessionId: string): Promise<TicketAnswer>;
  /** What a media server posts to us; false where it was not our media server. */
  mediaNews(body: string, authorization: string | undefined): Promise<boolean>;
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
  bars: Bars;
  recordings: RecordingBook;
  /** Absent, all calls go from browser to browser. */
  media: MediaServer | undefined;
  /** The other web processes; absent where there is one. */
  neighbours?: Neighbours | undefined;
}

/** Built-in calls. All but who is kept out is in memory: what is lost with this process the browsers' keys bring back. */
export function createCalls(parts: CallsParts): Calls {
  const { clock, ids, doorkeeper } = parts;
  const keys = createKeys(parts);
  const desk = createDesk({
    ...{ ...parts, keys, attendance: createAttendance(parts), ice: () => iceServers(parts, parts) },
    closed: (sessionId) => line.closed(sessionId),
    hostElsewhere: (room) => isHostElsewhere(line.doors(), room),
  });
  const standing = (sessionId: string, person: Pick<Invitation, 'who' | 'role'>) =>
    standingIn(desk.room(sessionId), person);
  // A pass outlives the seat it was given for.
  const joined = (sessionId: string, seatId: string) => {
    const room = desk.room(sessionId);
    if (room && room.seats.get(seatId)?.stage !== 'in') cutOff(room, seatId, parts);
  };
  const line: Switchboard = parts.neighbours
    ? createSwitchboard({
        ...{ desk, clock, standing, joined, neighbours: parts.neighbours },
        newId: () => ids.id(),
        sessionOf(text) {
          const hello = readHello(text);
          return hello && keys.sessionOf('ticket' in hello ? hello.ticket : hello.key);
        },
      })
    : alone(desk, { standing, joined });

  const atTheDoor = async (invitation?: Invitation): Promise<AtTheDoor | undefined> => {
    if (!invitation) return undefined;
    const stands = await line.standing(invitation.sessionId, invitation);
    return { invitation, door: doorFor(invitation, stands, clock.now()) };
  };
  const ticketFor = createTickets(keys);
  const guestAtTheDoor = async (token: string) => atTheDoor(await doorkeeper.guest(token));
  const hostAtTheDoor = async (person: SignedIn, sessionId: string) =>
    atTheDoor(await doorkeeper.host(person, sessionId));

  return {
    guestAtTheDoor,
    hostAtTheDoor,
    guestTicket: async (token) => await ticketFor(await guestAtTheDoor(token)),
    hostTicket: async (person, sessionId) =>
      await ticketFor(await hostAtTheDoor(person, sessionId)),
    relayFor({ invitation, door }) {
      if (door.is !== 'open' && door.is !== 'early') return [];
      const servers = iceServers(parts, parts);
      return invitation.role === 'host' ? servers : withoutKeys(servers);
    },
    waiting: (accountIds) =>
      line.doors().waiting.filter(({ accountId }) => accountIds.includes(accountId)),
    async mediaNews(body, authorization) {
      const news = await parts.media?.news(body, authorization);
      if (news?.is === 'joined') line.joined(news.sessionId, news.seatId);
      return news !== undefined;
    },
    answer: line.answer,
    live: desk.live,
    tick: line.tick,
  };
}
