/**
 * Several web processes, one call: each room is kept by one of them, and whoever's socket ends at
 * another is put through. When the keeper dies, or the one that puts through, the browsers hear nothing
 * any more, come back by another process with the keys of their seats, and the room is kept there.
 */
import type { Clock } from '#base';
import type { Neighbours } from '#db';
import type { Desk, Ear } from './desk.ts';
import { createPutThrough, type LineNote } from './put-through.ts';
import type { Wire } from './seat.ts';
import type { Standing } from './standing.ts';
import { createEveryDoor, type Doors } from './waiting.ts';

interface Person {
  who: string;
  role: 'host' | 'guest';
}

/** What processes tell each other. */
type Note =
  | LineNote
  | ({ t: 'ask'; question: string; from: string } & Person)
  | { t: 'stands'; question: string; standing: Standing }
  | { t: 'joined'; seatId: string }
  | { t: 'doors'; from: string; doors: Doors };

export interface SwitchboardParts {
  clock: Clock;
  desk: Desk;
  neighbours: Neighbours;
  newId(): string;
  /** Whose room the first words lead to. */
  sessionOf(text: string): string | undefined;
  standing(sessionId: string, person: Person): Standing;
  joined(sessionId: string, seatId: string): void;
}

export interface Switchboard extends Pick<Desk, 'answer' | 'tick' | 'doors'> {
  /** How the room stands for somebody, wherever it is kept. */
  standing(sessionId: string, person: Person): Promise<Standing>;
  /** Somebody is in the media server's room. */
  joined(sessionId: string, seatId: string): void;
  /** A room of ours is empty: whoever comes next may keep it. */
  closed(sessionId: string): void;
}

/** Where there are no other processes. */
export function alone(desk: Desk, at: Pick<SwitchboardParts, 'standing' | 'joined'>): Switchboard {
  return {
    ...desk,
    joined: at.joined,
    standing: async (...who) => at.standing(...who),
    closed: () => {},
  };
}

const ANSWER_WITHIN_MS = 1_000;
const CALL = 'call ';
const roomName = (sessionId: string) => `${CALL}${sessionId}`;
const sessionIn = (name: string) => (name.startsWith(CALL) ? name.slice(CALL.length) : '');

export function createSwitchboard(parts: SwitchboardParts): Switchboard {
  const { desk, neighbours, newId } = parts;
  const tell = (name: string, note: Note) => neighbours.tell(name, JSON.stringify(note));
  const lines = createPutThrough({ desk, tell, me: neighbours.me, newLine: newId });
  const asked = new Map<string, (standing: Standing) => void>();
  const doors = createEveryDoor({
    clock: parts.clock,
    own: desk.doors,
    tell: (all) => tell(neighbours.everybody, { t: 'doors', from: neighbours.me, doors: all }),
  });

  const take = (sessionId: string, note: Note): void => {
    if (note.t === 'doors') {
      // What everybody is told comes back to us too.
      if (note.from !== neighbours.me) doors.heard(note.from, note.doors);
    } else if (note.t === 'joined') parts.joined(sessionId, note.seatId);
    else if (note.t === 'stands') asked.get(note.question)?.(note.standing);
    else if (note.t === 'ask') {
      const { question, from, ...person } = note;
      tell(from, { t: 'stands', question, standing: parts.standing(sessionId, person) });
    } else lines.take(note);
  };
  neighbours.attend({
    hear: (name, text) => take(sessionIn(name), JSON.parse(text) as Note),
    lost: (name) => desk.forget(sessionIn(name)),
  });

  const ask = async (sessionId: string, person: Person, otherwise: Standing): Promise<Standing> => {
    const question = newId();
    const { promise, resolve } = Promise.withResolvers<Standing>();
    asked.set(question, resolve);
    // A keeper that just died says nothing; whoever comes then keeps the room.
    const timer = setTimeout(() => resolve(otherwise), ANSWER_WITHIN_MS);
    const { who, role } = person;
    tell(roomName(sessionId), { t: 'ask', question, from: neighbours.me, who, role });
    return await promise.finally(() => {
      clearTimeout(timer);
      asked.delete(question);
    });
  };

  return {
    answer: (wire) => answerLater(wire, parts, (name) => lines.earAt(name, wire)),
    doors: doors.all,
    tick() {
      desk.tick();
      doors.tick();
    },
    closed: (sessionId) => neighbours.letGo(roomName(sessionId)),
    joined(sessionId, seatId) {
      if (desk.room(sessionId)) parts.joined(sessionId, seatId);
      else tell(roomName(sessionId), { t: 'joined', seatId });
    },
    async standing(sessionId, person) {
      const own = parts.standing(sessionId, person);
      if (desk.room(sessionId) || !(await neighbours.taken(roomName(sessionId)))) return own;
      return await ask(sessionId, person, own);
    },
  };
}

/** Only the first words say whose room it is, and then the database who keeps it. */
function answerLater(
  wire: Wire,
  { desk, neighbours, sessionOf }: SwitchboardParts,
  elsewhere: (name: string) => Ear,
): Ear {
  // Known to the desk from the start: it hangs up on whoever says nothing.
  const here = desk.answer(wire);
  const hearOrLetGo = async (text: string, sessionId: string) => {
    await here.hear(text);
    // First words that led to no seat opened no room.
    if (!desk.room(sessionId)) return neighbours.letGo(roomName(sessionId));
    // Somebody who was sent away in the same moment let go of it for all.
    if (!(await neighbours.take(roomName(sessionId)))) desk.forget(sessionId);
  };
  const find = async (first: string): Promise<Ear> => {
    const sessionId = sessionOf(first);
    if (!sessionId) return here;
    const name = roomName(sessionId);
    if (await neighbours.take(name)) {
      return { ...here, hear: (text) => hearOrLetGo(text, sessionId) };
    }
    here.lost();
    return elsewhere(name);
  };
  let ear: Promise<Ear> | undefined;
  const then = (run: (found: Ear) => Promise<void> | void) => {
    ear = ear?.then(async (found) => {
      await run(found);
      return found;
    });
    // Without the database nobody knows who keeps a room: the browser comes again.
    ear?.catch(() => wire.close());
  };
  return {
    hear(text) {
      ear ??= find(text);
      then((found) => found.hear(text));
    },
    lost() {
      if (ear) then((found) => found.lost());
      else here.lost();
    },
  };
}
