import { useEffect, useRef, useState } from 'react';
import type { ChatLine } from '#calls';
import type { Call, Shown } from '../call.ts';
import { Icon } from './icons.tsx';

/** What was written. Whoever comes later finds all of it; it is gone when the call is empty. */
export function Chat({ call, shown }: { call: Call; shown: Shown }) {
  const { chat, me } = shown.call;
  const last = chat.at(-1)?.id;
  const end = useRef<HTMLLIElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    // Newer browsers answer a promise here, which is no way to tidy up after an effect.
    if (last) void end.current?.scrollIntoView({ block: 'end' });
  }, [last]);
  useEffect(() => {
    field.current?.focus();
  }, []);
  return (
    <section className="chat" aria-label="Chat">
      <header>
        <h2>Chat</h2>
        <button
          className="control small"
          type="button"
          aria-label="Close chat"
          onClick={() => call.openChat(false)}
        >
          <Icon of="close" />
        </button>
      </header>
      <ol className="chat-lines">
        {chat.length === 0 && (
          <li className="soft chat-none">
            Nothing written yet. A link or a word that is hard to spell fits well here.
          </li>
        )}
        {chat.map((line) => (
          <Line key={line.id} line={line} own={line.from === me} />
        ))}
        <li ref={end} aria-hidden="true" />
      </ol>
      <Write field={field} write={(text) => call.write(text)} close={() => call.openChat(false)} />
    </section>
  );
}

function Line({ line, own }: { line: ChatLine; own: boolean }) {
  const at = new Date(line.at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  return (
    <li className={own ? 'chat-line own-line' : 'chat-line'}>
      <p className="chat-from">
        <b>{own ? 'You' : line.name}</b> <time dateTime={line.at}>{at}</time>
      </p>
      <p className="chat-text">
        <WithLinks text={line.text} />
      </p>
    </li>
  );
}

function Write({
  field,
  write,
  close,
}: {
  field: React.RefObject<HTMLTextAreaElement | null>;
  write: (text: string) => void;
  close: () => void;
}) {
  const [text, setText] = useState('');
  const send = () => {
    if (text.trim() === '') return;
    write(text.trim());
    setText('');
  };
  return (
    <form
      className="chat-write"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <label className="unseen" htmlFor="chat-text">
        Message to everybody
      </label>
      <textarea
        ref={field}
        id="chat-text"
        className="input"
        rows={2}
        maxLength={2000}
        placeholder="Write to everybody"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') return close();
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          send();
        }}
      />
      <button className="control small" aria-label="Send">
        <Icon of="send" />
      </button>
    </form>
  );
}

const ADDRESS = /(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)])/g;

function WithLinks({ text }: { text: string }) {
  const parts = text
    .split(ADDRESS)
    .map((part, place) => ({ part, place, isLink: place % 2 === 1 }));
  return parts.map(({ part, place, isLink }) =>
    isLink ? (
      <a key={place} href={part} target="_blank" rel="noreferrer">
        {part}
      </a>
    ) : (
      part
    ),
  );
}
