import type { Call, Shown } from '../call.ts';
import { others } from '../call-state.ts';
import { Chat } from './chat.tsx';
import { Controls } from './controls.tsx';
import type { CallFacts } from './facts.ts';
import { LineNote } from './line-note.tsx';
import { Lobby } from './lobby.tsx';
import { People } from './people.tsx';
import { Stage } from './stage.tsx';
import { TroubleWords } from './trouble-words.tsx';

export function InCall({ call, shown, facts }: { call: Call; shown: Shown; facts: CallFacts }) {
  const { media } = shown;
  const withWhom = others(shown.call)
    .map(({ name }) => name)
    .join(', ');
  return (
    <main className="in-call" data-chat={shown.call.chatOpen ? '' : undefined} id="content">
      <header className="call-head">
        <h1>
          {facts.title}
          {(withWhom || facts.withWhom) && (
            <span className="soft"> with {withWhom || facts.withWhom}</span>
          )}
        </h1>
        <p className="soft">{facts.hours}</p>
        <People call={call} shown={shown} />
      </header>
      <div className="call-middle">
        <Lobby call={call} shown={shown} />
        {!shown.call.lineUp && <LineNote />}
        <Stage shown={shown} />
        {Object.keys(media.trouble).length > 0 && !media.asking && (
          <div className="call-trouble">
            <TroubleWords
              media={media}
              onTryAgain={() =>
                void call.media.open(
                  (['mic', 'camera'] as const).filter((kind) => media.trouble[kind]),
                )
              }
            />
          </div>
        )}
      </div>
      {shown.call.chatOpen && <Chat call={call} shown={shown} />}
      <Controls call={call} shown={shown} />
    </main>
  );
}
