import { useEffect, useEffectEvent, useState } from 'react';
import type { Call, Shown } from '../call.ts';
import { myself } from '../call-state.ts';
import { canShareScreen } from '../devices.ts';
import { deedOf, type KeyDeed } from '../shortcuts.ts';

const KEPT_AS = 'parley-call-keys';

/** Keys for the call. Single letters can trouble whoever speaks to their computer, so they can be switched off. */
export function useKeys(call: Call, shown: Shown, help: () => void) {
  const [on, setOn] = useState(() => localStorage.getItem(KEPT_AS) !== 'off');
  const carryOut = useEffectEvent((deed: KeyDeed) => {
    if (deed === 'help') help();
    else if (deed === 'mute') void call.media.toggleMic();
    else if (deed === 'camera') void call.media.toggleCamera();
    else if (deed === 'share' && canShareScreen()) void call.media.toggleScreen();
    else if (deed === 'chat') call.openChat(!shown.call.chatOpen);
    else if (deed === 'hand') call.raiseHand(!myself(shown.call)?.hand);
  });
  useEffect(() => {
    if (!on) return;
    const press = (event: KeyboardEvent) => {
      const deed = deedOf(event);
      if (!deed) return;
      event.preventDefault();
      carryOut(deed);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [on]);
  const set = (use: boolean) => {
    localStorage.setItem(KEPT_AS, use ? 'on' : 'off');
    setOn(use);
  };
  return { on, set };
}
