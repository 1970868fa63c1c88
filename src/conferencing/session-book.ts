import type { Tx } from '#db';
import type { Reason } from './state.ts';

/** What conferencing asks of whoever owns the sessions. Spoken by `#sessions`. */
export interface SessionBook {
  /** Adds a line to what happened to the session. */
  tell(
    tx: Tx,
    sessionId: string,
    kind: MeetingHappening,
    facts?: Record<string, unknown>,
  ): Promise<void>;
  /** Adds what took place in its meeting, at the moment at which it did. */
  tellLife(tx: Tx, sessionId: string, life: MeetingLife): Promise<void>;
  /** The session is held in a built-in call from now on; everybody in it is told. */
  holdBuiltIn(tx: Tx, sessionId: string, why: Reason): Promise<void>;
  /** The session leaves its built-in call for its meeting; everybody in it is told. */
  holdInZoom(tx: Tx, sessionId: string): Promise<void>;
}

export type MeetingHappening =
  | 'meeting-asked'
  | 'meeting-made'
  | 'meeting-found'
  | 'meeting-changed'
  | 'meeting-removed'
  /** Parley can no longer remove it. */
  | 'meeting-left'
  | 'meeting-waits'
  | 'meeting-needs-host'
  | 'disconnected'
  | 'stays-built-in'
  | 'drift-resolved';

/** What takes place in a meeting, as the provider tells. Who comes and goes is not kept. */
export interface MeetingLife {
  kind: 'meeting-started' | 'meeting-ended' | 'somebody-joined' | 'somebody-left';
  /** When it took place; it may be told much later. */
  at: Temporal.Instant;
}
