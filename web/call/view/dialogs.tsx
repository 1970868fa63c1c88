/** What is looked up now and then during a call. Loaded as a part of its own when first opened. */
import { useEffect, useState } from 'react';
import { Dialog } from '../../ui/dialog.tsx';
import type { Call, Shown } from '../call.ts';
import { others } from '../call-state.ts';
import type { LineView } from '../quality.ts';
import { safetyPhrase } from '../safety.ts';
import { KEYS } from '../shortcuts.ts';
import { Choosers } from './device-check.tsx';
import type { CallDialog } from './more.tsx';
import { SpeakerTest } from './speaker.tsx';

export default function CallDialogs(props: {
  open: CallDialog;
  close: () => void;
  call: Call;
  shown: Shown;
  keys: { on: boolean; set: (on: boolean) => void };
}) {
  const { call, shown } = props;
  return (
    <Dialog title={TITLES[props.open]} open onClose={props.close}>
      <div className="call-dialog">
        {props.open === 'keys' && <Keys {...props.keys} />}
        {props.open === 'devices' && <OwnDevices call={call} shown={shown} />}
        {props.open === 'about' && <About call={call} shown={shown} />}
      </div>
      <div className="bar">
        <button className="button" type="button" onClick={props.close}>
          Close
        </button>
      </div>
    </Dialog>
  );
}

const TITLES: Record<CallDialog, string> = {
  keys: 'Keys',
  devices: 'Camera, microphone and speaker',
  about: 'Connection and safety',
};

function Keys({ on, set }: { on: boolean; set: (on: boolean) => void }) {
  return (
    <>
      <p>Each does what its button does, unless you are writing.</p>
      <dl className="keys">
        {Object.entries(KEYS).map(([key, { words }]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <label className="choice">
        <input
          type="checkbox"
          checked={on}
          onChange={(event) => set(event.currentTarget.checked)}
        />
        <span>Use these keys</span>
      </label>
    </>
  );
}

function OwnDevices({ call, shown: { media } }: { call: Call; shown: Shown }) {
  const lists = Object.values(media.devices);
  return (
    <>
      {lists.every((list) => list.length < 2) && (
        <p>There is nothing to choose: one of each at most was found.</p>
      )}
      <Choosers media={call.media} state={media} />
      <SpeakerTest media={call.media} state={media} ready />
    </>
  );
}

function About({ call, shown }: { call: Call; shown: Shown }) {
  const there = others(shown.call);
  if (there.length === 0) return <p>You are alone. As soon as somebody is here it says how.</p>;
  return (
    <>
      <ul className="about-lines">
        {there.map(({ id, name }) => (
          <li key={id}>
            <h3>{name}</h3>
            <p>{lineSentence(shown.lines[id], shown.engine)}</p>
            <Phrase keys={call.keysWith(id)} name={name} />
          </li>
        ))}
      </ul>
      <p>{shown.engine === 'livekit' ? THROUGH_A_SERVER : STRAIGHT}</p>
    </>
  );
}

const STRAIGHT =
  'Pictures and voices are encrypted between your browsers. If both of you read the same five words, nobody listens in between.';
const THROUGH_A_SERVER =
  'Pictures and voices are locked in your browsers and unlocked only there: the media server hands on what it cannot open. If both of you read the same five words, nobody listens in between.';

function Phrase({ keys, name }: { keys: [string, string] | undefined; name: string }) {
  const [made, setMade] = useState<{ of: string; words: string }>();
  const [ours = '', theirs = ''] = keys ?? [];
  useEffect(() => {
    let there = true;
    if (ours)
      void safetyPhrase([ours, theirs]).then((words) => there && setMade({ of: theirs, words }));
    return () => {
      there = false;
    };
  }, [ours, theirs]);
  return made && made.of === theirs ? (
    <p className="safety" aria-label={`Safety words with ${name}`}>
      {made.words}
    </p>
  ) : null;
}

function lineSentence(line: LineView | undefined, engine: Shown['engine']): string {
  if (!line) return 'Still being measured.';
  const unrelayed =
    engine === 'livekit' ? 'through the media server' : 'direct, from browser to browser';
  const way = line.relayed ? 'through the relay' : unrelayed;
  return [`${QUALITY[line.quality]} The way is ${way}.`, line.limited && LIMITED[line.limited]]
    .filter(Boolean)
    .join(' ');
}

const QUALITY: Record<LineView['quality'], string> = {
  good: 'The connection is good.',
  fair: 'The connection is uneven: a word may be lost now and then.',
  poor: 'The connection is weak: without pictures it may hold better.',
};

const LIMITED: Record<NonNullable<LineView['limited']>, string> = {
  cpu: 'Your device is busy, so your picture is sent smaller.',
  bandwidth: 'Your network is narrow just now, so your picture is sent smaller.',
};
