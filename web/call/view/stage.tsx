import { useCallback, useState, type CSSProperties } from 'react';
import type { Person } from '#calls';
import type { Shown } from '../call.ts';
import type { CallEngine } from '../engine.ts';
import { myself, others } from '../call-state.ts';
import { Icon } from './icons.tsx';
import { OwnTile, ScreenTile, Tile } from './tile.tsx';
import { useSpeaking } from './use-speaking.ts';

/** Everybody alike, or whoever speaks large and the others beside. */
export type View = 'grid' | 'speaker';

interface StageProps {
  shown: Shown;
  view: View;
  sized: CallEngine['sized'];
  drawn: CallEngine['drawn'];
  level: CallEngine['level'];
}

/** Everybody in the call. A shared screen takes the room and the faces stand beside it. */
export function Stage({ shown, view, sized, drawn, level }: StageProps) {
  const { call, media, peers, lines } = shown;
  const [play, setPlay] = useState<(() => void) | undefined>();
  const onBlocked = useCallback((again: () => void) => setPlay(() => again), []);
  const there = others(call);
  const me = myself(call);
  const { speaks, floor } = useSpeaking(there, level);
  const sharing = there.find(({ id, screen }) => screen && peers[id]?.screen);
  const screen = sharing && peers[sharing.id]?.screen;
  const lead = view === 'speaker' && !screen ? leadOf(there, floor) : undefined;
  const signsOf = (id: string) => call.reactions.filter(({ from }) => from === id);
  const beside = { '--beside': there.length } as CSSProperties;
  return (
    <section
      className="stage"
      data-people={there.length}
      data-screen={screen ? '' : undefined}
      data-lead={lead ? '' : undefined}
      style={beside}
      aria-label="People in the call"
    >
      {screen && sharing && (
        <ScreenTile person={sharing} stream={screen} onBlocked={onBlocked} sized={sized} />
      )}
      <div className="faces">
        {there.map((person) => (
          <Tile
            key={person.id}
            person={person}
            peer={peers[person.id]}
            line={lines[person.id]}
            lead={person === lead}
            speaks={speaks.includes(person.id)}
            signs={signsOf(person.id)}
            onBlocked={onBlocked}
            sized={sized}
            drawn={drawn}
          />
        ))}
        {there.length === 0 && <Alone role={me?.role} knocked={call.knocking.length > 0} />}
        {me && <OwnTile person={me} picture={media.picture} signs={signsOf(me.id)} />}
      </div>
      {media.screen && (
        <p className="sharing-note">
          <Icon of="screen" /> You share your screen.
        </p>
      )}
      {play && <SoundOn play={play} done={() => setPlay(undefined)} />}
    </section>
  );
}

/** Browsers keep still until somebody has pressed something. */
function SoundOn({ play, done }: { play: () => void; done: () => void }) {
  const turnOn = () => {
    play();
    done();
  };
  return (
    <button className="button go sound" type="button" onClick={turnOn}>
      Turn the sound on
    </button>
  );
}

/** With one other person there is nobody to choose from: they are large already. */
function leadOf(there: Person[], floor: string | undefined): Person | undefined {
  return there.length > 1 ? (there.find(({ id }) => id === floor) ?? there[0]) : undefined;
}

function Alone({ role, knocked }: { role: 'host' | 'guest' | undefined; knocked: boolean }) {
  // Whoever is at the door stands in front of these words.
  if (knocked) return <div className="tile alone-note" />;
  return (
    <div className="tile alone-note">
      <h2>Nobody else is here yet</h2>
      <p className="soft">
        {role === 'host'
          ? 'When a guest arrives you will see and hear it here.'
          : 'Stay; the others come in here.'}
      </p>
    </div>
  );
}
