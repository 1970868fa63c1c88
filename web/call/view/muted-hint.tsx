import { useEffect, useState } from 'react';
import type { Call, Shown } from '../call.ts';
import { watchLevel } from '../level.ts';

const LOUD = 0.4;
/** About a quarter of a second of voice; each look fades what was heard before a little. */
const SPEAKS_FROM = 4;
const SILENT_AGAIN = 0.5;
const FADES = 0.97;

/** Somebody speaks into a muted microphone. Their voice stays in this browser. */
export function MutedHint({ call, shown }: { call: Call; shown: Shown }) {
  const { mic, muted } = shown.media;
  const [speaks, setSpeaks] = useState(false);
  useEffect(() => {
    if (!mic || !muted) return;
    // What is sent is silent; a second ear on the same microphone is not, and is sent nowhere.
    const ear = mic.clone();
    ear.enabled = true;
    let voice = 0;
    const stop = watchLevel(ear, (level) => {
      voice = voice * FADES + (level > LOUD ? 1 : 0);
      if (voice > SPEAKS_FROM) setSpeaks(true);
      else if (voice < SILENT_AGAIN) setSpeaks(false);
    });
    return () => {
      stop();
      ear.stop();
      setSpeaks(false);
    };
  }, [mic, muted]);
  return (
    <div className="muted-hint" role="status">
      {speaks && (
        <p className="says warn">
          You are muted; nobody hears you.{' '}
          <button className="button" type="button" onClick={() => call.media.mute(false)}>
            Unmute
          </button>
        </p>
      )}
    </div>
  );
}
