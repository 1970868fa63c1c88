/**
 * People's words on one line: a name with a line break could otherwise add a header to a mail or
 * a property to a calendar, and one with direction marks could disguise what follows it.
 */
export function oneLine(words: string): string {
  return words
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/[\u202A-\u202E\u2066-\u2069]/g, '')
    .trim();
}

/** The same for words that may have several lines. */
export function eachLine(words: string): string[] {
  return words
    .trim()
    .split(/\r\n|[\r\n\p{Zl}\p{Zp}]/u)
    .map(oneLine);
}
