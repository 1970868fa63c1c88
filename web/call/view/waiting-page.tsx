import type { Call, Shown } from '../call.ts';
import { DeviceCheck } from './device-check.tsx';
import type { CallFacts } from './facts.ts';
import { LineNote } from './line-note.tsx';

/** Knocked, and not let in yet. */
export function WaitingPage({
  call,
  shown,
  facts,
}: {
  call: Call;
  shown: Shown;
  facts: CallFacts;
}) {
  return (
    <main className="call-door" id="content">
      <div className="door-words">
        <p className="crumb">
          With {facts.withWhom} · {facts.title}
        </p>
        <h1 tabIndex={-1} ref={(title) => title?.focus()}>
          {facts.withWhom} will let you in
        </h1>
        <div className="way">
          <p>
            We knocked for you. Stay on this page: picture and voice start as soon as the door
            opens, and nobody sees or hears you before that.
          </p>
          <p className="bar">
            <button className="button" type="button" onClick={() => call.leave()}>
              Stop waiting
            </button>
          </p>
        </div>
        {!shown.call.lineUp && <LineNote />}
      </div>
      <DeviceCheck media={call.media} state={shown.media} name={facts.name} />
    </main>
  );
}
