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
const COME_BACK = { seconds: 1 };

export function createTurns(parts: { clock: Clock; provider: MeetingProvider }): Turns {
  const underWay = new Map<string, number>();
  return {
    async take(step, startsAt, work) {
      if (!('grantId' in step)) return await done(work);
      const { grantId } = step;
      const others = underWay.get(grantId) ?? 0;
      if (others >= MOST_AT_ONCE) return { ok: false, at: parts.clock.now().add(COME_BACK) };
      underWay.set(grantId, others + 1);
      try {
        const turn = await parts.provider.turn(grantId, step.do, startsAt);
        return turn.ok ? await done(work) : turn;
      } finally {
        leave(underWay, grantId);
      }
    },
  };
}

async function done(work: () => Promise<void>): Promise<Turn> {
  await work();
  return { ok: true };
}

function leave(underWay: Map<string, number>, grantId: string): void {
  const left = (underWay.get(grantId) ?? 1) - 1;
  if (left > 0) underWay.set(grantId, left);
  else underWay.delete(grantId);
}
