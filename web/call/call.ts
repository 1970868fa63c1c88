/** One call in one browser: what is on screen, and the parts that bring it about. */
import type { EngineName, FromServer } from '#calls';
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
import { Media, NO_MEDIA, type MediaParts, type MediaState } from './media.ts';
import { qualityBetween, type Counts, type Quality } from './quality.ts';
import { Signalling, type SignallingParts } from './signalling.ts';

export interface Shown {
  /** False in the page as the server sends it: nothing can be pressed before its script runs. */
  ready: boolean;
  call: CallState;
  media: MediaState;
  peers: Record<string, PeerView>;
  quality: Record<string, Quality>;
}

export const NOTHING_YET: Shown = {
  ready: false,
  call: AT_THE_DOOR,
  media: NO_MEDIA,
  peers: {},
  quality: {},
};

export interface CallParts extends Pick<SignallingParts, 'open' | 'ticket' | 'keep' | 'later'> {
  engines: Record<EngineName, (parts: EngineParts) => CallEngine>;
  devices: Devices;
  memory: MediaParts['memory'];
}

const LOOK_AT_QUALITY_MS = 2_000;
/** Longer than the longest pause between two tries to reach the server. */
const GATHERING_MS = 8_000;

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
  #counts = new Map<string, Counts>();
  #stopLooking = () => {};

  constructor(parts: CallParts) {
    this.#parts = parts;
    this.#signalling = new Signalling({
      ...parts,
      hear: (message) => this.#hear(message),
      lineChanged: (up) => this.#lineChanged(up),
      ended: (why) => this.#finish(why),
    });
    this.media = new Media({
      ...parts,
      put: (slot, track) => this.#put(slot, track),
      changed: (media) => {
        this.#show({ media });
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

  leave(): void {
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

  lock(locked: boolean): void {
    this.#signalling.say({ t: 'lock', locked });
  }

  /** The page goes away; the seat is kept for its return. */
  close(): void {
    this.#stopLooking();
    this.#signalling.close();
    this.#engine?.carries.close();
    this.media.close();
  }

  #hear(message: FromServer): void {
    if (message.t === 'in') this.#start(message.engine);
    this.#engine?.carries.hear(message);
    this.#tell({ e: 'heard', message });
    if (message.t === 'in' && this.#shown.call.gathering) this.#gather();
    if (message.t === 'in') this.#arrive();
    if (message.t !== 'in' && message.t !== 'people') return;
    this.#meet();
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
      changed: (peers) => this.#show({ peers }),
    });
    this.#engine = { name, carries };
  }

  #stop(): void {
    this.#engine?.carries.close();
    this.#engine = undefined;
    this.#show({ peers: {} });
  }

  #put(slot: Slot, track: MediaStreamTrack | null): void {
    this.#tracks[slot] = track;
    this.#engine?.carries.put(slot);
  }

  #meet(): void {
    const { people, me } = this.#shown.call;
    this.#engine?.carries.people(people, me);
    void this.media.fitTo(people.length);
  }

  #gather(): void {
    this.#parts.later(() => {
      this.#tell({ e: 'gathered' });
      this.#meet();
    }, GATHERING_MS);
  }

  #arrive(): void {
    this.#hand = myself(this.#shown.call)?.hand ?? false;
    this.#lastShows = '';
    this.#showMyself();
    this.#lookSoon();
  }

  #lineChanged(up: boolean): void {
    this.#tell({ e: 'line', up });
    if (up) this.#engine?.carries.mend();
  }

  /** Tells the others what of us can be seen and heard, where it is not what was told last. */
  #showMyself(): void {
    if (this.#shown.call.stage !== 'in') return;
    const { mic, camera, screen, muted } = this.media.state();
    const shows = {
      mic: mic !== undefined && !muted,
      camera: camera !== undefined,
      screen: screen !== undefined,
      hand: this.#hand,
    };
    if (JSON.stringify(shows) === this.#lastShows) return;
    this.#lastShows = JSON.stringify(shows);
    this.#signalling.say({ t: 'show', ...shows });
  }

  #lookSoon(): void {
    this.#stopLooking();
    this.#stopLooking = this.#parts.later(() => void this.#look(), LOOK_AT_QUALITY_MS);
  }

  async #look(): Promise<void> {
    const quality: Record<string, Quality> = {};
    for (const [id, counts] of (await this.#engine?.carries.counts()) ?? []) {
      quality[id] = qualityBetween(this.#counts.get(id) ?? counts, counts);
      this.#counts.set(id, counts);
    }
    if (this.#shown.call.stage !== 'in') return;
    this.#show({ quality });
    this.#lookSoon();
  }

  #finish(why: WhyEnded): void {
    this.#stopLooking();
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
