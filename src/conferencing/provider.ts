/** What we ask a provider to hold. `mark` is ours, unguessable, and finds the meeting again. */
export interface MeetingSpec {
  mark: string;
  topic: string;
  startsAt: Temporal.Instant;
  durationMinutes: number;
  /** IANA zone, for display at the provider. */
  zone: string;
}

/** What the provider says it holds. */
export interface Meeting {
  meetingId: string;
  joinUrl: string;
  topic: string;
  /** Absent where the provider gives none. */
  startsAt: Temporal.Instant | undefined;
  durationMinutes: number;
}

/** Who is on the other side, in words for the host. */
export interface GrantView {
  id: string;
  email: string;
  /** Whether meetings end after 40 minutes. */
  basicPlan: boolean;
  since: Temporal.Instant;
  lastSuccessAt: Temporal.Instant | null;
  /** Set when the permission ended. */
  lost: { at: Temporal.Instant; reason: string } | undefined;
}

/**
 * A place outside Parley where sessions can be held. Spoken by `#zoom`; owned here.
 * Every call throws a `Failure` when the outside world fails. Codes a pass knows:
 *   `grant-lost` (never), `not-allowed` (never: licence or permission, say which in `detail`),
 *   `refused` (never), `rate-limited` (later, with `notBefore` when the other side named it),
 *   `in-progress` (later: people are in the meeting, it cannot be removed before it ends),
 *   `unreachable` (soon or later: nothing was made, repeating is harmless),
 *   `unclear` (soon: only of `create`, which may have made one; look for the mark before repeating).
 */
export interface MeetingProvider {
  create(grantId: string, spec: MeetingSpec): Promise<Meeting>;
  /** Undefined only after a clear "does not exist". */
  read(grantId: string, meetingId: string): Promise<Meeting | undefined>;
  /** Changes it and reads it back. Undefined when it does not exist any more. */
  update(grantId: string, meetingId: string, spec: MeetingSpec): Promise<Meeting | undefined>;
  /** Also content when it was gone already. */
  remove(grantId: string, meetingId: string): Promise<void>;
  /** Looks among the host's meetings that have not expired for ones that carry the mark. The list may lag by seconds. */
  findByMark(grantId: string, mark: string): Promise<Meeting[]>;
  /** A fresh address with host rights. Never stored, never mailed. */
  startUrl(grantId: string, meetingId: string): Promise<string | undefined>;
  viewGrant(grantId: string): Promise<GrantView | undefined>;
  /** No account uses it any more: withdraws it at the provider, best effort, and deletes it here. */
  giveBack(grantId: string): Promise<void>;
}
