/** How loud the others are, where no packet says it: their voices are listened to. */
import { listenTo, type Ear } from './level.ts';

export class Ears {
  readonly #ears = new Map<string, { voice: MediaStreamTrack; ear: Ear }>();

  level(id: string, voice: MediaStreamTrack | undefined): number {
    if (this.#ears.get(id)?.voice !== voice) {
      this.#close(id);
      if (voice) this.#ears.set(id, { voice, ear: listenTo(voice) });
    }
    return this.#ears.get(id)?.ear.level() ?? 0;
  }

  /** Whoever is not among these is gone. */
  keep(ids: readonly string[]): void {
    for (const id of this.#ears.keys()) if (!ids.includes(id)) this.#close(id);
  }

  #close(id: string): void {
    this.#ears.get(id)?.ear.close();
    this.#ears.delete(id);
  }
}
