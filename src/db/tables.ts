import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

/** A jsonb column: read as the value, written as its JSON text. */
type Json<T> = ColumnType<T, string, string>;
type Instant = Temporal.Instant;

/** Every table of ours, as the migrations make it. Instants are Temporal, jsonb is written as text. */
export interface Tables {
  person: PersonRow;
  login: { id: string; person_id: string };
  account: AccountRow;
  member: { account_id: string; person_id: string; role: 'owner' | 'host'; joined_at: Instant };
  api_key: ApiKeyRow;
  service: ServiceRow;
  session: SessionRow;
  booking: BookingRow;
  repeated_request: RepeatedRequestRow;
  happening: HappeningRow;
  call_bar: { who: string; until: Instant };
  notice: NoticeRow;
  zoom_grant: ZoomGrantRow;
  connection: ConnectionRow;
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
  installation: { name: string };
  zoom_event: { fingerprint: string; received_at: Instant };
  zoom_hearing: { kind: string; last_at: Instant; times: ColumnType<string, number, unknown> };
  rehearsal: RehearsalRow;
  repair: RepairRow;
  recording: RecordingRow;
  recording_consent: {
    recording_id: string;
    name: string;
    role: 'host' | 'guest';
    agreed_at: Instant;
  };
}

interface PersonRow {
  id: string;
  name: string;
  email: string;
}

interface AccountRow {
  id: string;
  slug: string;
  name: string;
  tagline: Generated<string>;
  hours: Json<unknown>;
  default_place: Generated<'built-in' | 'zoom'>;
  always_relay: Generated<boolean>;
  recordings_kept_days: Generated<number>;
  guests_may_change: Generated<boolean>;
  waiting_room: Generated<'zoom' | 'on' | 'off'>;
  passcode: Generated<'zoom' | 'on' | 'off'>;
  early_entry: Generated<'zoom' | 'on' | 'off'>;
  change_notice_minutes: Generated<number>;
  created_at: Instant;
}

interface ApiKeyRow {
  id: string;
  account_id: string;
  name: string;
  key_hash: string;
  made_by: string | null;
  created_at: Instant;
  last_used_at: Instant | null;
}

interface ServiceRow {
  id: string;
  account_id: string;
  slug: string;
  name: string;
  description: Generated<string>;
  duration_minutes: number;
  step_minutes: number;
  buffer_before_minutes: Generated<number>;
  buffer_after_minutes: Generated<number>;
  notice_minutes: Generated<number>;
  horizon_days: Generated<number>;
  capacity: Generated<number>;
  place: Generated<'default' | 'built-in' | 'zoom' | 'words'>;
  place_words: Generated<string>;
  waiting_room: Generated<'account' | 'zoom' | 'on' | 'off'>;
  passcode: Generated<'account' | 'zoom' | 'on' | 'off'>;
  early_entry: Generated<'account' | 'zoom' | 'on' | 'off'>;
  switched_off_at: Instant | null;
  created_at: Instant;
}

interface SessionRow {
  id: string;
  account_id: string;
  service_id: string;
  service_name: string;
  starts_at: Instant;
  ends_at: Instant;
  blocked_from: Instant;
  blocked_until: Instant;
  capacity: number;
  place: 'built-in' | 'zoom' | 'words';
  place_words: Generated<string>;
  cancelled_at: Instant | null;
  created_at: Instant;
}

interface BookingRow {
  id: string;
  account_id: string;
  session_id: string;
  capacity: number;
  seat: number;
  token: string;
  guest_name: string;
  guest_email: string;
  guest_zone: string;
  note: Generated<string>;
  calendar_sequence: Generated<number>;
  cancelled_at: Instant | null;
  cancelled_by: 'guest' | 'host' | null;
  cancel_reason: Generated<string>;
  created_at: Instant;
}

interface RepeatedRequestRow {
  account_id: string;
  key: string;
  fingerprint: string;
  booking_id: string;
  created_at: Instant;
}

interface HappeningRow {
  id: GeneratedAlways<string>;
  session_id: string;
  booking_id: string | null;
  at: Instant;
  kind: string;
  facts: Json<Record<string, unknown>>;
}

interface NoticeRow {
  id: string;
  account_id: string | null;
  booking_id: string | null;
  kind: string;
  recipient: string;
  facts: Json<Record<string, unknown>>;
  created_at: Instant;
  sent_at: Instant | null;
  failed_at: Instant | null;
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

interface RecordingRow {
  id: string;
  account_id: string;
  session_id: string;
  person_id: string | null;
  began_at: Instant;
  bytes: ColumnType<string, number | undefined, unknown>;
  heard_at: Instant;
  stopped_at: Instant | null;
  closed_at: Instant | null;
  ready_at: Instant | null;
  file: string | null;
  seconds: number | null;
  guests_may_see: Generated<boolean>;
}
