import { useMemo } from 'react';
import type { Call, Shown } from '../call.ts';
import type { DeviceChoice, Kind } from '../devices.ts';
import type { MediaState } from '../media-state.ts';
import type { CallFacts } from './facts.ts';
import { Icon } from './icons.tsx';
import { LevelMeter } from './level-meter.tsx';
import { NetworkCheck } from './network-check.tsx';
import { Picture } from './picture.tsx';
import { SpeakerTest, speakerOf } from './speaker.tsx';

/** How one looks and sounds before going in. Nothing is asked of the browser before somebody wants it. */
export function DeviceCheck({
  call,
  shown,
  facts,
}: {
  call: Call;
  shown: Shown;
  facts: CallFacts;
}) {
  const { media: state, ready } = shown;
  const { picture, camera, mic, muted, asking } = state;
  const { media } = call;
  const stream = useMemo(() => picture && new MediaStream([picture]), [picture]);
  const micOn = mic !== undefined && !muted;
  return (
    <section className="check" aria-label="Your picture and voice">
      <div className="mirror">
        {stream ? (
          <Picture stream={stream} silent mirrored />
        ) : (
          <Placeholder name={facts.name} asking={asking} />
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
        {camera && <BlurSwitch media={media} state={state} />}
      </div>
      {state.note && <p className="soft">{state.note}</p>}
      <Choosers media={media} state={state} />
      <div className="trials">
        <SpeakerTest media={media} state={state} ready={ready} />
        <NetworkCheck relayHref={facts.relayHref} ready={ready} />
      </div>
    </section>
  );
}

function BlurSwitch({ media, state }: { media: Call['media']; state: MediaState }) {
  return (
    <button
      className="button"
      type="button"
      aria-pressed={state.blur !== 'off'}
      disabled={state.blur === 'loading'}
      onClick={() => void media.toggleBlur()}
    >
      <Icon of="blur" />
      {blurWords(state)}
    </button>
  );
}

export function blurWords({ blur }: MediaState): string {
  if (blur === 'loading') return 'Preparing the blur …';
  return blur === 'on' ? 'Background as it is' : 'Blur background';
}

export function Choosers({ media, state }: { media: Call['media']; state: MediaState }) {
  const current = {
    mic: state.mic?.getSettings().deviceId,
    camera: state.camera?.getSettings().deviceId,
    speaker: speakerOf(state),
  };
  const chooser = (kind: Kind | 'speaker', label: string, list: DeviceChoice[]) =>
    current[kind] !== undefined && list.length > 1 ? (
      <label className="field">
        <span className="label">{label}</span>
        <select
          className="input"
          value={current[kind] || list[0]?.id}
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
      {chooser('mic', 'Microphone', state.devices.mic)}
      {chooser('camera', 'Camera', state.devices.camera)}
      {chooser('speaker', 'Speaker', state.devices.speaker)}
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
