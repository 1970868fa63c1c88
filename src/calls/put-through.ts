/** Sockets that end at one process and belong to a room another keeps, from both ends. */
import type { Desk, Ear } from './desk.ts';
import type { Wire } from './seat.ts';

/** `line` names the socket, `from` the process it ends at. */
export type LineNote =
  | { t: 'open' | 'hear'; line: string; from: string; text: string }
  | { t: 'lost'; line: string; from: string }
  | { t: 'say'; line: string; text: string }
  | { t: 'close'; line: string };

export interface PutThrough {
  /** For a socket of ours: what it says goes to whoever has the name. */
  earAt(name: string, wire: Wire): Ear;
  take(note: LineNote): void;
}

export function createPutThrough(parts: {
  desk: Pick<Desk, 'answer'>;
  me: string;
  newLine(): string;
  tell(name: string, note: LineNote): void;
}): PutThrough {
  const { desk, me, tell } = parts;
  const ours = new Map<string, Wire>();
  const theirs = new Map<string, Ear>();

  const wireTo = (from: string, line: string): Wire => ({
    send: (text) => tell(from, { t: 'say', line, text }),
    close() {
      theirs.delete(line);
      tell(from, { t: 'close', line });
    },
  });

  return {
    earAt(name, wire) {
      const at = { line: parts.newLine(), from: me };
      let t: 'open' | 'hear' = 'open';
      ours.set(at.line, wire);
      return {
        hear(text) {
          tell(name, { t, ...at, text });
          t = 'hear';
        },
        lost() {
          ours.delete(at.line);
          tell(name, { t: 'lost', ...at });
        },
      };
    },
    take(note) {
      const { line } = note;
      switch (note.t) {
        case 'open':
          theirs.set(line, desk.answer(wireTo(note.from, line)));
          return theirs.get(line)?.hear(note.text);
        case 'hear':
          // The keeper before us knew this line. Its browser comes again, with the key of its seat.
          if (!theirs.has(line)) return tell(note.from, { t: 'close', line });
          return theirs.get(line)?.hear(note.text);
        case 'lost':
          theirs.get(line)?.lost();
          return void theirs.delete(line);
        case 'say':
          return ours.get(line)?.send(note.text);
        case 'close':
          ours.get(line)?.close();
          return void ours.delete(line);
      }
    },
  };
}
