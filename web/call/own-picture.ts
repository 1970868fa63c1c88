/** The camera as the others see it: as it is, or with its background blurred. */
import type { Effect } from './blur.ts';

export interface OwnPictureState {
  picture: MediaStreamTrack | undefined;
  blur: 'off' | 'loading' | 'on';
}

interface OwnPictureParts {
  /** Loaded when first wanted; throws where the browser cannot do it. */
  blur(camera: MediaStreamTrack, tooSlow: () => void): Promise<Effect>;
  changed(state: OwnPictureState): void;
  /** Why it is no longer blurred, in words. */
  note(words: string): void;
}

export class OwnPicture {
  readonly #parts: OwnPictureParts;
  #camera: MediaStreamTrack | undefined;
  #state: OwnPictureState = { picture: undefined, blur: 'off' };
  #effect: Effect | undefined;

  constructor(parts: OwnPictureParts) {
    this.#parts = parts;
  }

  /** Whoever wants the background blurred is not shown with it for the moment the blur needs to begin. */
  take(camera: MediaStreamTrack | undefined): void {
    this.#dropEffect();
    this.#camera = camera;
    const { blur } = this.#state;
    this.#set({ picture: blur === 'off' ? camera : undefined });
    if (blur !== 'off') void this.#begin();
  }

  async toggleBlur(): Promise<void> {
    if (this.#state.blur !== 'off') return this.#end('');
    this.#set({ blur: 'loading' });
    await this.#begin();
  }

  async #begin(): Promise<void> {
    const camera = this.#camera;
    if (!camera) return;
    this.#set({ blur: 'loading' });
    try {
      const effect = await this.#parts.blur(camera, () =>
        this.#end('The blur was too much for this device and was switched off.'),
      );
      const stillWanted = this.#camera === camera && this.#state.blur === 'loading';
      if (!stillWanted) return effect.stop();
      this.#effect = effect;
      this.#set({ blur: 'on', picture: effect.track });
    } catch {
      if (this.#camera === camera) this.#end('This browser cannot blur the background.');
    }
  }

  #end(why: string): void {
    this.#dropEffect();
    this.#set({ blur: 'off', picture: this.#camera });
    if (why) this.#parts.note(why);
  }

  #dropEffect(): void {
    this.#effect?.stop();
    this.#effect = undefined;
  }

  #set(change: Partial<OwnPictureState>): void {
    this.#state = { ...this.#state, ...change };
    this.#parts.changed(this.#state);
  }
}
