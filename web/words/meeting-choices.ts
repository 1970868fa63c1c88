import type { MeetingChoices } from '#accounts';

interface MeetingSetting {
  name: keyof MeetingChoices;
  label: string;
  hint: string;
  options: { value: string; label: string }[];
}

const asInZoom = { value: 'zoom', label: 'As in your Zoom settings' };

/** How the meetings Parley makes can be set, as an account chooses. */
export const MEETING_SETTINGS: MeetingSetting[] = [
  {
    name: 'waitingRoom',
    label: 'Waiting room',
    hint: 'You let each guest in yourself.',
    options: [asInZoom, { value: 'on', label: 'On' }, { value: 'off', label: 'Off' }],
  },
  {
    name: 'passcode',
    label: 'Passcode',
    hint: 'It stands in the link, so guests type nothing. Without one, Zoom turns the waiting room on.',
    options: [asInZoom, { value: 'on', label: 'On' }, { value: 'off', label: 'Off' }],
  },
  {
    name: 'earlyEntry',
    label: 'Coming in before you',
    hint: 'Only where no waiting room is on. On the Basic plan the 40 minutes begin with the first guest.',
    options: [
      asInZoom,
      { value: 'on', label: 'Guests may come in before you' },
      { value: 'off', label: 'Guests wait for you' },
    ],
  },
];

/** The same for one service, which may follow its account. */
export const SERVICE_MEETING_SETTINGS: MeetingSetting[] = MEETING_SETTINGS.map((setting) => ({
  ...setting,
  options: [{ value: 'account', label: 'As the account says' }, ...setting.options],
}));

/** What becomes of upcoming meetings when choices change. */
export function followWords(meetings: number): string {
  if (meetings === 0) return '';
  const which =
    meetings === 1 ? 'One upcoming meeting follows' : `${meetings} upcoming meetings follow`;
  return `${which} as soon as Zoom takes the change; the passcode stays, as it is part of the link.`;
}
