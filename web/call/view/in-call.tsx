import { lazy, useEffect, useState } from 'react';
import { WaitsElsewhere } from '../../routes/host/waiting-bar.tsx';
import type { Call, Shown } from '../call.ts';
import { others } from '../call-state.ts';
import { Says } from '../../ui/page.tsx';
import { stayAwake } from '../wake-lock.ts';
import { Chat } from './chat.tsx';
import { Controls } from './controls.tsx';
import type { CallFacts } from './facts.ts';
import { LatePart } from './late-part.tsx';
import { LineNote } from './line-note.tsx';
import { Lobby } from './lobby.tsx';
import { More, type CallDialog } from './more.tsx';
import { MutedHint } from './muted-hint.tsx';
import { People } from './people.tsx';
import { Speaker, speakerOf } from './speaker.tsx';
import { Stage, type View } from './stage.tsx';
import { TimeLeft } from './time-left.tsx';
import { TroubleWords } from './trouble-words.tsx';
import { useKeys } from './use-keys.ts';

const RecordingStrip = lazy(async () => ({
  default: (await import('./recording.tsx')).RecordingStrip,
}));
const CallDialogs = lazy(() => import('./dialogs.tsx'));

export function InCall({ call, shown, facts }: { call: Call; shown: Shown; facts: CallFacts }) {
  const { media } = shown;
  const { recording } = shown.call;
  const [dialog, open] = useState<CallDialog | undefined>();
  const [view, setView] = useState<View>('grid');
  const keys = useKeys(call, shown, () => open('keys'));
  useEffect(stayAwake, []);
  return (
    <Speaker value={speakerOf(media)}>
      <main className="in-call" data-chat={shown.call.chatOpen ? '' : undefined} id="content">
        <Head call={call} shown={shown} facts={facts} />
        <div className="call-middle">
          {(recording.is !== 'off' || recording.why) && (
            <LatePart>
              <RecordingStrip call={call} shown={shown} />
            </LatePart>
          )}
          <Lobby call={call} shown={shown} />
          {facts.role === 'host' && <WaitsElsewhere here={facts.sessionId} />}
          {!shown.call.lineUp && <LineNote />}
          <TooOld peers={shown.peers} />
          <Stage
            {...{ shown, view }}
            sized={call.sights.seen}
            drawn={call.drawn}
            level={call.level}
          />
          <MutedHint call={call} shown={shown} />
          <Notes call={call} media={media} />
        </div>
        {shown.call.chatOpen && <Chat call={call} shown={shown} />}
        <Controls call={call} shown={shown}>
          <More call={call} shown={shown} view={view} setView={setView} open={open} />
        </Controls>
      </main>
      {dialog && (
        <LatePart close={() => open(undefined)}>
          <CallDialogs {...{ call, shown, keys }} open={dialog} close={() => open(undefined)} />
        </LatePart>
      )}
    </Speaker>
  );
}

function Head({ call, shown, facts }: { call: Call; shown: Shown; facts: CallFacts }) {
  const there = others(shown.call).map(({ name }) => name);
  const withWhom = there.join(', ') || facts.withWhom;
  return (
    <header className="call-head">
      <h1>
        {facts.title}
        {withWhom && <span className="soft"> with {withWhom}</span>}
      </h1>
      <TimeLeft facts={facts} />
      <People call={call} shown={shown} />
    </header>
  );
}

/** A call through a media server is encrypted from end to end, and this browser does not know how. */
function TooOld({ peers }: Pick<Shown, 'peers'>) {
  if (!Object.values(peers).some(({ connection }) => connection === 'we-cannot')) return null;
  return (
    <div className="line-note">
      <Says tone="warn">
        This call is encrypted from browser to browser, and your browser is too old for that. You
        can write in the chat. To see and hear the others, and to be seen, open this page in a newer
        browser.
      </Says>
    </div>
  );
}

/** What is wrong with the devices, or what they did by themselves. */
function Notes({ call, media }: { call: Call; media: Shown['media'] }) {
  const troubled = (['mic', 'camera'] as const).filter((kind) => media.trouble[kind]);
  if (media.asking || (troubled.length === 0 && !media.note)) return null;
  return (
    <div className="call-trouble">
      {troubled.length > 0 ? (
        <TroubleWords media={media} onTryAgain={() => void call.media.open(troubled)} />
      ) : (
        <p className="says">{media.note}</p>
      )}
    </div>
  );
}
