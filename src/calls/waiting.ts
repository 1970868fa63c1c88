/** Who waits at the doors of all web processes, and which calls have their host: each tells the others of its own. */
import type { Clock } from '#base';
import type { Knock } from './messages.ts';

/** Somebody before the door of a call, as its host sees them on every page. */
export interface Waiting extends Knock {
  sessionId: string;
  accountId: string;
}

export interface Doors {
  waiting: Waiting[];
  /** The calls a host is in. */
  hosted: { sessionId: string; accountId: string }[];
}

export interface EveryDoor {
  all(): Doors;
  /** Another process told of its doors. */
  heard(from: string, doors: Doors): void;
  /** To be called every `BEAT_MS`. */
  tick(): void;
}

const TELL_AGAIN_MS = 4_000;
/** A process that died tells of nobody any more. */
const BELIEVED_MS = 3 * TELL_AGAIN_MS;

export function createEveryDoor(parts: {
  clock: Clock;
  own(): Doors;
  tell(doors: Doors): void;
}): EveryDoor {
  const elsewhere = new Map<string, { doors: Doors; atMs: number }>();
  const nowMs = () => parts.clock.now().epochMilliseconds;
  let told = JSON.stringify({ waiting: [], hosted: [] });
  let toldAtMs = 0;
  return {
    all() {
      const every = [parts.own(), ...[...elsewhere.values()].map(({ doors }) => doors)];
      return {
        waiting: every.flatMap(({ waiting }) => waiting),
        hosted: every.flatMap(({ hosted }) => hosted),
      };
    },
    heard: (from, doors) => void elsewhere.set(from, { doors, atMs: nowMs() }),
    tick() {
      for (const [from, { atMs }] of elsewhere) {
        if (nowMs() - atMs > BELIEVED_MS) elsewhere.delete(from);
      }
      const own = parts.own();
      const now = JSON.stringify(own);
      const quiet = own.waiting.length + own.hosted.length === 0;
      if (now === told && (quiet || nowMs() - toldAtMs < TELL_AGAIN_MS)) return;
      told = now;
      toldAtMs = nowMs();
      parts.tell(own);
    },
  };
}

/** Whether a host of the same account is in another call than this one. */
export function isHostElsewhere(
  { hosted }: Doors,
  { sessionId, accountId }: { sessionId: string; accountId: string },
): boolean {
  return hosted.some((call) => call.accountId === accountId && call.sessionId !== sessionId);
}
