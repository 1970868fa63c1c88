/** `zoom`: nothing is said, and the host's own settings at Zoom hold. */
export const MEETING_CHOICES = ['zoom', 'on', 'off'] as const;
export type MeetingChoice = (typeof MEETING_CHOICES)[number];

/** How the meetings made for an account are set, unless a service says otherwise. */
export interface MeetingChoices {
  waitingRoom: MeetingChoice;
  passcode: MeetingChoice;
  /** Guests may come in before the host. */
  earlyEntry: MeetingChoice;
}
