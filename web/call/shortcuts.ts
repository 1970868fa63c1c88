/** Keys that do what the buttons do. Pure. */
export type KeyDeed = 'mute' | 'camera' | 'share' | 'chat' | 'hand' | 'help';

export const KEYS: Record<string, { deed: KeyDeed; words: string }> = {
  m: { deed: 'mute', words: 'Mute or unmute' },
  v: { deed: 'camera', words: 'Camera on or off' },
  s: { deed: 'share', words: 'Share your screen, or stop' },
  c: { deed: 'chat', words: 'Open or close the chat' },
  h: { deed: 'hand', words: 'Raise or lower your hand' },
  '?': { deed: 'help', words: 'Show these keys' },
};

export interface Pressed extends Pick<
  KeyboardEvent,
  'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'repeat' | 'defaultPrevented'
> {
  target: { closest?(selector: string): unknown } | EventTarget | null;
}

/** Where letters are letters: fields, and dialogs with keys of their own. */
const TYPED_INTO = 'input, textarea, select, [contenteditable], [role="dialog"]';

export function deedOf(pressed: Pressed): KeyDeed | undefined {
  const { target, key } = pressed;
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey) return undefined;
  if (pressed.repeat || pressed.defaultPrevented) return undefined;
  if (target && 'closest' in target && target.closest?.(TYPED_INTO)) return undefined;
  return KEYS[key.toLowerCase()]?.deed;
}
