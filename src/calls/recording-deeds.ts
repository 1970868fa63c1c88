/** What people do about a recording, and what becomes of it when they come and go. */
import type { Log } from '#base';
import type { RecordingDeed, WhyNotRecorded } from './messages.ts';
import {
  askedBy,
  everybodyAgreed,
  without,
  withAgreement,
  type Agreement,
  type Recording,
} from './recording.ts';
import { inside, tellAll, tellRecording, type Room, type RoomParts } from './room.ts';
import type { Seat } from './seat.ts';

/** Keeps recordings, and who agreed to them. Spoken by `#recordings`. */
export interface RecordingBook {
  asked(sessionId: string, by: string, at: Temporal.Instant): Promise<void>;
  refused(sessionId: string, name: string): Promise<void>;
  /** Everybody agreed. False where there is no room for a recording. */
  begin(
    recording: { id: string; sessionId: string; accountId: string; personId: string },
    agreed: Agreement[],
  ): Promise<boolean>;
  agree(recordingId: string, agreement: Agreement): Promise<void>;
  /** What was on its way when it was stopped may still arrive. */
  stop(recordingId: string): Promise<void>;
}

export function carryOutRecording(
  room: Room,
  seat: Seat,
  deed: RecordingDeed,
  parts: RoomParts,
): void {
  const { recording } = room;
  if (deed === 'agree') return recording && agree(room, recording, seat, parts);
  if (seat.role !== 'host') return;
  if (deed === 'stop')
    return recording && switchOff(room, { off: 'stopped', name: seat.name }, parts);
  if (recording) return;
  const { ids, clock } = parts;
  const at = clock.now();
  room.recording = askedBy(seat, { id: ids.id(), at });
  keep(room, parts, (book) => book.asked(room.sessionId, seat.name, at));
  beginWhenAgreed(room, parts);
}

/** Somebody's seat is gone, or its page was loaded anew and records no longer. */
export function recordingLoses(room: Room, seat: Seat, parts: RoomParts): void {
  if (!room.recording || seat.stage !== 'in') return;
  const left = without(room.recording, seat);
  if ('off' in left) return switchOff(room, left, parts);
  room.recording = left;
  beginWhenAgreed(room, parts);
}

function agree(room: Room, recording: Recording, seat: Seat, parts: RoomParts): void {
  if (recording.agreed.has(seat.id)) return;
  const at = parts.clock.now();
  if (recording.begun === 'no') {
    room.recording = withAgreement(recording, seat, at);
    return beginWhenAgreed(room, parts);
  }
  const { name, role } = seat;
  keep(room, parts, async (book) => {
    await book.agree(recording.id, { name, role, at });
    // Meanwhile it may have ended, or they may have left.
    if (room.recording?.id !== recording.id || !room.seats.has(seat.id)) return;
    room.recording = withAgreement(room.recording, seat, at);
    tellRecording(room);
  });
}

function beginWhenAgreed(room: Room, parts: RoomParts): void {
  tellRecording(room);
  const { recording, sessionId, accountId } = room;
  if (recording?.begun !== 'no' || !everybodyAgreed(recording, inside(room))) return;
  room.recording = { ...recording, begun: 'being-kept' };
  const { id, personId } = recording;
  keep(room, parts, async (book) => {
    const begun = await book
      .begin({ id, sessionId, accountId, personId }, [...recording.agreed.values()])
      .catch((error: unknown) => unkept(room, parts.log, error));
    if (room.recording?.id !== id) return;
    if (!begun) return switchOff(room, { off: 'no-room', name: '' }, parts);
    room.recording = { ...room.recording, begun: 'yes' };
    tellRecording(room);
  });
}

function switchOff(
  room: Room,
  { off, name }: { off: WhyNotRecorded; name: string },
  parts: RoomParts,
): void {
  const { recording, sessionId } = room;
  room.recording = undefined;
  tellAll(room, { t: 'recording', recording: { is: 'off', why: off, name } });
  if (off === 'refused') keep(room, parts, (book) => book.refused(sessionId, name));
  else if (recording && recording.begun !== 'no')
    keep(room, parts, (book) => book.stop(recording.id));
}

/** One after the other: a yes is kept after what it is a yes to. */
function keep(room: Room, parts: RoomParts, write: (book: RecordingBook) => Promise<void>): void {
  room.written = room.written.then(() =>
    write(parts.recordings).catch((error: unknown) => void unkept(room, parts.log, error)),
  );
}

function unkept({ sessionId }: Room, log: Log, error: unknown): false {
  log.error({ sessionId, error: String(error) }, 'what was agreed about a recording was not kept');
  return false;
}
