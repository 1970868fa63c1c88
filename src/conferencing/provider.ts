import type { Tx } from '#db';
import type { MeetingLife } from './session-book.ts';

/** How a meeting is set. What is not said is left to the host’s own settings at the provider. */
export interface MeetingSettings {
  waitingRoom?: boolean;
  passcode?: boolean;
  /** Guests may come in before the host. */
  earlyEntry?: boolean;
}

/** What we ask a provider to hold. `mark` is ours, unguessable, and finds the meeting again. */
export interface MeetingSpec {
  mark: string;
  topic: string;
  startsAt: Temporal.Instant;
  durationMinutes: number;
  /** IANA zone, for display at the provider. */
  zone: string;
  settings: MeetingSettings;
}

/** What the provider says it holds. */
export interface Meeting {
  meetingId: string;
  joinUrl: string;
  topic: string;
  /** Absent where the provider gives none. */
  startsAt: Temporal.Instant | undefined;
  durationMinutes: number;
  /** How it is really set, whatever was asked for; absent where the answer did not say. */
  settings?: MeetingSettings;
}

/** Who is on the other side, in words for the host. */
export interface GrantView {
  id: string;
  email: string;
  /** Whether meetings end after 40 minutes. */
  basicPlan: boolean;
  since: Temporal.Instant;
  lastSuccessAt: Temporal.Instant | null;
  /** What the permission leaves out of what Parley needs. */
  missing: Permission[];
  /** Creates and updates the provider has taken from this user today, as far as we know. */
  changesToday: ChangesToday;
  /** Set when the permission ended. */
  lost: { at: Temporal.Instant; reason: string } | undefined;
}

/** What a host has to allow, after "the right to". */
export const PERMISSIONS = {
  know: 'see who you are',
  make: 'make meetings',
  read: 'read meetings',
  move: 'move meetings',
  remove: 'remove meetings',
  list: 'list meetings',
};
export type Permission = keyof typeof PERMISSIONS;

export interface ChangesToday {
  used: number;
  limit: number;
  resetsAt: Temporal.Instant;
}

/** What a pass asks of a provider. */
export type Deed = 'create' | 'find' | 'update' | 'read' | 'remove';
/** The session, or what else, for which something is to be asked. */
export interface Waiting {
  startsAt: Temporal.Instant;
  promisedAt?: Temporal.Instant | undefined;
}
/** Whether it may be asked now, or when to come back and see. */
export type Turn = { ok: true } | { ok: false; at: Temporal.Instant };

/** A meeting on a host's list that carries a mark. */
export interface MarkedMeeting extends Meeting {
  mark: string;
}

/**
 * A place outside Parley where sessions can be held. Spoken by `#zoom`; owned here.
 * Every call throws a `Failure` when the outside world fails. Codes a pass knows:
 *   `grant-lost` (never), `not-allowed` (never: licence or permission, say which in `detail`),
 *   `refused` (never), `rate-limited` (later, with `notBefore` when the other side named it),
 *   `day-used-up` (later: this user's changes of the day are used, see `changesToday`),
 *   `in-progress` (later: people are in the meeting, it cannot be removed before it ends),
 *   `unreachable` (soon or later: nothing was made, repeating is harmless),
 *   `unclear` (soon: only of `create`, which may have made one; look for the mark before repeating).
 */
export interface MeetingProvider {
  /**
   * The provider takes so many requests a second and changes a day. Each deed for a session that
   * starts then waits for its turn here first; one refused by the day's limit fails here. `promisedAt`
   * is what an earlier answer said, where it still waits for that.
   */
  turn(grantId: string, deed: Deed, waiting: Waiting): Promise<Turn>;
  create(grantId: string, spec: MeetingSpec): Promise<Meeting>;
  /** Undefined only after a clear "does not exist". */
  read(grantId: string, meetingId: string): Promise<Meeting | undefined>;
  /** Changes it and reads it back. Undefined when it does not exist any more. */
  update(grantId: string, meetingId: string, spec: MeetingSpec): Promise<Meeting | undefined>;
  /** Also content when it was gone already. */
  remove(grantId: string, meetingId: string): Promise<void>;
  /** Every meeting on the host's list whose mark begins so. The list may lag by seconds. */
  listMarked(grantId: string, beginning: string): Promise<MarkedMeeting[]>;
  /** A fresh address with host rights. Never stored, never mailed. */
  startUrl(grantId: string, meetingId: string): Promise<string | undefined>;
  viewGrant(grantId: string): Promise<GrantView | undefined>;
  /** Asks who this is, and keeps address and plan as they are now: both can change unsaid. */
  lookUpUser(grantId: string): Promise<void>;
  /** The changes each permission has used today; who has used none is left out. */
  changesOfToday(): Promise<({ grantId: string } & ChangesToday)[]>;
  /** Permissions whose giver the provider named only now: whose account is to have which grant. */
  settleAuthorizations(): Promise<{ accountId: string; grantId: string }[]>;
  /** Refreshes a permission that has rested for 30 days, so that it never reaches Zoom's 90. */
  keepAlive(grantId: string): Promise<void>;
  /**
   * Whether the permission has really ended, as somebody said it did at `saidAt`. An old or unclear
   * story is not believed: then the provider is asked, and its trouble is thrown.
   */
  hasEnded(grantId: string, saidAt: Temporal.Instant | undefined): Promise<boolean>;
  /** The permissions said to have ended about which the provider has still to be heard. */
  removalsSaid(): Promise<string[]>;
  /** No account uses it any more: withdraws it at the provider, best effort, and deletes it here. */
  giveBack(grantId: string): Promise<void>;
}

/**
 * What a provider tells by itself, noted in the transaction of whoever heard it. Any of it may come
 * late, out of order, or never; hearing it twice is for the hearer to notice.
 */
export interface ProviderNews {
  /** The meeting may have been changed, deleted or brought back: it is read again. */
  meetingStirred(tx: Tx, meetingId: string): Promise<void>;
  /** Something took place in the meeting: a line in the story of its session. */
  meetingLived(tx: Tx, meetingId: string, life: MeetingLife): Promise<void>;
  /** The permission is said to have been taken back, at `saidAt` where that was told. */
  grantRemoved(tx: Tx, grantId: string, saidAt: Temporal.Instant | undefined): Promise<void>;
}
