/** Looks now and then whether everybody still came for something, and may still be there. */
import { doorFor } from './door.ts';
import type { Appointment, Doorkeeper } from './doorkeeper.ts';
import type { Ending } from './messages.ts';
import { hostIsIn, inside, waiting, type Room, type RoomParts } from './room.ts';
import type { Seat } from './seat.ts';
import { letGo } from './seating.ts';

export interface DoorWatchParts extends RoomParts {
  doorkeeper: Doorkeeper;
}

/** Where nobody can say how things stand, everybody stays. */
export async function lookAtDoor(room: Room, parts: DoorWatchParts): Promise<void> {
  const { sessionId } = room;
  try {
    await putOutFormerHosts(room, parts);
    await endWaiting(room, parts);
  } catch (error) {
    parts.log.warn({ sessionId, error: String(error) }, 'a session could not be looked at');
  }
}

/** Whoever is removed from an account is put out of its calls, whatever key they hold. */
async function putOutFormerHosts(room: Room, parts: DoorWatchParts): Promise<void> {
  const hosts = [...room.seats.values()].filter(({ role }) => role === 'host');
  for (const seat of hosts) {
    if (await parts.doorkeeper.isHost(room.accountId, seat.who)) continue;
    letGo(room, seat, parts, { says: 'is a host of the account no more', why: 'removed' });
  }
}

/** Those whom no host has joined yet are told where their session went. */
async function endWaiting(room: Room, parts: DoorWatchParts): Promise<void> {
  if (hostless(room).length === 0) return;
  const appointment = await parts.doorkeeper.appointment(room);
  for (const seat of hostless(room)) {
    const why = endingFor(seat, room, appointment, parts.clock.now());
    if (why) letGo(room, seat, parts, { says: 'waited for nothing any more', why });
  }
}

/** What a host and a guest do once they are together is theirs to end. */
function hostless(room: Room): Seat[] {
  return hostIsIn(room) ? waiting(room) : [...room.seats.values()];
}

function endingFor(
  { who, role }: Seat,
  room: Room,
  appointment: Appointment | undefined,
  now: Temporal.Instant,
): Ending | undefined {
  if (!appointment) return 'unknown';
  const booking = appointment.bookings.get(who);
  if (!booking) return 'elsewhere';
  const cancelled = booking === 'cancelled';
  const stands = { busy: inside(room).length > 0, hasSeat: true };
  const door = doorFor({ ...appointment, role, cancelled }, stands, now);
  return door.is === 'open' ? undefined : door.is;
}
