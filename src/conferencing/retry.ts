import type { Failure } from '#base';
import { lastMoment } from './plan.ts';
import type { Reason } from './state.ts';

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 5 * 60_000;

/** How a failed try goes on: again at a moment, or not until a person acts. */
export type AfterFailure =
  | { outcome: 'retry'; reason: Reason; at: Temporal.Instant }
  | { outcome: 'person'; reason: Reason; at: Temporal.Instant | undefined };

interface Tries {
  attempts: number;
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
  withoutPlace: boolean;
}

/**
 * Back-off with jitter, never before the moment the other side named, never past the last moment
 * before the start. From then on a session `withoutPlace` is looked at again at once, so that it is
 * held elsewhere. Whatever waits for a person is looked at again when its session is over.
 * `random` is in [0, 1).
 */
export function afterFailure(
  failure: Failure,
  tries: Tries,
  now: Temporal.Instant,
  random: number,
): AfterFailure {
  const reason = reasonOf(failure);
  const last = lastMoment(tries.startsAt);
  const isAhead = (at: Temporal.Instant) => Temporal.Instant.compare(at, now) > 0;
  const urgent = isAhead(last) ? last : tries.withoutPlace ? now : undefined;
  if (failure.retry === 'never') {
    const end = isAhead(tries.endsAt) ? tries.endsAt : undefined;
    return { outcome: 'person', reason, at: urgent ?? end };
  }
  const wait = Math.min(FIRST_WAIT_MS * 2 ** Math.min(tries.attempts, 20), LONGEST_WAIT_MS);
  const spread = now.add({ milliseconds: Math.round(wait * (0.5 + random / 2)) });
  const at = later(spread, failure.notBefore);
  return {
    outcome: 'retry',
    reason,
    at: urgent && Temporal.Instant.compare(at, urgent) > 0 ? urgent : at,
  };
}

const KNOWN = new Set<Reason['code']>([
  'unreachable',
  'unclear',
  'rate-limited',
  'day-used-up',
  'grant-lost',
  'not-allowed',
  'refused',
  'in-progress',
  'not-set-up',
]);

export function reasonOf(failure: Failure): Reason {
  const code = failure.code as Reason['code'];
  const detail = failure.detail;
  return { code: KNOWN.has(code) ? code : 'unreachable', ...(detail && { detail }) };
}

function later(a: Temporal.Instant, b: Temporal.Instant | undefined): Temporal.Instant {
  return b && Temporal.Instant.compare(b, a) > 0 ? b : a;
}
