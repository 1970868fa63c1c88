import { RateLimiterMemory } from 'rate-limiter-flexible';

/** How often something may be done by or to one and the same. Per process: several of them allow as many times more. */
export interface Limit {
  isReached(key: string): Promise<boolean>;
  count(key: string): Promise<void>;
}

/** `most` times within so many `seconds` of the first. */
export function createLimit({ most, seconds }: { most: number; seconds: number }): Limit {
  const limiter = new RateLimiterMemory({ points: most, duration: seconds });
  return {
    async isReached(key) {
      const before = await limiter.get(key);
      return before !== null && before.remainingPoints <= 0;
    },
    async count(key) {
      await limiter.penalty(key);
    },
  };
}
