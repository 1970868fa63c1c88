import type { Clock } from '#base';

export interface TestClock extends Clock {
  /** Moves on by a duration: `{ minutes: 5 }` or an ISO 8601 text such as `PT5M`. */
  advance(duration: Temporal.DurationLike | string): void;
  /** Jumps to an instant, given as such or as RFC 3339 text. */
  set(instant: Temporal.Instant | string): void;
}

/** A clock that stands still until it is moved. Begins on a Monday morning in winter, UTC. */
export function testClock(start: Temporal.Instant | string = '2027-01-11T08:00:00Z'): TestClock {
  let now = Temporal.Instant.from(start);
  return {
    now: () => now,
    advance(duration) {
      // An instant knows no calendar: a day is 24 hours here.
      now = now.add(Temporal.Duration.from(duration).round({ largestUnit: 'hours' }));
    },
    set(instant) {
      now = Temporal.Instant.from(instant);
    },
  };
}
