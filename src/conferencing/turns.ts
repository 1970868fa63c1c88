/** Before a step: its turn at the provider, and a place among what this process asks for one permission. */
import { Failure, type Clock } from '#base';
import type { Step } from './plan.ts';
import type { MeetingProvider, Turn, Waiting } from './provider.ts';

export interface Turns {
  /**
   * Does the work when it is its turn, or says when to come back. Nobody waits in here: a worker is
   * there for everybody. `afterSilence`: the provider has not answered this permission's last ones.
   */
  take(step: Step, waiting: Waiting, work: () => Promise<void>): Promise<Taken>;
}

export type Taken = { ok: true; afterSilence: boolean } | Extract<Turn, { ok: false }>;

/** A provider that is silent for one user holds up so many workers and no more. */
const MOST_AT_ONCE = 4;
/** How long a step may take, as long as none has been seen to end. */
const NOT_KNOWN_MS = 1_000;
/** Once may be chance. */
const SILENT_AFTER = 2;
/** So long nobody tries again where the provider is silent. */
const REST_MS = 5_000;
/** How long the one that tries may be away. */
const SCOUTING_MS = 30_000;

/** What this process asks for one permission. */
interface Crowd {
  inside: number;
  /** How long the last step took: those who come back are spread so that each finds a place. */
  lastMs: number;
  promisedMs: number;
  /** Steps in a row that got no answer, and until when the others need not try. */
  unanswered: number;
  restUntilMs: number;
  detail: string | undefined;
}

export function createTurns(parts: {
  clock: Clock;
  provider: Pick<MeetingProvider, 'turn'>;
}): Turns {
  const { provider } = parts;
  const crowds = new Map<string, Crowd>();
  const nowMs = () => parts.clock.now().epochMilliseconds;
  return {
    async take(step, waiting, work) {
      if (!('grantId' in step)) {
        await work();
        return { ok: true, afterSilence: false };
      }
      const { grantId } = step;
      const crowd = crowds.get(grantId) ?? newCrowd();
      crowds.set(grantId, crowd);
      if (crowd.inside >= MOST_AT_ONCE) return { ok: false, at: comeBack(crowd, nowMs()) };
      const afterSilence = mayScout(crowd, nowMs());
      const began = nowMs();
      crowd.inside += 1;
      try {
        const turn = await provider.turn(grantId, step.do, waiting);
        if (!turn.ok) {
          crowd.restUntilMs = 0;
          return turn;
        }
        await work();
        crowd.unanswered = 0;
        // Where it answers one, the others may go and see as well.
        if (afterSilence) for (const other of crowds.values()) other.restUntilMs = 0;
        return { ok: true, afterSilence };
      } catch (error) {
        noteSilence(crowd, error, nowMs());
        throw error;
      } finally {
        crowd.inside -= 1;
        crowd.lastMs = nowMs() - began;
      }
    },
  };
}

function newCrowd(): Crowd {
  const unbroken = { unanswered: 0, restUntilMs: 0, detail: undefined };
  return { inside: 0, lastMs: NOT_KNOWN_MS, promisedMs: 0, ...unbroken };
}

/**
 * Where the provider is silent one goes and sees, and the others fail at once: a thousand sessions
 * would hold up every worker, each for as long as a question may take. True for whoever goes.
 */
function mayScout(crowd: Crowd, nowMs: number): boolean {
  if (crowd.unanswered < SILENT_AFTER) return false;
  const rests = nowMs < crowd.restUntilMs && crowd.restUntilMs <= nowMs + SCOUTING_MS;
  if (rests) throw new Failure('unreachable', { retry: 'soon', detail: crowd.detail });
  crowd.restUntilMs = nowMs + SCOUTING_MS;
  return true;
}

function noteSilence(crowd: Crowd, error: unknown, nowMs: number): void {
  const silent = error instanceof Failure && ['unreachable', 'unclear'].includes(error.code);
  crowd.unanswered = silent ? crowd.unanswered + 1 : 0;
  crowd.restUntilMs = nowMs + REST_MS;
  crowd.detail = silent ? error.detail : undefined;
}

function comeBack(crowd: Crowd, nowMs: number): Temporal.Instant {
  const apart = Math.ceil(crowd.lastMs / MOST_AT_ONCE);
  crowd.promisedMs = Math.max(crowd.promisedMs, nowMs) + apart;
  return Temporal.Instant.fromEpochMilliseconds(crowd.promisedMs);
}
