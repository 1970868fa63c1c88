/**
 * The conversation with the server, for as long as the call lasts and over however many sockets that
 * takes. The first socket is opened with a ticket, later ones with the key of the seat. A page that was
 * loaded anew finds the key in `keep` and says that it has heard nothing.
 */
import type { Ending, FromServer, ServerWords, TicketAnswer, ToServer } from '#calls';
import { createLine, type Line } from './line.ts';

/** What we need of a WebSocket. */
export interface Socket {
  send(text: string): void;
  close(): void;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: (() => void) | null;
}

export type Refusal = Extract<TicketAnswer, { ok: false }>['reason'];

export interface SignallingParts {
  open(): Socket;
  /** Throws where the server cannot be reached. */
  ticket(): Promise<TicketAnswer>;
  /** Where the key of the seat outlives a page load. */
  keep: { read(): string | undefined; write(key: string | undefined): void };
  /** Runs once after so long; call what it returns to stop it. */
  later(run: () => void, ms: number): () => void;
  hear(message: FromServer): void;
  lineChanged(up: boolean): void;
  /** For good: no further try is made. */
  ended(why: Ending | Refusal): void;
}

export interface Signalling {
  start(): void;
  say(message: ToServer): void;
  /** Tries at once instead of waiting for the next try. */
  hurry(): void;
  /** Leaves for good and forgets the seat. */
  leave(): void;
}

/** The server beats every 0.8 seconds: three missing beats, and the socket is dead whatever it says. */
const SILENCE_MS = 2_500;
const TRY_AGAIN_MS = [200, 400, 800, 1_600, 3_000];

export function createSignalling(parts: SignallingParts): Signalling {
  let line: Line<ToServer, FromServer> | undefined;
  let socket: Socket | undefined;
  let up = false;
  let over = false;
  let tries = 0;
  let stopTimer = () => {};

  const wait = (run: () => void, ms: number) => {
    stopTimer();
    stopTimer = parts.later(run, ms);
  };
  const transmit = (words: object) => socket?.send(JSON.stringify(words));
  const drop = () => {
    stopTimer();
    if (socket) Object.assign(socket, { onopen: null, onmessage: null, onclose: null });
    socket?.close();
    socket = undefined;
    if (up) parts.lineChanged(false);
    up = false;
  };
  const tryAgain = () => {
    drop();
    if (over) return;
    wait(connect, TRY_AGAIN_MS[Math.min(tries, TRY_AGAIN_MS.length - 1)] ?? 0);
    tries += 1;
  };
  const finish = (why: Ending | Refusal) => {
    over = true;
    drop();
    if (why !== 'opened-elsewhere') parts.keep.write(undefined);
    parts.ended(why);
  };
  const connect = () => {
    const key = parts.keep.read();
    if (key) return openWith(line ? { key, heard: line.heard() } : { key });
    parts.ticket().then(
      (answer) => {
        if (over) return;
        if (answer.ok) openWith({ ticket: answer.ticket });
        else finish(answer.reason);
      },
      () => tryAgain(),
    );
  };
  const openWith = (hello: object) => {
    drop();
    socket = parts.open();
    wait(tryAgain, 2 * SILENCE_MS);
    socket.onopen = () => transmit({ hello });
    socket.onclose = tryAgain;
    socket.onmessage = ({ data }) => read(JSON.parse(String(data)) as ServerWords);
  };
  const read = (words: ServerWords) => {
    if ('end' in words) return refused(words.end);
    wait(tryAgain, SILENCE_MS);
    if ('hello' in words) return welcomed(words.hello);
    if (!line) return;
    const message = line.hear(words);
    // The answer tells the server what was heard, and that we are alive, even in a page in the
    // background whose timers sleep.
    if (message === undefined) return transmit(line.beat());
    if (message.t === 'in') parts.keep.write(message.key);
    parts.hear(message);
  };
  const refused = (why: Ending) => {
    if (why !== 'unknown' || !parts.keep.read()) return finish(why);
    // The seat is gone, perhaps with the server that kept it: knock like anybody else.
    parts.keep.write(undefined);
    line = undefined;
    tryAgain();
  };
  const welcomed = ({ key, heard, reset }: { key: string; heard: number; reset: boolean }) => {
    parts.keep.write(key);
    tries = 0;
    const pending = line?.unheard(reset ? 0 : heard) ?? [];
    if (reset || !line) line = createLine();
    for (const { m, ...frame } of pending) {
      if (reset && m) transmit(line.say(m));
      else transmit({ ...frame, m });
    }
    up = true;
    parts.lineChanged(true);
  };

  return {
    start() {
      over = false;
      tries = 0;
      line = undefined;
      connect();
    },
    say(message) {
      const frame = line?.say(message);
      if (up && frame) transmit(frame);
    },
    hurry() {
      if (over || up) return;
      tries = 0;
      drop();
      connect();
    },
    leave() {
      if (up && line) transmit(line.say({ t: 'leave' }));
      over = true;
      parts.keep.write(undefined);
      drop();
    },
  };
}
