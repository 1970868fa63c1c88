import type { Clock } from '#base';
import type { Ending } from './messages.ts';

/** Who is kept out for a while, whatever ticket they bring. */
export interface Bars {
  bar(who: string, untilMs: number): void;
  /** What to say to somebody who is barred. */
  refusal(who: string): Ending | undefined;
  forgetPast(): void;
}

export function createBars(clock: Clock): Bars {
  const barred = new Map<string, number>();
  const leftMs = (who: string) => (barred.get(who) ?? 0) - clock.now().epochMilliseconds;
  return {
    bar: (who, untilMs) => void barred.set(who, untilMs),
    refusal(who) {
      if (leftMs(who) <= 0) return undefined;
      // Whoever was refused may knock again soon; a minute or more is only for those removed.
      return leftMs(who) > 60_000 ? 'removed' : 'refused';
    },
    forgetPast() {
      for (const who of barred.keys()) if (leftMs(who) <= 0) barred.delete(who);
    },
  };
}
