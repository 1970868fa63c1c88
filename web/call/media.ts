/** Our own voice, camera and screen: what is wanted, what is there, and why something is not. */
import {
  LARGE_PICTURE,
  SMALL_PICTURE,
  type DeviceLists,
  type Devices,
  type Kind,
  type Trouble,
} from './devices.ts';
import type { Slot } from './engine.ts';

export interface MediaState {
  mic: MediaStreamTrack | undefined;
  camera: MediaStreamTrack | undefined;
  screen: MediaStreamTrack | undefined;
  /** A microphone that is muted stays open, so that unmuting is instant. */
  muted: boolean;
  trouble: Partial<Record<Kind, Trouble>>;
  devices: DeviceLists;
  chosen: Partial<Record<Kind, string>>;
  /** The browser is asking the person. */
  asking: boolean;
}

export const NO_MEDIA: MediaState = {
  mic: undefined,
  camera: undefined,
  screen: undefined,
  muted: false,
  trouble: {},
  devices: { mic: [], camera: [] },
  chosen: {},
  asking: false,
};

export interface MediaParts {
  devices: Devices;
  /** Remembers the chosen devices on this machine. */
  memory: {
    read(): Partial<Record<Kind, string>>;
    write(chosen: Partial<Record<Kind, string>>): void;
  };
  put(slot: Slot, track: MediaStreamTrack | null): void;
  changed(state: MediaState): void;
}

export class Media {
  readonly #parts: MediaParts;
  #state: MediaState = NO_MEDIA;
  #opening: Promise<void> = Promise.resolve();

  constructor(parts: MediaParts) {
    this.#parts = parts;
  }

  state(): MediaState {
    return this.#state;
  }

  /** Asks for these devices; why one was not given stands in `trouble`. */
  open(kinds: readonly Kind[]): Promise<void> {
    this.#opening = this.#opening.then(() => this.#open(kinds));
    return this.#opening;
  }

  /** Once the browser has answered everything it was asked. */
  settled(): Promise<void> {
    return this.#opening;
  }

  async #open(kinds: readonly Kind[]): Promise<void> {
    const { memory, devices } = this.#parts;
    const chosen = { ...memory.read(), ...this.#state.chosen };
    this.#set({ asking: true, chosen });
    const wanted = Object.fromEntries(kinds.map((kind) => [kind, chosen[kind] ?? (true as const)]));
    const opened = await devices.open(wanted);
    const trouble = { ...this.#state.trouble };
    for (const kind of kinds) delete trouble[kind];
    this.#set({ asking: false, trouble: { ...trouble, ...opened.trouble } });
    for (const kind of kinds) if (opened[kind]) this.#take(kind, opened[kind]);
    await this.relist();
  }

  async relist(): Promise<void> {
    this.#set({ devices: await this.#parts.devices.list() });
  }

  /** Another camera or microphone; also while it is in use. */
  async choose(kind: Kind, id: string): Promise<void> {
    this.#set({ chosen: { ...this.#state.chosen, [kind]: id } });
    this.#parts.memory.write(this.#state.chosen);
    if (this.#state[kind]) await this.open([kind]);
  }

  mute(muted: boolean): void {
    if (this.#state.mic) this.#state.mic.enabled = !muted;
    this.#set({ muted });
  }

  async toggleMic(): Promise<void> {
    if (this.#state.mic) return this.mute(!this.#state.muted);
    this.mute(false);
    await this.open(['mic']);
  }

  /** Switched off means closed: the light beside the camera goes out. */
  async toggleCamera(): Promise<void> {
    if (this.#state.camera) this.stop('camera');
    else await this.open(['camera']);
  }

  async toggleScreen(): Promise<void> {
    if (this.#state.screen) return this.stop('screen');
    const shared = await this.#parts.devices.screen();
    if (!shared) return;
    const { screen, sound } = shared;
    // The browser has a button of its own to stop sharing.
    screen.addEventListener('ended', () => this.#state.screen === screen && this.stop('screen'));
    this.#parts.put('screen', screen);
    this.#parts.put('screenSound', sound);
    this.#set({ screen });
  }

  stop(kind: Kind | 'screen'): void {
    this.#state[kind]?.stop();
    this.#parts.put(kind, null);
    if (kind === 'screen') this.#parts.put('screenSound', null);
    this.#set({ [kind]: undefined });
  }

  async fitTo(people: number): Promise<void> {
    // A camera that cannot do it goes on as it is.
    await this.#state.camera
      ?.applyConstraints(people > 2 ? SMALL_PICTURE : LARGE_PICTURE)
      .catch(() => {});
  }

  close(): void {
    for (const kind of ['mic', 'camera', 'screen'] as const) this.stop(kind);
  }

  #take(kind: Kind, track: MediaStreamTrack): void {
    if (this.#state[kind] !== track) this.#state[kind]?.stop();
    if (kind === 'mic') track.enabled = !this.#state.muted;
    // Unplugged, or taken away by the browser.
    track.addEventListener('ended', () => {
      if (this.#state[kind] !== track) return;
      this.stop(kind);
      this.#set({ trouble: { ...this.#state.trouble, [kind]: 'missing' } });
    });
    this.#parts.put(kind, track);
    this.#set({ [kind]: track });
  }

  #set(change: Partial<MediaState>): void {
    this.#state = { ...this.#state, ...change };
    this.#parts.changed(this.#state);
  }
}
