/** How the meeting of a session stands. */
export interface MeetingState {
  /** `in-step` Zoom holds what we want · `under-way` being made or changed · `waiting` will be tried again · `needs-host` a person must act · `not-managed` Parley no longer touches it */
  status: 'in-step' | 'under-way' | 'waiting' | 'needs-host' | 'not-managed';
  /** Zoom's own join address, once there is a meeting. */
  joinUrl: string | undefined;
  /** Why it waits or needs somebody, as a typed reason. */
  reason: Reason | undefined;
  /** When it will be tried again. */
  nextTryAt: Temporal.Instant | undefined;
}

export interface Reason {
  code:
    | 'unreachable'
    | 'unclear'
    | 'rate-limited'
    | 'grant-lost'
    | 'not-allowed'
    | 'refused'
    | 'in-progress'
    | 'disconnected';
  /** What the other side said, for a host to read; never a token. */
  detail?: string;
}
