import { useEffect, useState } from 'react';
import { Says } from '../../ui/page.tsx';
import type { Call, Shown } from '../call.ts';
import { DeviceCheck } from './device-check.tsx';
import type { CallFacts } from './facts.ts';
import { LineNote } from './line-note.tsx';

/** Knocked, and not let in yet. */
export function WaitingPage({
  call,
  shown,
  facts,
}: {
  call: Call;
  shown: Shown;
  facts: CallFacts;
}) {
  const { held, lineUp } = shown.call;
  const { title, words } = wordsFor(shown.call, facts.withWhom);
  const [resting, rest] = useRest();
  const ring = () => {
    call.ring();
    rest();
  };
  return (
    <main className="call-door" id="content">
      <div className="door-words">
        <p className="crumb">
          With {facts.withWhom} · {facts.title}
        </p>
        <h1 tabIndex={-1} ref={(title) => title?.focus()}>
          {title}
        </h1>
        {held && (
          <blockquote className="held">
            <p>{held}</p>
            <footer className="soft">{facts.withWhom}</footer>
          </blockquote>
        )}
        <div className="way">
          <p>{words}</p>
          <div className="bar">
            <button className="button" type="button" disabled={resting} onClick={ring}>
              Ring
            </button>
            <button className="button quiet" type="button" onClick={() => call.leave()}>
              Stop waiting
            </button>
          </div>
          {resting && <Says>You rang. It shows on every page your host has open.</Says>}
        </div>
        {!lineUp && <LineNote />}
      </div>
      <DeviceCheck call={call} shown={shown} facts={facts} />
    </main>
  );
}

function wordsFor(
  { hostIsIn, hostElsewhere }: Pick<Shown['call'], 'hostIsIn' | 'hostElsewhere'>,
  host: string,
): { title: string; words: string } {
  if (hostIsIn)
    return {
      title: `${host} will let you in`,
      words:
        'We knocked for you. Stay on this page: picture and voice start as soon as the door opens, and nobody sees or hears you before that.',
    };
  if (hostElsewhere)
    return {
      title: `${host} is still in another session`,
      words: `${host} knows that you are here. Stay on this page: it goes on by itself as soon as the door opens, and nobody sees or hears you before that.`,
    };
  return {
    title: `${host} is not here yet`,
    words:
      'You are the first. Stay on this page: it goes on by itself as soon as somebody opens the door, and nobody sees or hears you before that.',
  };
}

/** As long as the server takes no other ring. */
const RINGS_AGAIN_MS = 10_000;

function useRest(): [boolean, () => void] {
  const [resting, setResting] = useState(false);
  useEffect(() => {
    if (!resting) return;
    const timer = setTimeout(() => setResting(false), RINGS_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [resting]);
  return [resting, () => setResting(true)];
}
