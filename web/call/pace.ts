/** Below this a moving face looks like a row of stills, and the device has no strength left for the call. */
const FEWEST_A_SECOND = 15;
const LOOKED_AT_MS = 3_000;

/** Counts frames from the first one on, for which everything is loaded, and says when there were too few for a while. */
export function createPace(): {
  frame(nowMs: number, asleep: boolean): 'too-slow' | undefined;
} {
  let since: number | undefined;
  let frames = 0;
  return {
    frame(nowMs, asleep) {
      if (asleep || since === undefined) {
        [since, frames] = [nowMs, 0];
        return undefined;
      }
      frames += 1;
      const passed = nowMs - since;
      if (passed < LOOKED_AT_MS) return undefined;
      const enough = (frames * 1000) / passed >= FEWEST_A_SECOND;
      [since, frames] = [nowMs, 0];
      return enough ? undefined : 'too-slow';
    },
  };
}
