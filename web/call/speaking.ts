/** Who is speaking, from how loud everybody is. Pure. */
export interface Speaking {
  /** When each was last loud, in milliseconds. */
  loudAt: Record<string, number>;
  /** Who has the floor: the last one who was loud long enough to have said something. */
  floor: string | undefined;
  since: Record<string, number>;
}

export const NOBODY_YET: Speaking = { loudAt: {}, floor: undefined, since: {} };

const LOUD = 0.3;
/** Between two words nobody stops speaking. */
const PAUSE_MS = 800;
/** A cough does not take the floor. */
const TAKES_FLOOR_MS = 600;

export function heard(before: Speaking, id: string, level: number, nowMs: number): Speaking {
  if (level < LOUD) return before;
  const goesOn = speaks(before, id, nowMs);
  const since = goesOn ? (before.since[id] ?? nowMs) : nowMs;
  const holder = before.floor;
  const isFree = holder === undefined || holder === id || !speaks(before, holder, nowMs);
  const takes = isFree && (holder === undefined || nowMs - since >= TAKES_FLOOR_MS);
  return {
    loudAt: { ...before.loudAt, [id]: nowMs },
    since: { ...before.since, [id]: since },
    floor: takes ? id : holder,
  };
}

export function speaks({ loudAt }: Speaking, id: string, nowMs: number): boolean {
  const at = loudAt[id];
  return at !== undefined && nowMs - at < PAUSE_MS;
}
