/** Waiting room, passcode and early entry, in Zoom's words and back. */
import { z } from 'zod';
import type { Ids } from '#base';
import type { MeetingSettings } from '#conferencing';

/** For create and update. What is not said stays as the host has set it at Zoom, or as the plan forces it. */
export function settingFields({
  waitingRoom,
  earlyEntry,
}: MeetingSettings): Record<string, boolean> {
  return {
    ...(waitingRoom !== undefined && { waiting_room: waitingRoom }),
    ...(earlyEntry !== undefined && { join_before_host: earlyEntry }),
  };
}

/** For create alone: another passcode later would be another link. */
export function passcodeFields(
  { passcode }: MeetingSettings,
  ids: Pick<Ids, 'token'>,
): { password?: string; default_password?: boolean } {
  if (passcode === undefined) return {};
  return passcode ? { password: passcodeOf(ids.token()) } : { default_password: false };
}

/** Ten characters of every sort that an account's rules may ask for. It stands in the link, so nobody types it. */
function passcodeOf(token: string): string {
  return `${token.replaceAll(/[^a-z\d]/gi, '').slice(0, 6)}Qh7*`;
}

/** What an answer about one meeting says; lists say nothing of it. */
export const settingShape = z.object({
  password: z.string().optional(),
  settings: z
    .object({ waiting_room: z.boolean().optional(), join_before_host: z.boolean().optional() })
    .optional(),
});

export function settingsIn({ password, settings }: z.output<typeof settingShape>) {
  if (!settings) return {};
  const { waiting_room: waitingRoom, join_before_host: earlyEntry } = settings;
  const seen: MeetingSettings = {
    passcode: Boolean(password),
    ...(waitingRoom !== undefined && { waitingRoom }),
    ...(earlyEntry !== undefined && { earlyEntry }),
  };
  return { settings: seen };
}
