import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { Instant, Json } from './columns.ts';
import type { ConferencingTables } from './conferencing-tables.ts';

/** Every table of ours, as the migrations make it. Instants are Temporal, jsonb is written as text. */
export interface Tables extends ConferencingTables {
  person: PersonRow;
  login: { id: string; person_id: string };
  account: AccountRow;
  member: { account_id: string; person_id: string; role: 'owner' | 'host'; joined_at: Instant };
  invitation: InvitationRow;
  api_key: ApiKeyRow;
  service: ServiceRow;
  session: SessionRow;
  booking: BookingRow;
  repeated_request: RepeatedRequestRow;
  happening: HappeningRow;
  call_bar: { who: string; until: Instant };
  notice: NoticeRow;
  installation: { name: string };
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
  contact_email: Generated<string>;
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

interface InvitationRow {
  id: string;
  account_id: string;
  email: string;
  role: 'owner' | 'host';
  token_hash: string;
  invited_by: string;
  invited_at: Instant;
  expires_at: Instant;
  accepted_at: Instant | null;
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
  remind_at: Instant | null;
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
