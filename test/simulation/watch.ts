/** Stands between Parley and Zoom and remembers what only Zoom can know. */
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
  /** Answers of the token endpoint got lost: a permission may have died without anybody's doing. */
  tokensInDoubt: boolean;
}

export function watchZoom(sandbox: Sandbox): Watch {
  const watch: Watch = {
    touchedByHost: new Set(),
    broughtBack: new Set(),
    handsOff: new Set(),
    trespasses: [],
    killed: new Set(),
    locked: new Set(),
    removed: new Set(),
    tokensInDoubt: false,
    async fetch(input, init) {
      const { pathname } = new URL(String(input));
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
