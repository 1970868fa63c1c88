import { useEffect, useRef, useState } from 'react';
import type { Person } from '#calls';
import type { CallEngine } from '../engine.ts';
import { heard, NOBODY_YET, speaks } from '../speaking.ts';

interface WhoSpeaks {
  speaks: string[];
  floor: string | undefined;
}

const LISTENS_MS = 100;

/** Listens to everybody whose microphone is on; drawn anew only when somebody begins or ends. */
export function useSpeaking(people: Person[], level: CallEngine['level']): WhoSpeaks {
  const [now, setNow] = useState<WhoSpeaks>({ speaks: [], floor: undefined });
  const there = useRef(people);
  useEffect(() => {
    there.current = people;
  });
  useEffect(() => {
    let state = NOBODY_YET;
    const timer = setInterval(() => {
      const nowMs = performance.now();
      for (const { id, mic } of there.current) {
        if (mic) state = heard(state, id, level(id), nowMs);
      }
      const { floor, loudAt } = state;
      const loud = Object.keys(loudAt).filter((id) => speaks(state, id, nowMs));
      setNow((before) =>
        before.floor === floor && before.speaks.join() === loud.join()
          ? before
          : { speaks: loud, floor },
      );
    }, LISTENS_MS);
    return () => clearInterval(timer);
  }, [level]);
  return now;
}
