import type { MeetingSettings } from './provider.ts';

/** How the meeting of a session stands. */
export interface MeetingState {
  /** `in-step` Zoom holds what we want · `under-way` being made or changed · `waiting` will be tried again · `needs-host` a person must act · `not-managed` Parley no longer touches it */
  status: 'in-step' | 'under-way' | 'waiting' | 'needs-host' | 'not-managed';
  /** Zoom's own join address, once there is a meeting. */
  joinUrl: string | undefined;
  /** Why it waits or needs somebody, as a typed reason; in step, why the next change would. */
  reason: Reason | undefined;
  /** When it will be tried again. */
  nextTryAt: Temporal.Instant | undefined;
  /** With `changed-in-zoom`: when the meeting is at the provider, unless it has no fixed time there. */
  theirStart?: Temporal.Instant;
  /** The session is held in a built-in call until the meeting stands. */
  arriving?: true;
  /** How the meeting was to be set, and how the provider has really set it, once it has said so. */
  settings?: { asked: MeetingSettings; real: MeetingSettings | undefined };
}

export interface Reason {
  code:
    | 'unreachable'
    | 'unclear'
    | 'rate-limited'
    /** The changes the provider takes from one user in a day are used up. */
    | 'day-used-up'
    | 'grant-lost'
    | 'not-allowed'
    | 'refused'
    | 'in-progress'
    | 'disconnected'
    /** This server knows no provider any more. */
    | 'not-set-up'
    /** The host gave the meeting another time at the provider. */
    | 'changed-in-zoom'
    /** The host deleted the meeting at the provider. */
    | 'gone-in-zoom';
  /** What the other side said, for a host to read; never a token. */
  detail?: string;
}
