import { isZone } from './clock.ts';

/** Tells whether a value fits; the tables below are Zoom's description of a meeting, cut to a line each. */
type Fits = (value: unknown) => boolean;

const flag: Fits = (value) => typeof value === 'boolean';
const text =
  (most: number): Fits =>
  (value) =>
    typeof value === 'string' && value.length <= most;
const whole =
  (least: number, most: number): Fits =>
  (value) =>
    Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
const one =
  (...allowed: unknown[]): Fits =>
  (value) =>
    allowed.includes(value);
const record: Fits = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const list =
  (each: Fits): Fits =>
  (value) =>
    Array.isArray(value) && value.every(each);
const field = (value: unknown, name: string) => (value as Record<string, unknown>)[name];
const mail: Fits = (value) => typeof value === 'string' && /^[^\s@]+@[^\s@]+$/.test(value);

/** UTC with `Z`, or wall time without; neither offsets nor fractions of a second are documented. */
const startTime: Fits = (value) =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ?$/.test(value) && isMoment(value);

function isMoment(value: string): boolean {
  try {
    Temporal.PlainDateTime.from(value.replace('Z', ''), { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}

export const meetingFields: Record<string, Fits> = {
  topic: text(200),
  type: one(1, 2, 3, 8, 10),
  start_time: startTime,
  timezone: (value) => typeof value === 'string' && isZone(value),
  duration: whole(1, 1440),
  agenda: text(2000),
  password: (value) => typeof value === 'string' && /^[\x21-\x7e]{0,10}$/.test(value),
  default_password: flag,
  pre_schedule: flag,
  schedule_for: text(254),
  template_id: text(200),
  tracking_fields: list((each) => record(each) && typeof field(each, 'field') === 'string'),
  recurrence: (value) => record(value) && one(1, 2, 3)(field(value, 'type')),
  settings: record,
};

const flags = [
  'allow_host_control_participant_mute_state',
  'allow_multiple_devices',
  'alternative_host_manage_cloud_recording',
  'alternative_host_manage_meeting_summary',
  'alternative_host_update_polls',
  'alternative_hosts_email_notification',
  'auto_start_ai_companion_questions',
  'auto_start_meeting_summary',
  'close_registration',
  'cn_meeting',
  'device_testing',
  'disable_participant_video',
  'email_in_attendee_report',
  'email_notification',
  'enforce_login',
  'focus_mode',
  'host_save_video_order',
  'host_video',
  'in_meeting',
  'internal_meeting',
  'join_before_host',
  'meeting_authentication',
  'mute_upon_entry',
  'participant_focused_meeting',
  'participant_video',
  'private_meeting',
  'push_change_to_calendar',
  'registrants_confirmation_email',
  'registrants_email_notification',
  'request_permission_to_unmute_participants',
  'show_join_info',
  'show_share_button',
  'use_pmi',
  'waiting_room',
  'watermark',
];

export const settingFields: Record<string, Fits> = {
  ...Object.fromEntries(flags.map((name) => [name, flag])),
  jbh_time: one(0, 5, 10, 15),
  approval_type: one(0, 1, 2),
  registration_type: one(1, 2, 3),
  audio: one('both', 'telephony', 'voip', 'thirdParty'),
  auto_recording: one('local', 'cloud', 'none'),
  calendar_type: one(1, 2),
  encryption_type: one('enhanced_encryption', 'e2ee'),
  who_can_ask_questions: whole(1, 5),
  who_will_receive_summary: whole(1, 4),
  alternative_hosts: text(2048),
  audio_conference_info: text(2048),
  authentication_domains: text(2048),
  authentication_name: text(2048),
  authentication_option: text(2048),
  contact_email: text(254),
  contact_name: text(254),
  enforce_login_domains: text(2048),
  summary_template_id: text(200),
  additional_data_center_regions: list(text(10)),
  authentication_exception: list(record),
  global_dial_in_countries: list(text(10)),
  global_dial_in_numbers: list(record),
  meeting_invitees: list((each) => record(each) && mail(field(each, 'email'))),
  resources: list(record),
  custom_keys: (value) =>
    list((each) => text(64)(field(each, 'key')) && text(256)(field(each, 'value')))(value) &&
    (value as unknown[]).length <= 10,
  waiting_room_options: (value) =>
    record(value) && one('follow_setting', 'custom')(field(value, 'mode')),
  approved_or_denied_countries_or_regions: record,
  auto_add_recording_to_video_management: record,
  breakout_room: record,
  continuous_meeting_chat: record,
  language_interpretation: record,
  question_and_answer: record,
  sign_language_interpretation: record,
};
