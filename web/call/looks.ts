/** Looks at every connection now and then, says how it is, and sums up for the story of the session. */
import type { Quality } from '#calls';
import { lineBetween, type Counts, type LineView } from './quality.ts';

export interface LooksParts {
  /** What was received from each of the others so far. */
  counts(): Promise<Map<string, Counts>>;
  later(run: () => void, ms: number): () => void;
  found(lines: Record<string, LineView>): void;
  /** How the looks of the last half minute turned out. */
  felt(looks: Record<Quality, number>): void;
}

const EVERY_MS = 2_000;
const LOOKS_TOLD_AT_ONCE = 15;
const NONE: Record<Quality, number> = { good: 0, fair: 0, poor: 0 };

export class Looks {
  readonly #parts: LooksParts;
  #counts = new Map<string, Counts>();
  #looks = { ...NONE };
  #stop: (() => void) | undefined;

  constructor(parts: LooksParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#stop?.();
    this.#stop = this.#parts.later(() => void this.#look(), EVERY_MS);
  }

  stop(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  /** Says what was not said yet. */
  sumUp(): void {
    const { good, fair, poor } = this.#looks;
    if (good + fair + poor > 0) this.#parts.felt(this.#looks);
    this.#looks = { ...NONE };
  }

  async #look(): Promise<void> {
    const lines: Record<string, LineView> = {};
    const counts = await this.#parts.counts();
    for (const [id, now] of counts) lines[id] = lineBetween(this.#counts.get(id) ?? now, now);
    if (!this.#stop) return;
    this.#counts = counts;
    this.#parts.found(lines);
    this.#count(Object.values(lines).map(({ quality }) => quality));
    this.start();
  }

  /** A call is as good as its worst connection. */
  #count(found: Quality[]): void {
    if (found.length === 0) return;
    const worst = (['poor', 'fair', 'good'] as const).find((level) => found.includes(level));
    this.#looks[worst ?? 'good'] += 1;
    const { good, fair, poor } = this.#looks;
    if (good + fair + poor >= LOOKS_TOLD_AT_ONCE) this.sumUp();
  }
}
