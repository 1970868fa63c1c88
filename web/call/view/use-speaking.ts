import { useCallback, useEffect, useRef, useState } from 'react';
import { watchLevel } from '../level.ts';
import { heard, NOBODY_YET, speaks, type Speaking } from '../speaking.ts';

interface WhoSpeaks {
  speaks: string[];
  floor: string | undefined;
}

/** Told how loud everybody is; drawn anew only when somebody begins or ends. */
export function useSpeaking(): WhoSpeaks & { hear: (id: string, level: number) => void } {
  const state = useRef<Speaking>(NOBODY_YET);
  const [now, setNow] = useState<WhoSpeaks>({ speaks: [], floor: undefined });
  const hear = useCallback((id: string, level: number) => {
    const nowMs = performance.now();
    state.current = heard(state.current, id, level, nowMs);
    const { floor, loudAt } = state.current;
    const loud = Object.keys(loudAt).filter((one) => speaks(state.current, one, nowMs));
    setNow((before) =>
      before.floor === floor && before.speaks.join() === loud.join()
        ? before
        : { speaks: loud, floor },
    );
  }, []);
  return { ...now, hear };
}

/** Listens to one person. */
export function useVoice(
  id: string,
  voice: MediaStreamTrack | undefined,
  hear: (id: string, level: number) => void,
): void {
  useEffect(
    () => (voice ? watchLevel(voice, (level) => hear(id, level)) : undefined),
    [id, voice, hear],
  );
}
