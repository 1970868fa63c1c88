/** Who waits at the doors of all web processes: each tells the others of its own. */
import type { Clock } from '#base';
import type { Knock } from './messages.ts';

/** Somebody before the door of a call, as its host sees them on every page. */
export interface Waiting extends Knock {
  sessionId: string;
  accountId: string;
}

export interface EveryDoor {
  all(): Waiting[];
  /** Another process told of its doors. */
  heard(from: string, waiting: Waiting[]): void;
  /** To be called every `BEAT_MS`. */
  tick(): void;
}

const TELL_AGAIN_MS = 4_000;
/** A process that died tells of nobody any more. */
const BELIEVED_MS = 3 * TELL_AGAIN_MS;

export function createEveryDoor(parts: {
  clock: Clock;
  own(): Waiting[];
  tell(waiting: Waiting[]): void;
}): EveryDoor {
  const elsewhere = new Map<string, { waiting: Waiting[]; atMs: number }>();
  const nowMs = () => parts.clock.now().epochMilliseconds;
  let told = '[]';
  let toldAtMs = 0;
  return {
    all: () => [...parts.own(), ...[...elsewhere.values()].flatMap(({ waiting }) => waiting)],
    heard: (from, waiting) => void elsewhere.set(from, { waiting, atMs: nowMs() }),
    tick() {
      for (const [from, { atMs }] of elsewhere) {
        if (nowMs() - atMs > BELIEVED_MS) elsewhere.delete(from);
      }
      const own = parts.own();
      const now = JSON.stringify(own);
      if (now === told && (own.length === 0 || nowMs() - toldAtMs < TELL_AGAIN_MS)) return;
      told = now;
      toldAtMs = nowMs();
      parts.tell(own);
    },
  };
}
