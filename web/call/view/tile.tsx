import { useMemo } from 'react';
import type { Person } from '#calls';
import type { Shown } from '../call.ts';
import type { PeerView } from '../engine.ts';
import { Initials } from './device-check.tsx';
import { Icon } from './icons.tsx';
import { Picture } from './picture.tsx';

/** Somebody else: their picture or their initials, and what is true of their line in plain words. */
export function Tile(props: {
  person: Person;
  peer: PeerView | undefined;
  quality: Shown['quality'][string] | undefined;
  onBlocked: (play: () => void) => void;
}) {
  const { person, peer } = props;
  const says = lineWords(person, peer, props.quality);
  return (
    <figure className="tile" data-connection={peer?.connection ?? 'connecting'}>
      {peer?.face && (
        <Picture stream={peer.face} hidden={!person.camera} onBlocked={props.onBlocked} />
      )}
      {!person.camera && <Initials name={person.name} />}
      {says && <p className="tile-says">{says}</p>}
      <Caption name={person.name} person={person} />
    </figure>
  );
}

export function ScreenTile({
  person,
  stream,
  onBlocked,
}: {
  person: Person;
  stream: MediaStream;
  onBlocked: (play: () => void) => void;
}) {
  return (
    <figure className="tile screen-tile">
      <Picture stream={stream} whole onBlocked={onBlocked} />
      <figcaption className="tile-name">The screen of {person.name}</figcaption>
    </figure>
  );
}

export function OwnTile({
  person,
  camera,
}: {
  person: Person;
  camera: MediaStreamTrack | undefined;
}) {
  const stream = useMemo(() => camera && new MediaStream([camera]), [camera]);
  return (
    <figure className="tile own">
      {stream ? <Picture stream={stream} silent mirrored /> : <Initials name={person.name} />}
      <Caption name="You" person={person} />
    </figure>
  );
}

function Caption({ name, person }: { name: string; person: Person }) {
  return (
    <figcaption className="tile-name">
      {person.hand && (
        <span className="tile-hand">
          <Icon of="hand" />
          <span className="unseen">hand raised</span>
        </span>
      )}
      <span>{name}</span>
      {!person.mic && (
        <span className="tile-muted">
          <Icon of="micOff" />
          <span className="unseen">muted</span>
        </span>
      )}
    </figcaption>
  );
}

function lineWords(
  person: Person,
  peer: PeerView | undefined,
  quality: Shown['quality'][string] | undefined,
) {
  if (!person.here) return `The line of ${person.name} dropped. Their place is kept.`;
  switch (peer?.connection ?? 'connecting') {
    case 'connecting':
      return `Connecting to ${person.name} …`;
    case 'interrupted':
      return 'The connection is interrupted. Reconnecting …';
    case 'failed':
      return `No way to ${person.name} was found yet. Still trying; another network may help one of you.`;
    case 'connected':
      return quality === 'poor'
        ? 'The connection is weak. Without pictures it may hold better.'
        : undefined;
  }
}
