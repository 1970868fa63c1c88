import type { ColumnType, Generated } from 'kysely';
import type { Instant, Json } from './columns.ts';

/** What stands at Zoom and what should: of the rooms conferencing and zoom. */
export interface ConferencingTables {
  zoom_grant: ZoomGrantRow;
  connection: ConnectionRow;
  connection_due: { account_id: string; grant_id: string; since: Instant };
  zoom_authorization: ZoomAuthorizationRow;
  zoom_unsettled: ZoomUnsettledRow;
  desired_meeting: DesiredMeetingRow;
  observed_meeting: ObservedMeetingRow;
  zoom_allowance: ZoomAllowanceRow;
  zoom_pace: {
    account: string;
    lanes: Json<Partial<Record<'light' | 'medium', Lane>>>;
    used_at: Instant;
  };
  zoom_event: { fingerprint: string; received_at: Instant };
  zoom_hearing: { kind: string; last_at: Instant; times: ColumnType<string, number, unknown> };
  rehearsal: RehearsalRow;
  repair: RepairRow;
}

interface ZoomGrantRow {
  id: string;
  zoom_user_id: string;
  zoom_account_id: string;
  email: string;
  plan: number;
  business: Generated<boolean>;
  api_url: string;
  scope: string;
  access_token: string;
  refresh_token: string;
  expires_at: Instant;
  authorized_at: Instant;
  refreshed_at: Instant;
  last_success_at: Instant | null;
  lost_at: Instant | null;
  lost_reason: string | null;
  scanned_at: Instant | null;
  refresh_leased_until: Instant | null;
  removal_said_at: Instant | null;
  doubted_at: Generated<Instant | null>;
}

interface ConnectionRow {
  account_id: string;
  provider: 'zoom';
  grant_id: string | null;
  connected_at: Instant;
  lost_at: Instant | null;
  lost_reason: string | null;
  asked_at: Generated<Instant | null>;
}

interface ZoomAllowanceRow {
  grant_id: string;
  day: Instant;
  used: number;
  queue_until: Instant | null;
}

/** Moments in epoch milliseconds. */
interface Lane {
  sent: number[];
  promisedUntil: number;
  heldUntil: number;
}

interface ZoomAuthorizationRow {
  state: string;
  account_id: string;
  login_id: string;
  verifier: string;
  created_at: Instant;
  ended_at: Instant | null;
  ended_how: string | null;
  missing: Json<string[]> | null;
  instead_of: string | null;
}

type ZoomUnsettledRow = Pick<ZoomAuthorizationRow, 'state' | 'account_id' | 'instead_of'> & {
  tokens: string;
  came_at: Instant;
  refreshed_at: Instant;
  look_again_at: Instant | null;
};

interface DesiredMeetingRow {
  session_id: string;
  account_id: string;
  provider: string;
  grant_id: string | null;
  generation: number;
  wanted: boolean;
  managed: Generated<boolean>;
  arriving: Generated<boolean>;
  settings: Json<Record<string, boolean>>;
  topic: string;
  zone: string;
  starts_at: Instant;
  duration_minutes: number;
  updated_at: Instant;
}

interface ObservedMeetingRow {
  session_id: string;
  mark: string;
  creating_since: Instant | null;
  meeting_id: string | null;
  join_url: string | null;
  topic: string | null;
  starts_at: Instant | null;
  duration_minutes: number | null;
  settings: Json<Record<string, boolean>> | null;
  applied_generation: Generated<number>;
  seen_at: Instant | null;
  outcome: Generated<'waiting' | 'settled' | 'later' | 'retry' | 'person'>;
  reason: Json<unknown> | null;
  attempts: Generated<number>;
  look_again_at: Instant | null;
  look_wanted_at: Instant | null;
  leased_until: Instant | null;
  asked_for: string | null;
  asked_at: Instant | null;
  updated_at: Instant;
}

interface RehearsalRow {
  grant_id: string;
  mark: string;
  asked_at: Instant;
  tried: Json<unknown>;
  creating_since: Instant | null;
  meeting_id: string | null;
  attempts: Generated<number>;
  reason: Json<unknown> | null;
  look_again_at: Instant | null;
  leased_until: Instant | null;
  ended_at: Instant | null;
}

interface RepairRow {
  session_id: string;
  account_id: string;
  pending: 'make' | 'change' | 'remove' | 'look';
  begun_at: Instant;
}
