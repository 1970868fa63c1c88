/** Stands between Parley and Zoom and remembers what only Zoom can know. */
import type { Clock } from '#base';
import type { Sandbox } from '../../sandbox/index.ts';

export interface Watch {
  fetch: typeof fetch;
  /** Meetings the host has changed or deleted in Zoom, until Parley writes to them again. */
  touchedByHost: Set<string>;
  /** Meetings the host has brought back from Zoom's bin: whoever does that wants to keep them. */
  broughtBack: Set<string>;
  /** Meetings Parley must not write to any more, and what it did to them all the same. */
  handsOff: Set<string>;
  trespasses: string[];
  /** Zoom users whose permission was ended at Zoom. */
  killed: Set<string>;
  /** Zoom users whose account has held settings fast, if only for a while. */
  locked: Set<string>;
  /** Zoom users who removed Parley and of whom Zoom told us, until they connect again. */
  removed: Set<string>;
  /** How many creates Zoom still takes its time over: the line is cut, and the meeting comes afterwards. */
  lateCreates: number;
  /** Zoom makes what it was late with and is done by now. */
  makeLate(): Promise<void>;
  /** When the next of these is made. */
  lateAt(): Temporal.Instant | undefined;
  /** Answers of the token endpoint got lost: a permission may have died without anybody's doing. */
  tokensInDoubt: boolean;
}

/** Longer than Parley listens, and than it waits before it looks. */
const LATE = { seconds: 25 };

export function watchZoom(sandbox: Sandbox, clock: Clock): Watch {
  let late: { at: Temporal.Instant; make: () => Promise<unknown> }[] = [];
  const watch: Watch = {
    touchedByHost: new Set(),
    broughtBack: new Set(),
    handsOff: new Set(),
    trespasses: [],
    killed: new Set(),
    locked: new Set(),
    removed: new Set(),
    tokensInDoubt: false,
    lateCreates: 0,
    lateAt: () => late[0]?.at,
    async makeLate() {
      const isDue = ({ at }: { at: Temporal.Instant }) =>
        Temporal.Instant.compare(at, clock.now()) <= 0;
      const due = late.filter(isDue);
      late = late.filter((each) => !isDue(each));
      for (const { make } of due) await make();
    },
    async fetch(input, init) {
      await watch.makeLate();
      const { pathname } = new URL(String(input));
      if (watch.lateCreates > 0 && init?.method === 'POST' && pathname.endsWith('/meetings')) {
        watch.lateCreates -= 1;
        late.push({ at: clock.now().add(LATE), make: () => sandbox.fetch(input, init) });
        throw new TypeError('the line is cut');
      }
      const id = /^\/v2\/meetings\/(\d+)$/.exec(pathname)?.[1];
      const writes = init?.method === 'PATCH' || init?.method === 'DELETE';
      if (id && writes && watch.handsOff.has(id))
        watch.trespasses.push(`${init.method} ${pathname}`);
      const answer = await sandbox.fetch(input, init);
      if (id && writes && answer.ok) watch.touchedByHost.delete(id);
      return answer;
    },
  };
  return watch;
}
