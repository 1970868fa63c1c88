/** Our own voice, camera and screen: what is wanted, what is there, and why something is not. */
import { deviceWords, idOf, whatCame } from './device-changes.ts';
import { PICTURES, type Devices, type Kind, type Opened } from './devices.ts';
import type { Slot } from './engine.ts';
import { NO_MEDIA, type Chosen, type MediaState } from './media-state.ts';
import { OwnPicture } from './own-picture.ts';

export interface MediaParts {
  devices: Devices;
  /** Remembers the chosen devices on this machine. */
  memory: { read(): Chosen; write(chosen: Chosen): void };
  blur: ConstructorParameters<typeof OwnPicture>[0]['blur'];
  put(slot: Slot, track: MediaStreamTrack | null): void;
  changed(state: MediaState): void;
}

const KINDS = ['mic', 'camera'] as const;
const HELD =
  'Your device holds the microphone back just now, perhaps for a phone call. The others do not hear you.';

export class Media {
  readonly #parts: MediaParts;
  #state: MediaState = NO_MEDIA;
  #opening: Promise<void> = Promise.resolve();
  readonly #own: OwnPicture;
  #closed: Kind[] = [];
  /** Counts how often all was closed: what the browser gives after that, nobody wants any more. */
  #closings = 0;
  readonly #takenAway = new Set<Kind>();
  #size: keyof typeof PICTURES = 'large';
  #fitting: Promise<void> = Promise.resolve();

  constructor(parts: MediaParts) {
    this.#parts = parts;
    this.#own = new OwnPicture({
      blur: (...args) => parts.blur(...args),
      note: (words) => this.note(words),
      changed: (own) => {
        if (own.picture !== this.#state.picture) parts.put('camera', own.picture ?? null);
        this.#set(own);
      },
    });
  }

  state(): MediaState {
    return this.#state;
  }

  /** Asks for these devices; why one was not given stands in `trouble`. */
  open(kinds: readonly Kind[]): Promise<void> {
    const closings = this.#closings;
    this.#opening = this.#opening.then(() => this.#open(kinds, closings));
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
    for (const kind of KINDS) {
      if (!whatCame(kind, before, this.#state)) continue;
      await this.open([kind]);
      this.note(deviceWords(kind, this.#state[kind]?.label));
    }
  }

  /** The page is looked at again: what the system took away meanwhile, as for a phone call, is opened anew. */
  async lookAgain(): Promise<void> {
    const kinds = KINDS.filter(
      (kind) => this.#takenAway.has(kind) || this.#state[kind]?.muted === true,
    );
    if (kinds.length > 0) await this.open(kinds);
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
    const closings = this.#closings;
    const shared = await this.#parts.devices.screen();
    if (!shared) return;
    if (shared === 'failed') return this.note('Your browser found nothing it could share.');
    const { screen, sound } = shared;
    if (closings !== this.#closings) return [screen, sound].forEach((track) => track?.stop());
    // The browser has a button of its own to stop sharing.
    screen.addEventListener('ended', () => this.#state.screen === screen && this.stop('screen'));
    this.#parts.put('screen', screen);
    this.#parts.put('screenSound', sound);
    this.#set({ screen, screenSound: sound ?? undefined });
  }

  /** Before there is a camera too: it is blurred from its first picture on. */
  toggleBlur(): Promise<void> {
    return this.#own.toggleBlur();
  }

  stop(kind: Kind | 'screen'): void {
    if (kind === 'screen') this.#stop('screenSound');
    else this.#takenAway.delete(kind);
    this.#stop(kind);
    if (kind === 'camera') this.#own.take(undefined);
  }

  /** Says it on the page. */
  note(words: string): void {
    this.#set({ note: words });
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
    this.#closings += 1;
    this.#closed = KINDS.filter((kind) => this.#state[kind]);
    for (const kind of [...KINDS, 'screen'] as const) this.stop(kind);
  }

  #stop(slot: Slot): void {
    this.#state[slot]?.stop();
    this.#parts.put(slot, null);
    this.#set({ [slot]: undefined });
  }

  async #open(kinds: readonly Kind[], closings: number): Promise<void> {
    if (closings !== this.#closings) return;
    this.#set({
      asking: true,
      chosen: { ...this.#parts.memory.read(), ...this.#state.chosen },
      note: '',
    });
    const opened = await this.#ask(kinds);
    const trouble = { ...this.#state.trouble };
    for (const kind of kinds) delete trouble[kind];
    this.#set({ asking: false, trouble: { ...trouble, ...opened.trouble } });
    await this.#relist();
    for (const kind of kinds) {
      if (closings === this.#closings) await this.#takeChosen(kind, opened);
      else opened[kind]?.stop();
    }
  }

  async #ask(kinds: readonly Kind[]): Promise<Opened> {
    const { devices, chosen } = this.#state;
    const open = (which: readonly Kind[]) =>
      this.#parts.devices.open(
        Object.fromEntries(which.map((kind) => [kind, idOf(devices, kind, chosen) ?? true])),
      );
    const opened = await open(kinds);
    const busy = kinds.filter((kind) => opened.trouble[kind] === 'busy' && this.#state[kind]);
    if (busy.length === 0) return opened;
    // Some phones open another camera only once the one in use is closed.
    for (const kind of busy) {
      this.stop(kind);
      delete opened.trouble[kind];
    }
    const again = await open(busy);
    return { ...opened, ...again, trouble: { ...opened.trouble, ...again.trouble } };
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
    this.#takenAway.delete(kind);
    track.addEventListener('ended', () => void this.#lost(kind, track));
    if (kind === 'mic') {
      track.enabled = !this.#state.muted;
      track.addEventListener('mute', () => this.#heldElsewhere(track, HELD));
      track.addEventListener('unmute', () => this.#heldElsewhere(track, ''));
      this.#parts.put('mic', track);
    }
    this.#set({ [kind]: track });
    if (kind !== 'camera') return;
    if (this.#size !== 'large') this.#fitting = fit(track, this.#size);
    this.#own.take(track);
  }

  /** By the system, as while a phone rings. */
  #heldElsewhere(track: MediaStreamTrack, words: string): void {
    if (this.#state.mic === track) this.note(words);
  }

  /** Unplugged, or taken away by the browser: another one will do. */
  async #lost(kind: Kind, track: MediaStreamTrack): Promise<void> {
    if (this.#state[kind] !== track) return;
    this.stop(kind);
    await this.#relist();
    if (this.#state.devices[kind].length > 0) await this.open([kind]);
    else this.#set({ trouble: { ...this.#state.trouble, [kind]: 'missing' } });
    if (!this.#state[kind]) this.#takenAway.add(kind);
    this.note(deviceWords(kind, this.#state[kind]?.label, 'gone'));
  }

  async #relist(): Promise<void> {
    this.#set({ devices: await this.#parts.devices.list() });
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
