import type { DeviceLists, Kind } from './devices.ts';
import type { Chosen, MediaState } from './media-state.ts';

/** The device with the chosen label, if it is there. */
export function idOf(
  lists: DeviceLists,
  kind: Kind | 'speaker',
  chosen: Chosen,
): string | undefined {
  return lists[kind].find(({ label }) => label === chosen[kind])?.id;
}

/** Whether a device was plugged in that somebody is waiting for: the chosen one, or any at all. */
export function whatCame(kind: Kind, before: DeviceLists, now: MediaState): boolean {
  if (now.trouble[kind] === 'missing') return now.devices[kind].length > 0;
  const isBack = !idOf(before, kind, now.chosen) && idOf(now.devices, kind, now.chosen);
  return Boolean(isBack && now[kind] && now[kind].label !== now.chosen[kind]);
}

/** What happened by itself, for eyes and ears. */
export function deviceWords(kind: Kind, label: string | undefined, before?: 'gone'): string {
  const what = kind === 'mic' ? 'microphone' : 'camera';
  if (!label) return `Your ${what} is gone. The others still see and hear what is left.`;
  return before ? `Your ${what} is gone. Now in use: ${label}.` : `Now in use: ${label}.`;
}
