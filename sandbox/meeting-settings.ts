import type { Account, Person } from './people.ts';
import type { MeetingSettings } from './state.ts';

/** Licensed hosts only; for others these are dropped without a word (facts 4.1, 8). */
const licensedOnly = [
  'breakout_room',
  'language_interpretation',
  'sign_language_interpretation',
  'alternative_hosts',
  'registration_type',
];

/** Settings as they come out, which need not be as they were asked for. */
export function settleSettings(about: {
  person: Person;
  account: Account;
  asked: Record<string, unknown>;
  before: MeetingSettings | null;
  hasPasscode: boolean;
}): MeetingSettings {
  const { person, account, asked, before, hasPasscode } = about;
  const settings: MeetingSettings = {
    ...(before ?? startingSettings(person)),
    ...allowedSettings(person, asked, before !== null),
    ...account.locks,
  };
  // One of passcode, waiting room and sign-in is enforced; Zoom picks the waiting room.
  if (!hasPasscode && !settings.meeting_authentication) settings.waiting_room = true;
  if (settings.waiting_room) settings.join_before_host = false;
  if (!settings.join_before_host) settings.jbh_time = 0;
  return settings;
}

function allowedSettings(person: Person, asked: Record<string, unknown>, isUpdate: boolean) {
  const allowed = { ...asked };
  // Whether create takes custom_keys is not known; the description lists them for update only.
  if (!isUpdate) delete allowed.custom_keys;
  if (person.type === 2) return allowed;
  for (const name of licensedOnly) delete allowed[name];
  if (allowed.approval_type !== undefined) allowed.approval_type = 2;
  if (allowed.auto_recording === 'cloud') allowed.auto_recording = 'none';
  return allowed;
}

function startingSettings(person: Person): MeetingSettings {
  return {
    host_video: false,
    participant_video: false,
    join_before_host: person.prefers.joinBeforeHost,
    jbh_time: 0,
    mute_upon_entry: false,
    watermark: false,
    use_pmi: person.prefers.personalMeetingId,
    approval_type: 2,
    audio: 'both',
    auto_recording: 'none',
    alternative_hosts: '',
    waiting_room: person.prefers.waitingRoom,
    meeting_authentication: false,
    meeting_invitees: [],
    email_notification: true,
  };
}
