/** Where a room's voices and pictures go through a media server: who gets a pass, and who is cut off. */
import type { Log } from '#base';
import type { IceServer } from './ice.ts';
import type { MediaServer } from './media-server.ts';
import { say, type Seat } from './seat.ts';
import type { Room } from './room.ts';

interface PassParts {
  media: MediaServer | undefined;
  log: Log;
}

/** To somebody who is in; where none comes their browser asks again. */
export function sendPass(
  room: Room,
  seat: Seat,
  { media, log, ice }: PassParts & { ice: () => IceServer[] },
): void {
  if (room.engine !== 'livekit') return;
  const { sessionId, mostPeople } = room;
  media?.admit(sessionId, seat.id, mostPeople).then(
    (pass) => {
      if (room.seats.get(seat.id) === seat) say(seat, { t: 'pass', ...pass, ice: ice() });
    },
    (error: unknown) =>
      log.warn({ sessionId, error: String(error) }, 'no pass to the media server'),
  );
}

/** Whoever has no seat any more hears and is heard no more. */
export function cutOff(room: Room, seatId: string, parts: PassParts): void {
  const { sessionId } = room;
  tell(room, parts, (media) => media.remove(sessionId, seatId));
}

export function closeMedia(room: Room, parts: PassParts): void {
  tell(room, parts, (media) => media.close(room.sessionId));
}

function tell(room: Room, { media, log }: PassParts, ask: (media: MediaServer) => Promise<void>) {
  if (room.engine !== 'livekit' || !media) return;
  const { sessionId } = room;
  ask(media).catch((error: unknown) =>
    log.warn({ sessionId, error: String(error) }, 'the media server did not answer'),
  );
}
