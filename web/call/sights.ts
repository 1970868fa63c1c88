/**
 * How large a picture is wanted, where it is seen and where it is recorded. The engine hears of the larger:
 * a recording keeps whoever was scrolled out of sight.
 */
import type { CallEngine, Size } from './engine.ts';

export type Sights = Record<'seen' | 'recorded', CallEngine['sized']>;

export function createSights(tell: CallEngine['sized']): Sights {
  const seen = new Map<string, Size | undefined>();
  const recorded = new Map<string, Size | undefined>();
  const into =
    (sizes: Map<string, Size | undefined>): CallEngine['sized'] =>
    (id, what, size) => {
      const picture = `${what} of ${id}`;
      sizes.set(picture, size);
      tell(id, what, larger(seen.get(picture), recorded.get(picture)));
    };
  return { seen: into(seen), recorded: into(recorded) };
}

function larger(one: Size | undefined, other: Size | undefined): Size | undefined {
  if (!one || !other) return one ?? other;
  return {
    width: Math.max(one.width, other.width),
    height: Math.max(one.height, other.height),
  };
}
