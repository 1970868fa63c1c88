import { useMemo } from 'react';
import type { Call } from '../call.ts';
import type { DeviceChoice, Kind } from '../devices.ts';
import type { MediaState } from '../media.ts';
import { Icon } from './icons.tsx';
import { LevelMeter } from './level-meter.tsx';
import { Picture } from './picture.tsx';

/** How one looks and sounds before going in. Nothing is asked of the browser before somebody wants it. */
export function DeviceCheck({
  media,
  state,
  name,
  ready = true,
}: {
  media: Call['media'];
  state: MediaState;
  name: string;
  ready?: boolean;
}) {
  const { camera, mic, muted, asking } = state;
  const stream = useMemo(() => camera && new MediaStream([camera]), [camera]);
  const micOn = mic !== undefined && !muted;
  return (
    <section className="check" aria-label="Your picture and voice">
      <div className="mirror">
        {stream ? (
          <Picture stream={stream} silent mirrored />
        ) : (
          <Placeholder name={name} asking={asking} />
        )}
        {micOn && <LevelMeter track={mic} />}
      </div>
      <div className="check-switches">
        <button
          className="button"
          type="button"
          disabled={asking || !ready}
          onClick={() => void media.toggleMic()}
        >
          <Icon of={micOn ? 'mic' : 'micOff'} />
          {micOn ? 'Mute' : mic ? 'Unmute' : 'Turn on microphone'}
        </button>
        <button
          className="button"
          type="button"
          disabled={asking || !ready}
          onClick={() => void media.toggleCamera()}
        >
          <Icon of={camera ? 'camera' : 'cameraOff'} />
          {camera ? 'Turn off camera' : 'Turn on camera'}
        </button>
      </div>
      <Choosers media={media} state={state} />
    </section>
  );
}

export function Choosers({ media, state }: { media: Call['media']; state: MediaState }) {
  const { devices, chosen } = state;
  const current = (kind: Kind) => state[kind]?.getSettings().deviceId ?? chosen[kind] ?? '';
  const chooser = (kind: Kind, label: string, list: DeviceChoice[]) =>
    state[kind] && list.length > 1 ? (
      <label className="field">
        <span className="label">{label}</span>
        <select
          className="input"
          value={current(kind)}
          onChange={(event) => void media.choose(kind, event.currentTarget.value)}
        >
          {list.map(({ id, label: words }) => (
            <option key={id} value={id}>
              {words}
            </option>
          ))}
        </select>
      </label>
    ) : null;
  return (
    <div className="choosers">
      {chooser('mic', 'Microphone', devices.mic)}
      {chooser('camera', 'Camera', devices.camera)}
    </div>
  );
}

function Placeholder({ name, asking }: { name: string; asking: boolean }) {
  return (
    <p className="placeholder">
      <Initials name={name} />
      <span className="soft">
        {asking ? 'Your browser asks whether it may. Choose “Allow”.' : 'Your camera is off.'}
      </span>
    </p>
  );
}

export function Initials({ name }: { name: string }) {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : ''].map((word) => word?.[0] ?? '');
  return (
    <span className="face-initials" aria-hidden="true">
      {letters.join('').toUpperCase()}
    </span>
  );
}
