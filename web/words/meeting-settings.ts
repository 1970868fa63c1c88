import type { MeetingSettings, MeetingState } from '#conferencing';

/** How a Zoom meeting is set, and where that is not what was asked for. */
export interface SettingWords {
  says: string;
  notes: string[];
}

/** Undefined until Zoom has said how the meeting is set. */
export function settingWords(meeting: MeetingState | undefined): SettingWords | undefined {
  const { asked, real } = meeting?.settings ?? {};
  if (!asked || !real) return undefined;
  const facts = [
    real.waitingRoom === undefined ? '' : `waiting room ${real.waitingRoom ? 'on' : 'off'}`,
    real.passcode ? 'the passcode is in the link' : 'no passcode',
    real.earlyEntry ? 'guests may come in before you' : 'guests wait for you',
  ];
  const says = facts.filter(Boolean).join(' · ');
  return {
    says: `${says.charAt(0).toUpperCase()}${says.slice(1)}`,
    notes: [waitingRoom(asked, real), passcode(asked, real), earlyEntry(asked, real)].filter(
      (note) => note !== '',
    ),
  };
}

function waitingRoom(asked: MeetingSettings, real: MeetingSettings): string {
  if (asked.waitingRoom === undefined || asked.waitingRoom === real.waitingRoom) return '';
  if (asked.waitingRoom)
    return 'Zoom holds this meeting without a waiting room: your Zoom account does not allow one.';
  return real.passcode
    ? 'Zoom keeps a waiting room on: your Zoom account insists on it.'
    : 'Zoom keeps a waiting room on, because the meeting has no passcode.';
}

function passcode(asked: MeetingSettings, real: MeetingSettings): string {
  if (asked.passcode === undefined || asked.passcode === real.passcode) return '';
  return asked.passcode
    ? 'Zoom holds this meeting without a passcode: your Zoom account does not allow one.'
    : 'Zoom keeps a passcode: your Zoom account insists on it. It stands in the link, so guests type nothing.';
}

function earlyEntry(asked: MeetingSettings, real: MeetingSettings): string {
  if (asked.earlyEntry === undefined || asked.earlyEntry === (real.earlyEntry ?? false)) return '';
  if (!asked.earlyEntry)
    return 'Zoom lets guests come in before you: your Zoom account insists on it.';
  return real.waitingRoom
    ? 'Guests cannot come in before you: while a waiting room is on, Zoom lets nobody in early.'
    : 'Guests cannot come in before you: your Zoom account does not allow it.';
}
