import { useEffect, useState } from 'react';
import { Says } from '../../ui/page.tsx';

const NOTICED_MS = 2_000;
const LONG_MS = 15_000;

/** The line to the server is down. Short gaps are not worth a word; media often runs on without it. */
export function LineNote() {
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
        {step === 1
          ? 'Your connection dropped. Reconnecting …'
          : 'Still trying to reconnect. Your place is kept for a minute; look whether your network is on.'}
        {step === 2 && (
          <button className="button" type="button" onClick={() => location.reload()}>
            Rejoin
          </button>
        )}
      </Says>
    </div>
  );
}
