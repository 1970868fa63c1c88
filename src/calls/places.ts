/** Who still fits into a call. What counts is people; of their devices only those that are in. */
import type { Coming } from './keys.ts';
import { inside, waiting, type Room } from './room.ts';
import type { Seat } from './seat.ts';

type Who = Pick<Coming, 'who' | 'role'>;

/** Whether this person could sit down now, be it on a seat of theirs. */
export function hasSeat(room: Room, person: Who): boolean {
  return keptFor(room, person.who) !== undefined || fits(room, person);
}

/**
 * The seat somebody with a fresh ticket takes over: one whose line is down, or that from which they
 * wait already. Nobody waits twice.
 */
export function keptFor(room: Room, who: string): Seat | undefined {
  const theirs = seatsOf(room, who);
  return theirs.find(({ wire }) => !wire) ?? theirs.find(({ stage }) => stage === 'waiting');
}

export function seatsOf({ seats }: Room, who: string): Seat[] {
  return [...seats.values()].filter((seat) => seat.who === who);
}

/** Whether there is a place for one more device of theirs. One is kept free for a host until one is in. */
export function fits(room: Room, { who, role }: Who): boolean {
  const within = inside(room);
  const there = new Set(within.map((seat) => seat.who)).add(who);
  // Whoever waits and is in already takes no place that somebody else may need.
  const knocked = waiting(room).filter((seat) => !there.has(seat.who));
  const hostIsIn = within.some((seat) => seat.role === 'host');
  const keptFree = role === 'guest' && !hostIsIn ? 1 : 0;
  if (within.length + knocked.length + keptFree >= room.mostPeople) return false;
  return role === 'host' || guestsWith(room, who).size <= room.mostGuests;
}

function guestsWith({ seats }: Room, who: string): Set<string> {
  const guests = [...seats.values()].filter(({ role }) => role === 'guest');
  return new Set(guests.map((seat) => seat.who)).add(who);
}
