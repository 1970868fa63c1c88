/** Our own voice, camera and screen: what is wanted, what is there, and why something is not. */
import type { Effect } from './blur.ts';
import { deviceWords, idOf, whatCame } from './device-changes.ts';
import {
  PICTURES,
  type DeviceLists,
  type Devices,
  type Kind,
  type Opened,
  type Trouble,
} from './devices.ts';
import type { Slot } from './engine.ts';

/** What was chosen, by label: ids change, and differ from one browser to the next. */
export type Chosen = Partial<Record<Kind | 'speaker', string>>;

export interface MediaState {
  mic: MediaStreamTrack | undefined;
  camera: MediaStreamTrack | undefined;
  screen: MediaStreamTrack | undefined;
  /** The camera as the others see it: with its background blurred, or as it is. */
  picture: MediaStreamTrack | undefined;
  /** A microphone that is muted stays open, so that unmuting is instant. */
  muted: boolean;
  blur: 'off' | 'loading' | 'on';
  trouble: Partial<Record<Kind, Trouble>>;
  devices: DeviceLists;
  chosen: Chosen;
  /** The browser is asking the person. */
  asking: boolean;
  /** What the devices did by themselves, in words. */
  note: string;
}

export const NO_MEDIA: MediaState = {
  mic: undefined,
  camera: undefined,
  screen: undefined,
  picture: undefined,
  muted: false,
  blur: 'off',
  trouble: {},
  devices: { mic: [], camera: [], speaker: [] },
  chosen: {},
  asking: false,
  note: '',
};

export interface MediaParts {
  devices: Devices;
  /** Remembers the chosen devices on this machine. */
  memory: { read(): Chosen; write(chosen: Chosen): void };
  /** Loaded when first wanted; throws where the browser cannot do it. */
  blur(camera: MediaStreamTrack, tooSlow: () => void): Promise<Effect>;
  put(slot: Slot, track: MediaStreamTrack | null): void;
  changed(state: MediaState): void;
}

export class Media {
  readonly #parts: MediaParts;
  #state: MediaState = NO_MEDIA;
  #opening: Promise<void> = Promise.resolve();
  #effect: Effect | undefined;
  #closed: Kind[] = [];
  #size: keyof typeof PICTURES = 'large';
  #fitting: Promise<void> = Promise.resolve();

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

  /** Something was plugged in or out. */
  async devicesChanged(): Promise<void> {
    const before = this.#state.devices;
    await this.#relist();
    for (const kind of ['mic', 'camera'] as const) {
      if (!whatCame(kind, before, this.#state)) continue;
      await this.open([kind]);
      this.#note(deviceWords(kind, this.#state[kind]?.label));
    }
  }

  /** Another device; also while one is in use. */
  async choose(kind: Kind | 'speaker', id: string): Promise<void> {
    const label = this.#state.devices[kind].find((device) => device.id === id)?.label;
    if (!label) return;
    this.#set({ chosen: { ...this.#state.chosen, [kind]: label } });
    this.#parts.memory.write(this.#state.chosen);
    if (kind !== 'speaker' && this.#state[kind]) await this.open([kind]);
  }

  async askForSpeaker(): Promise<void> {
    const id = await this.#parts.devices.askForSpeaker();
    if (!id) return;
    await this.#relist();
    await this.choose('speaker', id);
  }

  mute(muted: boolean): void {
    const { mic } = this.#state;
    if (mic) {
      mic.enabled = !muted;
      this.#parts.put('mic', mic);
    }
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
    if (shared === 'failed') return this.#note('Your browser found nothing it could share.');
    const { screen, sound } = shared;
    // The browser has a button of its own to stop sharing.
    screen.addEventListener('ended', () => this.#state.screen === screen && this.stop('screen'));
    this.#parts.put('screen', screen);
    this.#parts.put('screenSound', sound);
    this.#set({ screen });
  }

  async toggleBlur(): Promise<void> {
    if (this.#state.blur === 'off') return await this.#beginBlur();
    this.#endBlur('');
  }

  stop(kind: Kind | 'screen'): void {
    this.#state[kind]?.stop();
    this.#parts.put(kind, null);
    if (kind === 'screen') this.#parts.put('screenSound', null);
    this.#set({ [kind]: undefined });
    if (kind !== 'camera') return;
    this.#dropEffect();
    this.#set({ picture: undefined });
  }

  /** How large the camera is taken from now on. Resolves once it is. */
  fit(size: keyof typeof PICTURES): Promise<void> {
    if (size !== this.#size) {
      this.#size = size;
      this.#fitting = fit(this.#state.camera, size);
    }
    return this.#fitting;
  }

  /** Opens again what was open when all was closed. */
  async reopen(): Promise<void> {
    if (this.#closed.length > 0) await this.open(this.#closed);
  }

  close(): void {
    this.#closed = (['mic', 'camera'] as const).filter((kind) => this.#state[kind]);
    for (const kind of ['mic', 'camera', 'screen'] as const) this.stop(kind);
  }

  async #open(kinds: readonly Kind[]): Promise<void> {
    const { memory, devices } = this.#parts;
    const chosen = { ...memory.read(), ...this.#state.chosen };
    this.#set({ asking: true, chosen, note: '' });
    const wanted = kinds.map((kind) => [kind, idOf(this.#state.devices, kind, chosen) ?? true]);
    const opened = await devices.open(Object.fromEntries(wanted));
    const trouble = { ...this.#state.trouble };
    for (const kind of kinds) delete trouble[kind];
    this.#set({ asking: false, trouble: { ...trouble, ...opened.trouble } });
    await this.#relist();
    for (const kind of kinds) await this.#takeChosen(kind, opened);
  }

  /** Labels are hidden until something was allowed: only now the device chosen last time is found. */
  async #takeChosen(kind: Kind, opened: Opened): Promise<void> {
    const track = opened[kind];
    if (!track) return;
    const id = idOf(this.#state.devices, kind, this.#state.chosen);
    if (!id || track.label === this.#state.chosen[kind]) return this.#take(kind, track);
    const better = (await this.#parts.devices.open({ [kind]: id }))[kind];
    if (better && better !== track) track.stop();
    this.#take(kind, better ?? track);
  }

  #take(kind: Kind, track: MediaStreamTrack): void {
    if (this.#state[kind] !== track) this.#state[kind]?.stop();
    if (kind === 'mic') track.enabled = !this.#state.muted;
    track.addEventListener('ended', () => void this.#lost(kind, track));
    this.#parts.put(kind, track);
    this.#set({ [kind]: track });
    if (kind !== 'camera') return;
    if (this.#size !== 'large') this.#fitting = fit(track, this.#size);
    this.#dropEffect();
    this.#set({ picture: track });
    if (this.#state.blur !== 'off') void this.#beginBlur();
  }

  /** Unplugged, or taken away by the browser: another one will do. */
  async #lost(kind: Kind, track: MediaStreamTrack): Promise<void> {
    if (this.#state[kind] !== track) return;
    this.stop(kind);
    await this.#relist();
    if (this.#state.devices[kind].length > 0) await this.open([kind]);
    else this.#set({ trouble: { ...this.#state.trouble, [kind]: 'missing' } });
    this.#note(deviceWords(kind, this.#state[kind]?.label, 'gone'));
  }

  async #beginBlur(): Promise<void> {
    const { camera } = this.#state;
    if (!camera) return;
    this.#set({ blur: 'loading', note: '' });
    try {
      const effect = await this.#parts.blur(camera, () =>
        this.#endBlur('The blur was too much for this device and was switched off.'),
      );
      const stillWanted = this.#state.camera === camera && this.#state.blur === 'loading';
      if (!stillWanted) return effect.stop();
      this.#effect = effect;
      this.#parts.put('camera', effect.track);
      this.#set({ blur: 'on', picture: effect.track });
    } catch {
      this.#endBlur('This browser cannot blur the background.');
    }
  }

  #endBlur(why: string): void {
    const { camera } = this.#state;
    if (camera) this.#parts.put('camera', camera);
    this.#dropEffect();
    this.#set({ blur: 'off', picture: camera });
    this.#note(why);
  }

  #dropEffect(): void {
    this.#effect?.stop();
    this.#effect = undefined;
  }

  async #relist(): Promise<void> {
    this.#set({ devices: await this.#parts.devices.list() });
  }

  #note(words: string): void {
    this.#set({ note: words });
  }

  #set(change: Partial<MediaState>): void {
    this.#state = { ...this.#state, ...change };
    this.#parts.changed(this.#state);
  }
}

/** One that cannot do it goes on as it is. */
async function fit(camera: MediaStreamTrack | undefined, size: keyof typeof PICTURES) {
  await camera?.applyConstraints(PICTURES[size]).catch(() => {});
}
