import { useEffect, useState } from 'react';
import { Says } from '../../ui/page.tsx';

const NOTICED_MS = 2_000;
const LONG_MS = 15_000;

const WORDS = {
  joining: [
    'Parley does not answer yet. Trying again …',
    'Parley still does not answer. Look whether your network is on.',
  ],
  inside: [
    'Your connection dropped. Reconnecting …',
    'Still trying to reconnect. Your place is kept for a minute; look whether your network is on.',
  ],
};

/** The line to the server is down. Short gaps are not worth a word; media often runs on without it. */
export function LineNote({ joining = false }: { joining?: boolean }) {
  const [step, setStep] = useState(0);
  useEffect(() => {
    const timers = [
      setTimeout(() => setStep(1), NOTICED_MS),
      setTimeout(() => setStep(2), LONG_MS),
    ];
    return () => timers.forEach(clearTimeout);
  }, []);
  if (step === 0) return null;
  return (
    <div className="line-note">
      <Says tone="warn">
        {WORDS[joining ? 'joining' : 'inside'][step - 1]}
        {step === 2 && (
          <button className="button" type="button" onClick={() => location.reload()}>
            {joining ? 'Start again' : 'Rejoin'}
          </button>
        )}
      </Says>
    </div>
  );
}
