import type { ReactNode } from 'react';
import { countdown } from '../../words/countdown.ts';
import { Says } from '../../ui/page.tsx';
import type { Call, Shown } from '../call.ts';
import { DeviceCheck } from './device-check.tsx';
import type { CallFacts } from './facts.ts';
import { LineNote } from './line-note.tsx';
import { OpenElsewhere } from './open-elsewhere.tsx';
import { TroubleWords } from './trouble-words.tsx';
import { useNow } from './use-now.ts';

/** Before the call: what one came for, how one looks, and the way in as soon as there is one. */
export function DoorPage({ call, shown, facts }: { call: Call; shown: Shown; facts: CallFacts }) {
  const { media } = shown;
  const entering = enters(facts);
  return (
    <main className={entering ? 'call-door' : 'call-door alone'} id="content">
      <div className="door-words">
        <p className="crumb">
          {facts.withWhom ? `With ${facts.withWhom} · ` : ''}
          {facts.title}
        </p>
        <h1>{titleOf(facts)}</h1>
        <When facts={facts} />
        {facts.moved && facts.door !== 'cancelled' && <Says>{facts.moved}</Says>}
        <Way call={call} shown={shown} facts={facts} />
        {entering && shown.ready && <OpenElsewhere />}
        {entering && (
          <TroubleWords media={media} onTryAgain={() => void call.media.open(troubled(shown))} />
        )}
      </div>
      {entering && <DeviceCheck call={call} shown={shown} facts={facts} />}
    </main>
  );
}

/** Whether there is a way in, now or soon. */
export function enters({ door }: CallFacts): boolean {
  return door === 'open' || door === 'early';
}

function titleOf({ door, role }: CallFacts): string {
  switch (door) {
    case 'open':
      return role === 'host' ? 'Your call' : 'Ready when you are';
    case 'early':
      return 'You are early';
    case 'full':
      return 'This call is full';
    case 'over':
      return 'This session is over';
    case 'cancelled':
      return 'This session was cancelled';
    case 'elsewhere':
      return 'This session takes place elsewhere';
  }
}

function When({ facts }: { facts: CallFacts }) {
  const now = useNow(facts.nowMs);
  return (
    <p className="door-when">
      <span className="when-words">
        {facts.day}, {facts.hours}
      </span>
      <span className="soft">
        {facts.zoneWords}
        {facts.door === 'cancelled' ? '' : ` · ${countdown(facts.startMs, facts.endMs, now)}`}
      </span>
    </p>
  );
}

function Way({ call, shown, facts }: { call: Call; shown: Shown; facts: CallFacts }) {
  const { door, role } = facts;
  if (door === 'open') return <WaysIn call={call} shown={shown} facts={facts} />;
  if (door === 'early') {
    return (
      <div className="way" aria-live="polite">
        <p>
          The door opens at <b>{facts.opensAt}</b>. This page opens it by itself; until then you can
          look at your picture.
        </p>
        <Back facts={facts}>Back to the session</Back>
      </div>
    );
  }
  const words = {
    full: 'All its places are taken. As soon as somebody leaves you can come in: this page notices by itself.',
    over: 'Thank you for coming. The way to book again is on the page of your session.',
    cancelled:
      role === 'host'
        ? 'Its time is free again.'
        : 'Nothing takes place at this time. You can book another.',
    elsewhere: 'The page of the session knows where.',
  }[door];
  return (
    <div className="way" aria-live="polite">
      <p>{words}</p>
      <Back facts={facts}>To the session</Back>
    </div>
  );
}

function WaysIn({ call, shown, facts }: { call: Call; shown: Shown; facts: CallFacts }) {
  const { mic, camera, asking, trouble } = shown.media;
  const untouched = !mic && !camera && Object.keys(trouble).length === 0;
  const joining = shown.call.stage === 'joining';
  // Not while the browser is asked: a button that goes dead under the finger swallows the press.
  const busy = joining || !shown.ready;
  const join = async () => {
    if (untouched && !asking) await call.media.open(['mic', 'camera']);
    await call.media.settled();
    call.join();
  };
  const joinWithVoice = async () => {
    await call.media.settled();
    call.media.stop('camera');
    if (!call.media.state().mic) await call.media.open(['mic']);
    call.join();
  };
  const joinWithNeither = () => {
    call.join();
    void call.media.settled().then(() => {
      call.media.stop('camera');
      call.media.stop('mic');
    });
  };
  return (
    <div className="way">
      <p>
        {facts.role === 'guest'
          ? `You will be let in by ${facts.withWhom}. Nothing to install.`
          : 'Guests wait at the door until you let them in.'}
      </p>
      <div className="bar">
        <button className="button go" type="button" disabled={busy} onClick={() => void join()}>
          {joining ? 'Joining …' : 'Join the call'}
        </button>
        {(untouched || camera) && (
          <button
            className="button"
            type="button"
            disabled={busy}
            onClick={() => void joinWithVoice()}
          >
            With voice only
          </button>
        )}
        {(untouched || mic) && (
          <button className="button quiet" type="button" disabled={busy} onClick={joinWithNeither}>
            With neither
          </button>
        )}
      </div>
      {joining && <LineNote joining />}
    </div>
  );
}

export function Back({ facts, children }: { facts: CallFacts; children: ReactNode }) {
  return (
    <p className="bar">
      <a className="button" href={facts.backHref}>
        {children}
      </a>
    </p>
  );
}

function troubled({ media: { trouble } }: Shown) {
  return (['mic', 'camera'] as const).filter((kind) => trouble[kind]);
}
