/**
 * Whether a picture stands still although its frames come in: after a connection broke, Chromium was
 * seen to count and show health and draw nothing any more. Only another connection helps. Pure.
 */
export interface Drawing {
  /** Frames taken in so far, and when that was read. */
  decoded: number;
  atMs: number;
  /** Since when frames came in and none of them was drawn. */
  standsSinceMs: number | undefined;
}

export interface DrawingLook {
  decoded: number;
  atMs: number;
  /** Since the last look; true as well while nobody can see the picture. */
  drawn: boolean;
}

const STANDS_MS = 3_000;

export function looked(before: Drawing | undefined, { drawn, ...now }: DrawingLook): Drawing {
  const stands = before !== undefined && !drawn && now.decoded > before.decoded;
  return { ...now, standsSinceMs: stands ? (before.standsSinceMs ?? before.atMs) : undefined };
}

export function isStill({ atMs, standsSinceMs }: Drawing): boolean {
  return standsSinceMs !== undefined && atMs - standsSinceMs >= STANDS_MS;
}
