/**
 * Sends the parts of a recording in their order, one at a time. What did not arrive is sent again until
 * it does: the server keeps a part once, however often it comes.
 */
import type { Taken } from '#recordings';

export type Refusal = Extract<Taken, { ok: false }>['reason'];

export interface UploadState {
  /** Parts that are still here only. */
  left: number;
  /** The server has everything, and knows that there is no more. */
  done: boolean;
  /** It takes no more. What came until then is kept. */
  refused: Refusal | undefined;
}

export interface UploadParts {
  /** Rejects where the server was not reached. */
  send(no: number, part: Blob): Promise<Taken>;
  end(): Promise<Taken>;
  later(run: () => void, ms: number): () => void;
  changed(state: UploadState): void;
}

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;

export class Upload {
  readonly #parts: UploadParts;
  readonly #waiting: Blob[] = [];
  #sent = 0;
  #pauseMs = FIRST_PAUSE_MS;
  #busy = false;
  #finishing = false;
  #state: UploadState = { left: 0, done: false, refused: undefined };

  constructor(parts: UploadParts) {
    this.#parts = parts;
  }

  add(part: Blob): void {
    this.#waiting.push(part);
    this.#show({ left: this.#waiting.length });
    void this.#work();
  }

  /** There are no more parts. */
  finish(): void {
    this.#finishing = true;
    void this.#work();
  }

  async #work(): Promise<void> {
    if (this.#busy || this.#state.refused || this.#state.done) return;
    this.#busy = true;
    const wait = await this.#sendAll();
    this.#busy = false;
    if (!wait) return;
    this.#parts.later(() => void this.#work(), this.#pauseMs);
    this.#pauseMs = Math.min(this.#pauseMs * 2, LONGEST_PAUSE_MS);
  }

  /** True where it has to be tried again. */
  async #sendAll(): Promise<boolean> {
    try {
      for (let part = this.#waiting[0]; part; part = this.#waiting[0]) {
        if (!this.#heard(await this.#parts.send(this.#sent, part))) return false;
        this.#sent += 1;
        this.#waiting.shift();
        this.#pauseMs = FIRST_PAUSE_MS;
        this.#show({ left: this.#waiting.length });
      }
      if (this.#finishing && this.#heard(await this.#parts.end())) this.#show({ done: true });
      return false;
    } catch {
      return true;
    }
  }

  #heard(answer: Taken): boolean {
    if (!answer.ok) this.#show({ refused: answer.reason });
    return answer.ok;
  }

  #show(change: Partial<UploadState>): void {
    this.#state = { ...this.#state, ...change };
    this.#parts.changed(this.#state);
  }
}

/** By HTTP, to whichever web process answers. */
export function overHttp(recordingId: string): Pick<UploadParts, 'send' | 'end'> {
  const post = async (to: string, body?: Blob): Promise<Taken> => {
    const answer = await fetch(`/calls/recordings/${recordingId}/${to}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      ...(body && { body }),
    });
    const told = answer.headers.get('content-type')?.includes('json');
    if (!told) throw new Error(`a part was answered with ${answer.status}`);
    return (await answer.json()) as Taken;
  };
  return { send: (no, part) => post(`parts/${no}`, part), end: () => post('end') };
}
