import type { ReactNode } from 'react';
import type { Call, Shown } from '../call.ts';
import { myself, others, SIGN_WORDS } from '../call-state.ts';
import { blurWords } from './device-check.tsx';
import { CANNOT_RECORD, recordsAs } from '../recording/able.ts';
import { Icon } from './icons.tsx';
import { canPopOut, popOut } from './pop-out.ts';
import type { View } from './stage.tsx';
import { SIGNS } from './tile.tsx';

export type CallDialog = 'devices' | 'about' | 'keys';

/** Everything one needs now and then. The browser's own popover: it closes by Escape or a press beside it. */
export function More(props: {
  call: Call;
  shown: Shown;
  view: View;
  setView: (view: View) => void;
  open: (dialog: CallDialog) => void;
}) {
  const { call, shown, view } = props;
  const { media } = shown;
  const isHost = myself(shown.call)?.role === 'host';
  const recorded = shown.call.recording.is !== 'off';
  const there = others(shown.call).length;
  return (
    <>
      <button className="control" type="button" popoverTarget="call-more">
        <Icon of="more" />
        <span>More</span>
      </button>
      <div className="menu call-more" id="call-more" popover="auto">
        <div className="give-signs" role="group" aria-label="Give a sign">
          {SIGNS.map((sign) => (
            <Entry key={sign} press={() => call.react(sign)}>
              <Icon of={sign} />
              <span className="unseen">{SIGN_WORDS[sign]}</span>
            </Entry>
          ))}
        </div>
        {there > 1 && (
          <Entry press={() => props.setView(view === 'grid' ? 'speaker' : 'grid')}>
            {view === 'grid' ? 'Show the speaker large' : 'Show everybody alike'}
          </Entry>
        )}
        {there > 0 && canPopOut() && <Entry press={popOut}>Small window over other programs</Entry>}
        {media.camera && (
          <Entry press={() => void call.media.toggleBlur()}>{blurWords(media)}</Entry>
        )}
        <Entry press={() => props.open('devices')}>Camera, microphone and speaker</Entry>
        {isHost && (
          <Entry press={() => call.lock(!shown.call.locked)}>
            {shown.call.locked ? 'Unlock the door' : 'Lock the door'}
          </Entry>
        )}
        {isHost && <RecordEntry call={call} recorded={recorded} />}
        <Entry press={() => props.open('about')}>Connection and safety</Entry>
        <Entry press={() => props.open('keys')}>Keys</Entry>
      </div>
    </>
  );
}

function RecordEntry({ call, recorded }: { call: Call; recorded: boolean }) {
  if (!recorded && !recordsAs()) return <p className="soft">{CANNOT_RECORD}</p>;
  return (
    <Entry press={() => call.record(recorded ? 'stop' : 'ask')}>
      {recorded ? 'Stop recording' : 'Record the call'}
    </Entry>
  );
}

function Entry({ press, children }: { press: () => void; children: ReactNode }) {
  return (
    <button type="button" popoverTarget="call-more" popoverTargetAction="hide" onClick={press}>
      {children}
    </button>
  );
}
