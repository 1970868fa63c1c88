/** Before a step: its turn at the provider, and a place among what this process asks for one permission. */
import type { Clock } from '#base';
import type { Step } from './plan.ts';
import type { MeetingProvider, Turn } from './provider.ts';

export interface Turns {
  /**
   * Does the work when it is its turn, or says when to come back. Nobody waits in here: a worker is
   * there for everybody.
   */
  take(step: Step, startsAt: Temporal.Instant, work: () => Promise<void>): Promise<Turn>;
}

/** A provider that is silent for one user holds up so many workers and no more. */
const MOST_AT_ONCE = 4;
/** How long a step may take, as long as none has been seen to end. */
const NOT_KNOWN_MS = 1_000;

/** What this process asks for one permission. */
interface Crowd {
  inside: number;
  /** How long the last step took: those who come back are spread so that each finds a place. */
  lastMs: number;
  promisedMs: number;
}

export function createTurns(parts: { clock: Clock; provider: MeetingProvider }): Turns {
  const { provider } = parts;
  const crowds = new Map<string, Crowd>();
  const nowMs = () => parts.clock.now().epochMilliseconds;
  return {
    async take(step, startsAt, work) {
      if (!('grantId' in step)) return await done(work);
      const { grantId } = step;
      const crowd = crowds.get(grantId) ?? { inside: 0, lastMs: NOT_KNOWN_MS, promisedMs: 0 };
      crowds.set(grantId, crowd);
      if (crowd.inside >= MOST_AT_ONCE) return { ok: false, at: comeBack(crowd, nowMs()) };
      const began = nowMs();
      crowd.inside += 1;
      try {
        const turn = await provider.turn(grantId, step.do, startsAt);
        return turn.ok ? await done(work) : turn;
      } finally {
        crowd.inside -= 1;
        crowd.lastMs = nowMs() - began;
      }
    },
  };
}

async function done(work: () => Promise<void>): Promise<Turn> {
  await work();
  return { ok: true };
}

function comeBack(crowd: Crowd, nowMs: number): Temporal.Instant {
  const apart = Math.ceil(crowd.lastMs / MOST_AT_ONCE);
  crowd.promisedMs = Math.max(crowd.promisedMs, nowMs) + apart;
  return Temporal.Instant.fromEpochMilliseconds(crowd.promisedMs);
}
