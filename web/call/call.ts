/** One call in one browser: what is on screen, and the parts that bring it about. */
import type { EngineName, FromServer, Person, Sign, ToServer } from '#calls';
import {
  AT_THE_DOOR,
  myself,
  next,
  type CallEvent,
  type CallState,
  type WhyEnded,
} from './call-state.ts';
import type { Devices } from './devices.ts';
import type { CallEngine, EngineParts, PeerView, Slot, Tracks } from './engine.ts';
import { Looks } from './looks.ts';
import { Media, type MediaParts } from './media.ts';
import { NO_MEDIA, type MediaState } from './media-state.ts';
import type { LineView } from './quality.ts';
import { createSights } from './sights.ts';
import { Signalling, type SignallingParts } from './signalling.ts';

export interface Shown {
  /** False in the page as the server sends it: nothing can be pressed before its script runs. */
  ready: boolean;
  /** Undefined until the server said which. */
  engine: EngineName | undefined;
  call: CallState;
  media: MediaState;
  peers: Record<string, PeerView>;
  lines: Record<string, LineView>;
}

export const NOTHING_YET: Shown = {
  ready: false,
  engine: undefined,
  call: AT_THE_DOOR,
  media: NO_MEDIA,
  peers: {},
  lines: {},
};

export interface CallParts extends Pick<SignallingParts, 'open' | 'ticket' | 'keep' | 'later'> {
  engines: Record<EngineName, (parts: EngineParts) => CallEngine>;
  devices: Devices;
  memory: MediaParts['memory'];
  blur: MediaParts['blur'];
}

/** Longer than the longest pause between two tries to reach the server. */
const GATHERING_MS = 8_000;
const SIGN_STAYS_MS = 4_000;

export class Call {
  readonly media: Media;
  readonly #parts: CallParts;
  readonly #signalling: Signalling;
  readonly #tracks: Tracks = { mic: null, camera: null, screen: null, screenSound: null };
  readonly #readers = new Set<() => void>();
  #engine: { name: EngineName; carries: CallEngine } | undefined;
  #shown: Shown = { ...NOTHING_YET, ready: true };
  #hand = false;
  #lastShows = '';
  readonly #looks: Looks;

  constructor(parts: CallParts) {
    this.#parts = parts;
    this.#signalling = new Signalling({
      ...parts,
      hear: (message) => this.#hear(message),
      lineChanged: (up) => this.#lineChanged(up),
      ended: (why) => this.#finish(why),
    });
    this.#looks = new Looks({
      ...parts,
      counts: async () => (await this.#engine?.carries.counts()) ?? new Map(),
      found: (lines) => this.#show({ lines }),
      felt: (looks) => this.#signalling.say({ t: 'felt', ...looks }),
    });
    this.media = new Media({
      ...parts,
      put: (slot, track) => this.#put(slot, track),
      changed: (media) => {
        const { note } = this.#shown.media;
        this.#show({ media });
        if (media.note && media.note !== note) this.note(media.note);
        this.#showMyself();
      },
    });
  }

  /** Bound, as React's stores are handed over. */
  readonly shown = (): Shown => this.#shown;

  readonly watch = (read: () => void): (() => void) => {
    this.#readers.add(read);
    return () => this.#readers.delete(read);
  };

  join(): void {
    this.#tell({ e: 'joining' });
    this.#signalling.start();
  }

  /** After it ended: with what was on when it did. */
  joinAgain(): void {
    this.join();
    void this.media.reopen();
  }

  leave(): void {
    if (this.#shown.call.stage === 'in') this.#looks.sumUp();
    this.#signalling.leave();
    this.#finish('left');
  }

  hurry(): void {
    this.#signalling.hurry();
  }

  write(text: string): void {
    this.#signalling.say({ t: 'chat', text });
  }

  openChat(open: boolean): void {
    this.#tell({ e: 'chat-opened', open });
  }

  raiseHand(up: boolean): void {
    this.#hand = up;
    this.#showMyself();
  }

  decide(deed: 'admit' | 'refuse' | 'remove', id: string): void {
    this.#signalling.say({ t: deed, id });
  }

  /** Asks somebody who waits for a little more patience. */
  hold(id: string, text: string): void {
    this.#signalling.say({ t: 'hold', id, text });
  }

  ring(): void {
    this.#signalling.say({ t: 'ring' });
  }

  react(sign: Sign): void {
    this.#signalling.say({ t: 'react', sign });
  }

  /** Pictures tell it, and the next two, of themselves. */
  readonly sights = createSights((...picture) => this.#engine?.carries.sized(...picture));

  readonly drawn: CallEngine['drawn'] = (id) => this.#engine?.carries.drawn(id);

  readonly level: CallEngine['level'] = (id) => this.#engine?.carries.level(id) ?? 0;

  /** The keys what we exchange with somebody is locked with, to be compared. */
  keysWith(id: string): [string, string] | undefined {
    return this.#engine?.carries.keysWith(id);
  }

  /** Has it read out. */
  note(words: string): void {
    this.#tell({ e: 'noted', words });
  }

  record(deed: Extract<ToServer, { t: 'record' }>['deed']): void {
    this.#signalling.say({ t: 'record', deed });
  }

  lock(locked: boolean): void {
    this.#signalling.say({ t: 'lock', locked });
  }

  /** The page goes away; the seat is kept for its return. */
  close(): void {
    this.#looks.stop();
    this.#signalling.close();
    this.#engine?.carries.close();
    this.media.close();
  }

  #hear(message: FromServer): void {
    const before = this.#shown.call;
    if (message.t === 'in') this.#start(message.engine);
    if (message.t === 'people') this.#yieldScreen(message.people);
    this.#engine?.carries.hear(message);
    this.#tell({ e: 'heard', message });
    if (message.t === 'in' && this.#shown.call.gathering) this.#gather();
    if (message.t === 'reaction') this.#fade();
    if (message.t === 'in') this.#arrive(before);
    if (message.t !== 'in' && message.t !== 'people') return;
    this.#meet();
  }

  /** One screen is shared at a time: the newest. */
  #yieldScreen(people: Person[]): void {
    const { people: before, me } = this.#shown.call;
    const shared = (id: string) => before.some((one) => one.id === id && one.screen);
    const newest = people.find(({ id, screen }) => id !== me && screen && !shared(id));
    if (!newest || !shared(me)) return;
    this.media.stop('screen');
    this.media.note(`${newest.name} shares a screen now, so yours is no longer shared.`);
  }

  /** The room's engine stays for as long as the room does. */
  #start(name: EngineName): void {
    if (this.#engine?.name === name) return;
    this.#stop();
    const { engines, later } = this.#parts;
    const carries = engines[name]({
      later,
      say: (message) => this.#signalling.say(message),
      tracks: () => this.#tracks,
      fit: (size) => this.media.fit(size),
      silent: () => this.#signalling.doubt(),
      changed: (peers) => this.#show({ peers }),
    });
    this.#engine = { name, carries };
    this.#show({ engine: name });
  }

  #stop(): void {
    this.#engine?.carries.close();
    this.#engine = undefined;
    this.#show({ engine: undefined, peers: {}, lines: {} });
  }

  #put(slot: Slot, track: MediaStreamTrack | null): void {
    this.#tracks[slot] = track;
    this.#engine?.carries.put(slot);
  }

  #meet(): void {
    const { people, me } = this.#shown.call;
    this.#engine?.carries.people(people, me);
  }

  #gather(): void {
    this.#parts.later(() => {
      this.#tell({ e: 'gathered' });
      this.#meet();
    }, GATHERING_MS);
  }

  /** A page loaded anew asks the server whether its hand is up; a server started anew asks the page, of the lock too. */
  #arrive({ stage, locked }: CallState): void {
    const me = myself(this.#shown.call);
    if (stage !== 'in') this.#hand = me?.hand ?? false;
    else if (locked && me?.role === 'host' && !this.#shown.call.locked) this.lock(true);
    this.#lastShows = '';
    this.#showMyself();
    this.#looks.start();
  }

  #fade(): void {
    const no = this.#shown.call.reactions.at(-1)?.no ?? 0;
    this.#parts.later(() => this.#tell({ e: 'faded', no }), SIGN_STAYS_MS);
  }

  #lineChanged(up: boolean): void {
    this.#tell({ e: 'line', up });
    if (up) this.#engine?.carries.mend();
  }

  /** Tells the others what of us can be seen and heard, where it is not what was told last. */
  #showMyself(): void {
    if (this.#shown.call.stage !== 'in') return;
    const { mic, picture, screen, muted } = this.media.state();
    const shows = {
      mic: mic !== undefined && !muted,
      camera: picture !== undefined,
      screen: screen !== undefined,
      hand: this.#hand,
    };
    if (JSON.stringify(shows) === this.#lastShows) return;
    this.#lastShows = JSON.stringify(shows);
    this.#signalling.say({ t: 'show', ...shows });
  }

  #finish(why: WhyEnded): void {
    this.#looks.stop();
    this.#stop();
    this.media.close();
    this.#tell({ e: 'ended', why });
  }

  #tell(event: CallEvent): void {
    this.#show({ call: next(this.#shown.call, event) });
  }

  #show(change: Partial<Shown>): void {
    this.#shown = { ...this.#shown, ...change };
    for (const read of this.#readers) read();
  }
}
