import { useEffect, useRef, useState } from 'react';
import type { Waiting } from '#calls';
import { chimeIfAllowed } from '../../call/chime.ts';

const LOOK_MS = 5_000;
const MOST_SHOWN = 2;

/** Who waits before a call of the host, on every page. `here`: the page of that very session’s call. */
export function WaitingBar({ here }: { here?: string }) {
  const waiting = useWaiting();
  const more = waiting.length - MOST_SHOWN;
  return (
    <div className="waiting-bar" aria-live="polite">
      {waiting.slice(0, MOST_SHOWN).map(({ id, sessionId, name, rings }) => (
        <p key={id}>
          <span>
            <b>{name}</b> {rings > 0 ? 'rings at' : 'is waiting at'} the door of your call.
          </span>
          {sessionId === here ? (
            <span className="soft">Join the call to let them in.</span>
          ) : (
            <a className="button go" href={`/sessions/${sessionId}/call?admit=${id}`}>
              Admit<span className="unseen"> {name}</span>
            </a>
          )}
        </p>
      ))}
      {more > 0 && <p className="soft">{more} more.</p>}
    </div>
  );
}

/** In a call: that somebody waits before another one. Without their name, since the screen may be shared. */
export function WaitsElsewhere({ here }: { here: string }) {
  const [first] = useWaiting(here);
  return (
    <div className="waits-elsewhere" aria-live="polite">
      {first && <p className="says">Somebody is waiting for another session of yours.</p>}
    </div>
  );
}

/** Without those of one session, where they are known already. Asks while the page is open; a page in the background is asked less often by the browser itself. */
function useWaiting(except?: string): Waiting[] {
  const [waiting, setWaiting] = useState<Waiting[]>([]);
  const heard = useRef<Record<string, number>>({});
  useEffect(() => {
    const look = async () => {
      const answer = await fetch('/sessions/waiting').catch(() => undefined);
      if (!answer?.ok) return;
      const all = (await answer.json()) as Waiting[];
      const now = all.filter(({ sessionId }) => sessionId !== except);
      if (now.some(({ id, rings }) => rings > (heard.current[id] ?? -1))) chimeIfAllowed();
      heard.current = Object.fromEntries(now.map(({ id, rings }) => [id, rings]));
      setWaiting((before) => (JSON.stringify(before) === JSON.stringify(now) ? before : now));
    };
    void look();
    const timer = setInterval(() => void look(), LOOK_MS);
    return () => clearInterval(timer);
  }, [except]);
  return waiting;
}
