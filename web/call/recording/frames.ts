/** When to paint the next frame of a recording. */

const FRAME_MS = 40;

/**
 * How long the page is left alone after a frame. `tookMs`: painting it. `heldUpMs`: how much later than
 * wanted its turn came, because the page was busy. On a slow machine the film gets fewer frames, and
 * the call goes on: it is never kept from its work for more than half the time.
 */
export function restMs({ tookMs, heldUpMs }: { tookMs: number; heldUpMs: number }): number {
  return Math.max(FRAME_MS - tookMs, tookMs + heldUpMs);
}

/** Paints again and again, each frame asked for only when the one before is done. */
export function paintFrames(
  paint: () => void,
  clock: { nowMs(): number; after(ms: number): void },
): () => void {
  let dueMs = clock.nowMs();
  return () => {
    const beganMs = clock.nowMs();
    paint();
    const nowMs = clock.nowMs();
    const rest = restMs({ tookMs: nowMs - beganMs, heldUpMs: Math.max(0, beganMs - dueMs) });
    dueMs = nowMs + rest;
    clock.after(rest);
  };
}
