/**
 * Who was in a call, from when to when, and how good the connections were: told to whoever keeps the
 * story of the session. Only names and counts; nothing of what was said, and no addresses.
 */
import type { Clock, Log } from '#base';
import type { Quality } from './messages.ts';
import { inside, type Room } from './room.ts';
import type { Seat } from './seat.ts';

export type CallHappening =
  | { kind: 'somebody-joined' | 'somebody-left'; name: string }
  | { kind: 'recording-asked' | 'recording-agreed' | 'recording-refused'; name: string }
  | { kind: 'recording-began' }
  | { kind: 'recording-ended'; minutes: number }
  | { kind: 'recording-deleted'; by: 'host' | 'time' }
  | { kind: 'call-began' }
  /** `minutes` is unknown where the server was started anew meanwhile. */
  | { kind: 'call-ended'; minutes: number | undefined; quality: Quality | undefined };

/** Keeps the story of sessions. Spoken by `#sessions`. */
export interface CallBook {
  tell(sessionId: string, at: Temporal.Instant, happening: CallHappening): Promise<void>;
}

export interface Attendance {
  came(room: Room, seat: Seat): void;
  left(room: Room, seat: Seat): void;
  /** Somebody who was in goes on after the server was started anew: what began is not told again. */
  goesOn(room: Room): void;
  /** Another process keeps the room now, and its story with it. */
  forget(sessionId: string): void;
  felt(sessionId: string, looks: Record<Quality, number>): void;
}

interface Together {
  /** Undefined where it began before this server did. */
  since: Temporal.Instant | undefined;
  /** Until when there were two; a host who stays alone has no call. */
  until: Temporal.Instant | undefined;
  looks: Record<Quality, number>;
}

export function createAttendance(parts: { clock: Clock; log: Log; book: CallBook }): Attendance {
  const { clock, log, book } = parts;
  const calls = new Map<string, Together>();
  let told = Promise.resolve();
  const tell = (sessionId: string, happening: CallHappening) => {
    const at = clock.now();
    // One after the other: they are read in the order in which they were written.
    told = told.then(() =>
      book.tell(sessionId, at, happening).catch((error: unknown) => {
        log.error({ sessionId, error: String(error) }, 'what happened in a call was not kept');
      }),
    );
  };
  const begin = (sessionId: string, since: Temporal.Instant | undefined) =>
    calls.set(sessionId, { since, until: undefined, looks: { good: 0, fair: 0, poor: 0 } });

  return {
    came(room, { name }) {
      const { sessionId } = room;
      tell(sessionId, { kind: 'somebody-joined', name });
      if (inside(room).length < 2) return;
      const call = calls.get(sessionId);
      if (call) call.until = undefined;
      else {
        begin(sessionId, clock.now());
        tell(sessionId, { kind: 'call-began' });
      }
    },
    left(room, { name }) {
      const { sessionId } = room;
      tell(sessionId, { kind: 'somebody-left', name });
      const call = calls.get(sessionId);
      if (!call) return;
      if (inside(room).length < 2) call.until ??= clock.now();
      if (inside(room).length > 0) return;
      calls.delete(sessionId);
      tell(sessionId, { kind: 'call-ended', minutes: minutesOf(call), quality: qualityOf(call) });
    },
    goesOn(room) {
      if (inside(room).length > 1 && !calls.has(room.sessionId)) begin(room.sessionId, undefined);
    },
    forget: (sessionId) => void calls.delete(sessionId),
    felt(sessionId, looks) {
      const call = calls.get(sessionId);
      if (!call) return;
      for (const level of ['good', 'fair', 'poor'] as const) call.looks[level] += looks[level];
    },
  };
}

function minutesOf({ since, until }: Together): number | undefined {
  return since && until && Math.max(1, Math.round(since.until(until).total('minutes')));
}

/** A tenth of a lesson that could hardly be followed is what people remember of it. */
function qualityOf({ looks: { good, fair, poor } }: Together): Quality | undefined {
  const all = good + fair + poor;
  if (all === 0) return undefined;
  if (poor / all > 0.1) return 'poor';
  return (fair + poor) / all > 0.2 ? 'fair' : 'good';
}
