import { useCallback, useMemo } from 'react';
import type { Person, Sign } from '#calls';
import { SIGN_WORDS, type Reaction } from '../call-state.ts';
import type { CallEngine, PeerView, Size } from '../engine.ts';
import type { LineView } from '../quality.ts';
import { Initials } from './device-check.tsx';
import { Icon } from './icons.tsx';
import { Picture } from './picture.tsx';

/** Somebody else: their picture or their initials, and what is true of their line in plain words. */
export function Tile(props: {
  person: Person;
  peer: PeerView | undefined;
  line: LineView | undefined;
  lead: boolean;
  speaks: boolean;
  signs: Reaction[];
  onBlocked: (play: () => void) => void;
  sized: CallEngine['sized'];
  drawn: CallEngine['drawn'];
}) {
  const { person, peer, drawn } = props;
  const onDrawn = useCallback(() => drawn(person.id), [drawn, person.id]);
  const onSize = useSized(props.sized, person.id, 'face');
  const says = lineWords(person, peer, props.line);
  return (
    <figure
      className={props.lead ? 'tile lead' : 'tile'}
      data-connection={peer?.connection ?? 'connecting'}
      data-speaks={props.speaks ? '' : undefined}
    >
      {peer?.face && (
        <Picture
          stream={peer.face}
          hidden={!person.camera}
          onBlocked={props.onBlocked}
          onDrawn={onDrawn}
          onSize={onSize}
        />
      )}
      {!person.camera && <Initials name={person.name} />}
      {says && <p className="tile-says">{says}</p>}
      <Signs given={props.signs} />
      <Caption name={person.name} person={person} />
    </figure>
  );
}

export function ScreenTile({
  person,
  stream,
  onBlocked,
  sized,
}: {
  person: Person;
  stream: MediaStream;
  onBlocked: (play: () => void) => void;
  sized: CallEngine['sized'];
}) {
  const onSize = useSized(sized, person.id, 'screen');
  return (
    <figure className="tile screen-tile">
      <Picture stream={stream} whole onBlocked={onBlocked} onSize={onSize} />
      <figcaption className="tile-name">The screen of {person.name}</figcaption>
    </figure>
  );
}

function useSized(sized: CallEngine['sized'], id: string, what: 'face' | 'screen') {
  return useCallback((size: Size | undefined) => sized(id, what, size), [sized, id, what]);
}

export function OwnTile({
  person,
  picture,
  signs,
}: {
  person: Person;
  picture: MediaStreamTrack | undefined;
  signs: Reaction[];
}) {
  const stream = useMemo(() => picture && new MediaStream([picture]), [picture]);
  return (
    <figure className="tile own">
      {stream ? <Picture stream={stream} silent mirrored /> : <Initials name={person.name} />}
      <Signs given={signs} />
      <Caption name="You" person={person} />
    </figure>
  );
}

/** Read out as news; here they only rise and fade. */
function Signs({ given }: { given: Reaction[] }) {
  return (
    <div className="signs" aria-hidden="true">
      {given.map(({ no, sign }) => (
        <span key={no} className="sign" data-sign={sign}>
          <Icon of={sign} />
        </span>
      ))}
    </div>
  );
}

export const SIGNS = Object.keys(SIGN_WORDS) as Sign[];

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

function lineWords(person: Person, peer: PeerView | undefined, line: LineView | undefined) {
  if (!person.here) return `The line of ${person.name} dropped. Their place is kept.`;
  switch (peer?.connection ?? 'connecting') {
    case 'connecting':
      return `Connecting to ${person.name} …`;
    case 'interrupted':
      return 'The connection is interrupted. Reconnecting …';
    case 'failed':
      return `No way to ${person.name} was found yet. Still trying; another network may help one of you.`;
    case 'we-cannot':
      return `Your browser cannot unlock what ${person.name} sends.`;
    case 'they-cannot':
      return `The browser of ${person.name} is too old for this encrypted call. They can write, but neither see nor hear you.`;
    case 'connected':
      return line?.quality === 'poor'
        ? 'The connection is weak. Without pictures it may hold better.'
        : undefined;
  }
}
