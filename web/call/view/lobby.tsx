import { useEffect, useRef, useState } from 'react';
import type { Knock } from '#calls';
import type { Call, Shown } from '../call.ts';
import { chimeIfAllowed } from '../chime.ts';

/** For hosts: who waits at the door. */
export function Lobby({ call, shown }: { call: Call; shown: Shown }) {
  const { knocking } = shown.call;
  useBell(knocking);
  if (knocking.length === 0) return null;
  return (
    <ul className="lobby" aria-label="Waiting at the door">
      {knocking.length > 1 && (
        <li className="sheet">
          <p>
            <b>{knocking.length} people</b> wait at the door.
          </p>
          <button
            className="button go"
            type="button"
            onClick={() => knocking.forEach(({ id }) => call.decide('admit', id))}
          >
            Let all in
          </button>
        </li>
      )}
      {knocking.map((knock) => (
        <li key={knock.id} className="sheet">
          <p>
            <b>{knock.name}</b> {knock.rings > 0 ? 'rings at the door.' : 'is waiting to come in.'}
            {knock.held && <span className="soft told">You wrote: “{knock.held}”</span>}
          </p>
          <div className="lobby-deeds">
            <button
              className="button go"
              type="button"
              onClick={() => call.decide('admit', knock.id)}
            >
              Let in<span className="unseen"> {knock.name}</span>
            </button>
            <button
              className="button quiet"
              type="button"
              onClick={() => call.decide('refuse', knock.id)}
            >
              Refuse<span className="unseen"> {knock.name}</span>
            </button>
            <Hold name={knock.name} say={(words) => call.hold(knock.id, words)} />
          </div>
        </li>
      ))}
    </ul>
  );
}

const READY = ['I will be with you in 5 minutes.', 'Just a moment, please.'];

/** A word to whoever waits: ready ones, or one's own. */
function Hold({ name, say }: { name: string; say: (words: string) => void }) {
  const box = useRef<HTMLDetailsElement>(null);
  const [own, setOwn] = useState('');
  const tell = (words: string) => {
    if (words.trim() === '') return;
    say(words.trim());
    setOwn('');
    if (box.current) box.current.open = false;
  };
  return (
    <details className="hold" ref={box}>
      <summary className="button quiet">
        Ask to wait<span className="unseen">: {name}</span>
      </summary>
      <div className="hold-words">
        {READY.map((words) => (
          <button key={words} className="button" type="button" onClick={() => tell(words)}>
            {words}
          </button>
        ))}
        <form
          onSubmit={(event) => {
            event.preventDefault();
            tell(own);
          }}
        >
          <input
            className="input"
            aria-label={`Message to ${name}`}
            placeholder="In your own words"
            maxLength={200}
            value={own}
            onChange={(event) => setOwn(event.currentTarget.value)}
          />
          <button className="button">Send</button>
        </form>
      </div>
    </details>
  );
}

/** Somebody new, or somebody who rings. */
function useBell(knocking: Knock[]): void {
  const heard = useRef<Record<string, number>>({});
  useEffect(() => {
    const rings = knocking.some(({ id, rings: now }) => now > (heard.current[id] ?? -1));
    heard.current = Object.fromEntries(knocking.map(({ id, rings: now }) => [id, now]));
    if (rings) chimeIfAllowed();
  }, [knocking]);
}
