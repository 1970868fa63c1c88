import type { ReactNode } from 'react';
import type { Call, Shown } from '../call.ts';
import { myself } from '../call-state.ts';
import { canShareScreen } from '../devices.ts';
import { Icon } from './icons.tsx';

/** What one can switch during the call. */
export function Controls({
  call,
  shown,
  children,
}: {
  call: Call;
  shown: Shown;
  children: ReactNode;
}) {
  const { chatOpen, unread } = shown.call;
  const me = myself(shown.call);
  const hand = me?.hand ?? false;
  return (
    <div className="controls" role="group" aria-label="Your call">
      <OwnDevices call={call} shown={shown} />
      <Switch
        label={hand ? 'Lower hand' : 'Raise hand'}
        short="Hand"
        lit={hand}
        press={() => call.raiseHand(!hand)}
      >
        <Icon of="hand" />
      </Switch>
      <Switch
        label={chatOpen ? 'Close chat' : unread > 0 ? `Chat, ${unread} unread` : 'Chat'}
        short="Chat"
        lit={chatOpen}
        count={unread}
        press={() => call.openChat(!chatOpen)}
      >
        <Icon of="chat" />
      </Switch>
      {children}
      <button className="control leave" type="button" onClick={() => call.leave()}>
        <Icon of="leave" />
        <span>Leave</span>
      </button>
    </div>
  );
}

function OwnDevices({ call, shown: { media } }: { call: Call; shown: Shown }) {
  const micOn = media.mic !== undefined && !media.muted;
  const cameraOn = media.camera !== undefined;
  return (
    <>
      <Switch
        label={micOn ? 'Mute' : 'Unmute'}
        short={micOn ? 'Mute' : 'Unmute'}
        off={!micOn}
        busy={media.asking}
        press={() => void call.media.toggleMic()}
      >
        <Icon of={micOn ? 'mic' : 'micOff'} />
      </Switch>
      <Switch
        label={cameraOn ? 'Camera off' : 'Camera on'}
        short="Camera"
        off={!cameraOn}
        busy={media.asking}
        press={() => void call.media.toggleCamera()}
      >
        <Icon of={cameraOn ? 'camera' : 'cameraOff'} />
      </Switch>
      {canShareScreen() && (
        <Switch
          label={media.screen ? 'Stop sharing' : 'Share screen'}
          short={media.screen ? 'Stop' : 'Share'}
          lit={media.screen !== undefined}
          press={() => void call.media.toggleScreen()}
        >
          <Icon of="screen" />
        </Switch>
      )}
    </>
  );
}

/** Read out by what pressing it does; on a phone the drawing and one word are enough to see. */
function Switch(props: {
  label: string;
  short: string;
  off?: boolean;
  lit?: boolean;
  busy?: boolean;
  count?: number;
  press: () => void;
  children: ReactNode;
}) {
  const looks = ['control', props.off && 'off', props.lit && 'lit'].filter(Boolean).join(' ');
  return (
    <button
      className={looks}
      type="button"
      aria-label={props.label}
      disabled={props.busy}
      onClick={props.press}
    >
      {props.children}
      {props.count ? <span className="count">{props.count}</span> : null}
      <span className="wide-words">{props.label.replace(/,.*$/, '')}</span>
      <span className="narrow-words">{props.short}</span>
    </button>
  );
}
