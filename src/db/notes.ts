/** PostgreSQL takes notes of less than 8,000 bytes; longer texts go as several, which keep their order. */
const LONGEST = 7_900;

/** `1:` and more to come, or `0:` and the last of it. */
export function notesOf(text: string): string[] {
  const words = Buffer.from(text).toString('base64');
  const count = Math.ceil(words.length / LONGEST) || 1;
  return Array.from({ length: count }, (_, index) => {
    const part = words.slice(index * LONGEST, (index + 1) * LONGEST);
    return `${index < count - 1 ? 1 : 0}:${part}`;
  });
}

/** Puts the notes of each sender together again; answers the whole text with its last note. */
export function createInbox(): (sender: string, note: string) => string | undefined {
  const begun = new Map<string, string>();
  return (sender, note) => {
    const words = (begun.get(sender) ?? '') + note.slice(2);
    if (note.startsWith('1:')) {
      begun.set(sender, words);
      return undefined;
    }
    begun.delete(sender);
    return Buffer.from(words, 'base64').toString();
  };
}
