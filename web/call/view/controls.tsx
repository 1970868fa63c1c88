import type { ReactNode } from 'react';
import type { Call, Shown } from '../call.ts';
import { myself } from '../call-state.ts';
import { canShareScreen } from '../devices.ts';
import { Icon } from './icons.tsx';

/** What one can switch during the call. */
export function Controls({ call, shown }: { call: Call; shown: Shown }) {
  const { media } = shown;
  const micOn = media.mic !== undefined && !media.muted;
  const me = myself(shown.call);
  const hand = me?.hand ?? false;
  return (
    <div className="controls" role="toolbar" aria-label="Your call">
      <Switch
        on={micOn}
        label={micOn ? 'Mute' : 'Unmute'}
        busy={media.asking}
        press={() => void call.media.toggleMic()}
      >
        <Icon of={micOn ? 'mic' : 'micOff'} />
      </Switch>
      <Switch
        on={media.camera !== undefined}
        label={media.camera ? 'Camera off' : 'Camera on'}
        busy={media.asking}
        press={() => void call.media.toggleCamera()}
      >
        <Icon of={media.camera ? 'camera' : 'cameraOff'} />
      </Switch>
      {canShareScreen() && (
        <Switch
          on
          label={media.screen ? 'Stop sharing' : 'Share screen'}
          press={() => void call.media.toggleScreen()}
        >
          <Icon of="screen" />
        </Switch>
      )}
      <Switch
        on
        label={hand ? 'Lower hand' : 'Raise hand'}
        lit={hand}
        press={() => call.raiseHand(!hand)}
      >
        <Icon of="hand" />
      </Switch>
      <Switch
        on
        label={shown.call.chatOpen ? 'Close chat' : 'Chat'}
        lit={shown.call.chatOpen}
        press={() => call.openChat(!shown.call.chatOpen)}
        {...(shown.call.unread > 0 && { count: shown.call.unread })}
      >
        <Icon of="chat" />
      </Switch>
      {me?.role === 'host' && (
        <Switch
          on
          label={shown.call.locked ? 'Unlock' : 'Lock'}
          lit={shown.call.locked}
          press={() => call.lock(!shown.call.locked)}
        >
          <Icon of="lock" />
        </Switch>
      )}
      <button className="control leave" type="button" onClick={() => call.leave()}>
        <Icon of="leave" />
        <span>Leave</span>
      </button>
    </div>
  );
}

function Switch(props: {
  label: string;
  on: boolean;
  lit?: boolean;
  busy?: boolean;
  count?: number;
  press: () => void;
  children: ReactNode;
}) {
  const looks = ['control', !props.on && 'off', props.lit && 'lit'].filter(Boolean).join(' ');
  return (
    <button className={looks} type="button" disabled={props.busy} onClick={props.press}>
      {props.children}
      {props.count !== undefined && (
        <span className="count">
          {props.count}
          <span className="unseen"> unread</span>
        </span>
      )}
      <span>{props.label}</span>
    </button>
  );
}
