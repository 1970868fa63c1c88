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

export type Refusal = Extract<TicketAnswer, { ok: false }>['reason'] | 'signed-out';

export interface SignallingParts {
  open(): Socket;
  /** Throws where the server cannot be reached. */
  ticket(): Promise<TicketAnswer | { ok: false; reason: 'signed-out' }>;
  /** Where the key of the seat outlives a page load. */
  keep: { read(): string | undefined; write(key: string | undefined): void };
  /** Runs once after so long; call what it returns to stop it. */
  later(run: () => void, ms: number): () => void;
  hear(message: FromServer): void;
  lineChanged(up: boolean): void;
  /** For good: no further try is made. */
  ended(why: Ending | Refusal): void;
}

/** The server beats every 0.8 seconds: three missing beats, and the socket is dead whatever it says. */
const SILENCE_MS = 2_500;
/** One missing beat is enough where there is another reason to doubt. */
const DOUBT_MS = 1_000;
/** The last of them is how long a hand may wait that was raised while the server was gone. */
const TRY_AGAIN_MS = [200, 400, 800, 1_500];
/** Where somebody came so often that they get no ticket for a while. */
const TRY_LATER_MS = 10_000;

export class Signalling {
  readonly #parts: SignallingParts;
  #line: Line<ToServer, FromServer> | undefined;
  #socket: Socket | undefined;
  #up = false;
  /** Since `DOUBT_MS` nothing was heard. */
  #quiet = false;
  #over = false;
  #tries = 0;
  #stopTimer = () => {};

  constructor(parts: SignallingParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#over = false;
    this.#tries = 0;
    this.#line = undefined;
    this.#connect();
  }

  /** Kept until the server has heard it, over however many sockets. */
  say(message: ToServer): void {
    const frame = this.#line?.say(message);
    if (this.#up && frame) this.#transmit(frame);
  }

  /** Tries at once instead of waiting for the next try. */
  hurry(): void {
    if (this.#over || this.#up || this.#tries === 0) return;
    this.#tries = 0;
    this.#drop();
    this.#connect();
  }

  /** Nothing else comes in either: a socket that is silent too is given up sooner. */
  doubt(): void {
    if (this.#up && this.#quiet) this.#tryAgain();
  }

  /** Leaves for good and gives the seat back. */
  leave(): void {
    if (this.#up) this.say({ t: 'leave' });
    this.#parts.keep.write(undefined);
    this.close();
  }

  /** Hangs up and keeps the seat for whoever loads this page again. */
  close(): void {
    this.#over = true;
    this.#drop();
  }

  #connect(): void {
    const key = this.#parts.keep.read();
    if (key) return this.#open(this.#line ? { key, heard: this.#line.heard() } : { key });
    this.#parts.ticket().then(
      (answer) => {
        if (this.#over) return;
        if (answer.ok) this.#open({ ticket: answer.ticket });
        else if (answer.reason === 'too-often') this.#tryAgain(TRY_LATER_MS);
        else this.#finish(answer.reason);
      },
      () => this.#tryAgain(),
    );
  }

  #open(hello: object): void {
    this.#drop();
    const socket = this.#parts.open();
    this.#socket = socket;
    this.#wait(2 * SILENCE_MS);
    socket.onopen = () => this.#transmit({ hello });
    socket.onclose = () => this.#tryAgain();
    socket.onmessage = ({ data }) => this.#read(JSON.parse(String(data)) as ServerWords);
  }

  #read(words: ServerWords): void {
    if ('end' in words) return this.#refused(words.end);
    this.#wait(SILENCE_MS);
    if ('hello' in words) return this.#welcomed(words.hello);
    const line = this.#up ? this.#line : undefined;
    // The welcome or something after it got lost: the next socket brings it.
    if (!line || line.misses(words)) return this.#tryAgain();
    const message = line.hear(words);
    // The answer says what was heard and that we are alive; timers would sleep with a page in the
    // background, answers do not.
    if (!message) return this.#transmit(line.beat());
    if (message.t === 'in') this.#parts.keep.write(message.key);
    this.#parts.hear(message);
  }

  #welcomed({ key, heard, reset }: { key: string; heard: number; reset: boolean }): void {
    this.#parts.keep.write(key);
    this.#tries = 0;
    this.#up = true;
    const unheard = this.#line?.unheard(reset ? 0 : heard) ?? [];
    if (reset || !this.#line) {
      this.#line = createLine();
      for (const { m } of unheard) if (m) this.say(m);
    } else for (const frame of unheard) this.#transmit(frame);
    this.#parts.lineChanged(true);
  }

  #refused(why: Ending): void {
    if (why !== 'unknown' || !this.#parts.keep.read()) return this.#finish(why);
    // The seat is gone, perhaps with the server that kept it: knock like anybody else.
    this.#parts.keep.write(undefined);
    this.#line = undefined;
    this.#tryAgain();
  }

  #finish(why: Ending | Refusal): void {
    // In the other window the same seat goes on.
    if (why !== 'opened-elsewhere') this.#parts.keep.write(undefined);
    this.close();
    this.#parts.ended(why);
  }

  #tryAgain(ms = TRY_AGAIN_MS[Math.min(this.#tries, TRY_AGAIN_MS.length - 1)] ?? 0): void {
    this.#drop();
    if (this.#over) return;
    this.#tries += 1;
    this.#stopTimer = this.#parts.later(() => this.#connect(), ms);
  }

  /** Unless something is heard before, this socket is given up. */
  #wait(ms: number): void {
    this.#stopTimer();
    this.#quiet = false;
    this.#stopTimer = this.#parts.later(() => {
      this.#quiet = true;
      this.#stopTimer = this.#parts.later(() => this.#tryAgain(), ms - DOUBT_MS);
    }, DOUBT_MS);
  }

  #transmit(words: object): void {
    this.#socket?.send(JSON.stringify(words));
  }

  #drop(): void {
    this.#stopTimer();
    const socket = this.#socket;
    this.#socket = undefined;
    if (socket) {
      Object.assign(socket, { onopen: null, onmessage: null, onclose: null });
      socket.close();
    }
    if (this.#up) this.#parts.lineChanged(false);
    this.#up = false;
  }
}
