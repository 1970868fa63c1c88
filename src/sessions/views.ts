import type { Account } from '#accounts';
import type { MeetingState, Overlap } from '#conferencing';
import type { Undelivered } from '#notices';
import type { Service } from '#services';

/** A start time that can be booked. Epoch milliseconds: a month of them is made for every page. */
export interface Slot {
  startMs: number;
  endMs: number;
  seatsLeft: number;
}

/** A service as guests find it at its address. */
export interface Offer {
  account: Account;
  service: Service;
  /** Free start times in [fromMs, toMs), ascending; without another look within the range it was read for. */
  slots(range: { fromMs: number; toMs: number }): Promise<Slot[]>;
  /**
   * What was made of the very same rows for the same question in this minute, if anything, and where to
   * keep it. Where free times beyond that range went into it, nothing is kept: they may have changed.
   */
  made<T>(question: string): { before: T | undefined; keep(value: T): void };
}

export interface BookingRequest {
  start: Temporal.Instant;
  guest: { name: string; email: string; zone: string };
  note: string;
  /** Repeating a request with the same key answers the first booking again. */
  key?: string | undefined;
}

export interface Happening {
  at: Temporal.Instant;
  kind:
    | 'booked'
    | 'moved'
    | 'cancelled'
    | 'meeting-asked'
    | 'meeting-made'
    | 'meeting-found'
    | 'meeting-changed'
    | 'meeting-removed'
    | 'meeting-left'
    | 'meeting-waits'
    | 'meeting-needs-host'
    | 'place-asked'
    | 'place-changed'
    | 'stays-built-in'
    | 'drift-resolved'
    | 'disconnected'
    | 'meeting-started'
    | 'meeting-ended'
    | 'call-began'
    | 'call-ended'
    | 'somebody-joined'
    | 'somebody-left'
    | 'recording-asked'
    | 'recording-agreed'
    | 'recording-refused'
    | 'recording-began'
    | 'recording-ended'
    | 'recording-deleted'
    | 'mail-sent'
    | 'mail-failed';
  facts: Record<string, unknown>;
}

/** How a guest gets in. `ready` is false while there is no address yet. */
export interface Join {
  kind: 'call' | 'zoom' | 'place';
  url: string;
  ready: boolean;
}

/** A guest's booking as its lasting page and the API show it. */
export interface BookingView {
  id: string;
  token: string;
  /** The lasting page. */
  url: string;
  status: 'confirmed' | 'cancelled';
  start: Temporal.Instant;
  end: Temporal.Instant;
  guest: { name: string; email: string; zone: string };
  note: string;
  cancelledBy: 'guest' | 'host' | null;
  cancelReason: string;
  account: Account;
  service: Service;
  sessionId: string;
  /** For how many guests the session is. */
  capacity: number;
  place: 'built-in' | 'zoom' | 'words';
  placeWords: string;
  join: Join;
  meeting: MeetingState | undefined;
  /** Whether the guest may still move or cancel, and until when; in words why not. */
  change: { allowed: true; until: Temporal.Instant } | { allowed: false; why: string };
  calendarSequence: number;
}

/** A session as its host sees it. */
export interface SessionView {
  id: string;
  serviceId: string;
  serviceName: string;
  start: Temporal.Instant;
  end: Temporal.Instant;
  capacity: number;
  place: 'built-in' | 'zoom' | 'words';
  placeWords: string;
  cancelledAt: Temporal.Instant | null;
  meeting: MeetingState | undefined;
  /** How far a meeting is removed that the session has no use for any more. */
  removal?: MeetingState | undefined;
  /** Sessions at the same time on the same Zoom user. */
  overlaps: Overlap[];
  /** Letters that did not reach their reader. */
  undelivered: Undelivered[];
  bookings: {
    id: string;
    guestName: string;
    guestEmail: string;
    guestZone: string;
    note: string;
    url: string;
    cancelledAt: Temporal.Instant | null;
    cancelledBy: 'guest' | 'host' | null;
    cancelReason: string;
  }[];
}
