/** A moment out of an address or a form. What cannot be read, or lies in another century, counts as not given. */
export function readInstant(
  text: string | null,
  understand: (text: string) => Temporal.Instant = Temporal.Instant.from,
): Temporal.Instant | undefined {
  if (!text || !/^20\d\d-/.test(text)) return undefined;
  try {
    return understand(text);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
