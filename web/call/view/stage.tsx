import { useCallback, useState } from 'react';
import type { Shown } from '../call.ts';
import { myself, others } from '../call-state.ts';
import { Icon } from './icons.tsx';
import { OwnTile, ScreenTile, Tile } from './tile.tsx';

/** Everybody in the call. A shared screen takes the room and the faces stand beside it. */
export function Stage({ shown }: { shown: Shown }) {
  const { call, media, peers, quality } = shown;
  const [play, setPlay] = useState<(() => void) | undefined>();
  const onBlocked = useCallback((again: () => void) => setPlay(() => again), []);
  const there = others(call);
  const me = myself(call);
  const sharing = there.find(({ id, screen }) => screen && peers[id]?.screen);
  const screen = sharing && peers[sharing.id]?.screen;
  return (
    <section
      className="stage"
      data-people={there.length}
      data-screen={screen ? '' : undefined}
      aria-label="People in the call"
    >
      {screen && sharing && <ScreenTile person={sharing} stream={screen} onBlocked={onBlocked} />}
      <div className="faces">
        {there.map((person) => (
          <Tile
            key={person.id}
            person={person}
            peer={peers[person.id]}
            quality={quality[person.id]}
            onBlocked={onBlocked}
          />
        ))}
        {there.length === 0 && <Alone role={me?.role} />}
        {me && <OwnTile person={me} camera={media.camera} />}
      </div>
      {media.screen && (
        <p className="sharing-note">
          <Icon of="screen" /> You share your screen.
        </p>
      )}
      {play && (
        <button
          className="button go sound"
          type="button"
          onClick={() => {
            play();
            setPlay(undefined);
          }}
        >
          Turn the sound on
        </button>
      )}
    </section>
  );
}

function Alone({ role }: { role: 'host' | 'guest' | undefined }) {
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
