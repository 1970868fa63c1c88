import type { Parley } from '#http';

const DEEDS = ['show-recording', 'hide-recording', 'delete-recording'] as const;
export type RecordingDeed = (typeof DEEDS)[number];

export function recordingDeed(word: string): RecordingDeed | undefined {
  return DEEDS.find((deed) => deed === word);
}

/** Does it, and answers the word under which the page says so. */
export async function changeRecording(
  { recordings }: Parley,
  ids: { accountId: string; recordingId: string },
  deed: RecordingDeed,
): Promise<string> {
  if (deed === 'delete-recording') await recordings.remove(ids);
  else await recordings.share(ids, deed === 'show-recording');
  return deed;
}

export const RECORDING_SAID: Record<RecordingDeed, string> = {
  'show-recording': 'Everybody who booked this session can see the recording on their page now.',
  'hide-recording': 'Guests do not see the recording any more.',
  'delete-recording': 'The recording is deleted, for good.',
};
