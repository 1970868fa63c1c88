import { timeLeft, timeSaid } from '../time-left.ts';
import type { CallFacts } from './facts.ts';
import { useNow } from './use-now.ts';

/** When the session ends by the clock. What the clock says is only told. */
export function TimeLeft({ facts: { nowMs, endMs, hours } }: { facts: CallFacts }) {
  const now = useNow(nowMs);
  const left = timeLeft(endMs, now);
  return (
    <>
      <p className={left ? 'time-left' : 'call-hours soft'}>{left ?? hours}</p>
      <p className="unseen" role="status">
        {timeSaid(endMs, now)}
      </p>
    </>
  );
}
