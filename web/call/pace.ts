/** Below this a moving face looks like a row of stills, and the device has no strength left for the call. */
const FEWEST_A_SECOND = 15;
const LOOKED_AT_MS = 3_000;

/** Counts frames and says when there were too few for a while. */
export function createPace(startedMs: number): {
  frame(nowMs: number, asleep: boolean): 'too-slow' | undefined;
} {
  let since = startedMs;
  let frames = 0;
  return {
    frame(nowMs, asleep) {
      frames += 1;
      if (asleep) [since, frames] = [nowMs, 0];
      const passed = nowMs - since;
      if (passed < LOOKED_AT_MS) return undefined;
      const enough = (frames * 1000) / passed >= FEWEST_A_SECOND;
      [since, frames] = [nowMs, 0];
      return enough ? undefined : 'too-slow';
    },
  };
}
