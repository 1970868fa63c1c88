/**
 * End-to-end encryption of a call that goes through a media server. Everybody's voice and picture is
 * locked with a key of their own, which their page hands to each of the others, sealed for that page
 * alone. Our server passes it on and the media server never sees it. Why so is told in docs/decisions/015.
 */
import type { FromServer, Person, Signal, ToServer } from '#calls';
import { createSeals, newSecret, type Seals, type Secret } from './sealing.ts';

export interface EndToEndParts {
  /** Whether this browser can lock and unlock. One that cannot tells the others. */
  able: boolean;
  say(message: ToServer): void;
  later(run: () => void, ms: number): () => void;
  /** With this, what somebody sends under this number is locked and unlocked. */
  use(id: string, secret: Secret, no: number): void;
  /** Somebody turned out to be able or not, or their key is known. */
  changed(): void;
}

interface Other {
  visit: number;
  here: boolean;
  publicKey?: string;
  cannot?: boolean;
}

/** Many leave at once when a class is over: one change of key is enough for all of them. */
const CHANGE_AFTER_MS = 5_000;
/** Until then a new key has reached everybody it was handed to. */
const IN_USE_AFTER_MS = 1_500;
/** So many keys of one person LiveKit's client keeps apart. */
const KEYS_KEPT = 16;

export class EndToEnd {
  readonly #parts: EndToEndParts;
  readonly #others = new Map<string, Other>();
  readonly #sealing = createSeals();
  #seals: Seals | undefined;
  #me = '';
  #secret = newSecret();
  #no = 0;
  #changing = false;
  #doing: Promise<unknown> = Promise.resolve();

  constructor(parts: EndToEndParts) {
    this.#parts = parts;
  }

  people(people: Person[], me: string): void {
    const first = this.#me === '';
    this.#me = me;
    if (first) this.#parts.use(me, this.#secret, this.#no);
    for (const id of this.#others.keys()) {
      if (people.some((person) => person.id === id)) continue;
      this.#others.delete(id);
      this.#changeSoon();
    }
    for (const { id, visit, here } of people) {
      const known = this.#others.get(id);
      if (known?.visit === visit) this.#see(id, known, here);
      if (id === me || known?.visit === visit) continue;
      this.#others.set(id, { visit, here });
      // Whoever was there first speaks first, so that a newcomer need not greet a whole class at once.
      if (!first || !this.#parts.able) this.#then(() => this.#greet(id));
    }
  }

  hear({ from, epoch, signal }: Extract<FromServer, { t: 'signal' }>): void {
    const other = this.#others.get(from);
    if (!other) return;
    if (signal.kind === 'no-key') {
      other.cannot = true;
      this.#parts.changed();
    }
    if (signal.kind === 'key') this.#then(() => this.#take(from, other, { ...signal, epoch }));
  }

  cannot(id: string): boolean {
    return this.#others.get(id)?.cannot ?? false;
  }

  /** Ours and theirs, as soon as both are known. */
  keysWith(id: string): [string, string] | undefined {
    const theirs = this.#others.get(id)?.publicKey;
    return theirs && this.#seals ? [this.#seals.publicKey, theirs] : undefined;
  }

  /** What was handed to somebody who is back may have found no seat of theirs. */
  #see(id: string, other: Other, here: boolean): void {
    const { publicKey } = other;
    if (here && !other.here && publicKey) this.#then(() => this.#hand(id, publicKey));
    other.here = here;
  }

  async #greet(id: string): Promise<void> {
    const { able } = this.#parts;
    const { publicKey } = await this.#sealing;
    this.#say(id, able ? { kind: 'key', publicKey } : { kind: 'no-key' });
  }

  async #take(
    id: string,
    other: Other,
    told: { publicKey: string; sealed?: string | undefined; epoch: number },
  ): Promise<void> {
    const { publicKey, sealed, epoch } = told;
    if (!this.#parts.able) return await this.#greet(id);
    // One page has one key: words that were compared hold until it is loaded anew.
    if ((other.publicKey ?? publicKey) !== publicKey) return;
    this.#seals = await this.#sealing;
    const known = other.publicKey !== undefined;
    other.publicKey = publicKey;
    // Whoever only greets has no key of ours, or not any more: they may have met us anew.
    if (!known || !sealed) await this.#hand(id, publicKey);
    if (!known) this.#parts.changed();
    const secret = sealed && (await this.#seals.open(publicKey, sealed));
    if (secret && this.#others.get(id) === other) this.#parts.use(id, secret, epoch % KEYS_KEPT);
  }

  async #hand(id: string, theirKey: string): Promise<void> {
    const { publicKey, seal } = await this.#sealing;
    this.#say(id, { kind: 'key', publicKey, sealed: await seal(theirKey, this.#secret) });
  }

  /** Whoever left unlocks nothing that is said afterwards. */
  #changeSoon(): void {
    if (this.#changing || !this.#parts.able) return;
    this.#changing = true;
    this.#parts.later(() => this.#then(() => this.#change()), CHANGE_AFTER_MS);
  }

  async #change(): Promise<void> {
    this.#changing = false;
    const secret = newSecret();
    const no = (this.#no + 1) % KEYS_KEPT;
    this.#secret = secret;
    this.#no = no;
    for (const [id, { publicKey }] of this.#others) if (publicKey) await this.#hand(id, publicKey);
    this.#parts.later(() => this.#parts.use(this.#me, secret, no), IN_USE_AFTER_MS);
  }

  #say(to: string, signal: Signal): void {
    this.#parts.say({ t: 'signal', to, epoch: this.#no, signal });
  }

  /** One step after the other; what is no key, or sealed for nobody, changes nothing. */
  #then(step: () => Promise<void>): void {
    this.#doing = this.#doing.then(step).catch(() => {});
  }
}
