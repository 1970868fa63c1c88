import type { Clock } from '#base';

const MINUTE_MS = 60_000;
const MOST_KEPT = 200;

/** What was made of offers last, by what was asked. */
export type Kept = () => Map<string, unknown>;

/**
 * Starts, notice and horizon are whole minutes, so within one the same rows have the same free times.
 * Each minute has a map of its own: what is still being made when one ends goes with it.
 */
export function keepForTheMinute(clock: Clock): Kept {
  let kept = { minute: 0, made: new Map<string, unknown>() };
  return () => {
    const minute = Math.floor(clock.now().epochMilliseconds / MINUTE_MS);
    if (minute !== kept.minute || kept.made.size >= MOST_KEPT) kept = { minute, made: new Map() };
    return kept.made;
  };
}
