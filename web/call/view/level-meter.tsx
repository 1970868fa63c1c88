import { useEffect, useRef } from 'react';
import { watchLevel } from '../level.ts';

/** Shows that a microphone hears something. Drawn past React: it changes fifteen times a second. */
export function LevelMeter({ track }: { track: MediaStreamTrack }) {
  const bar = useRef<HTMLSpanElement>(null);
  useEffect(
    () => watchLevel(track, (level) => bar.current?.style.setProperty('--level', level.toFixed(2))),
    [track],
  );
  return (
    <span
      ref={bar}
      className="level"
      role="img"
      aria-label="The microphone is on; the bar moves when it hears you"
    />
  );
}
