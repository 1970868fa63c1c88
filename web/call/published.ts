/** What we send to the media server: each of our tracks in its place. */
import type { LocalTrack, LocalTrackPublication } from 'livekit-client';
import type { EngineParts, Slot } from './engine.ts';
import type { Client, LockedRoom } from './locked-room.ts';

export interface PublishedParts extends Pick<EngineParts, 'tracks' | 'fit'> {
  /** How large our picture is wanted. */
  size(): 'small' | 'large';
}

export class Published {
  readonly #parts: PublishedParts;
  readonly #places = new Map<Slot, LocalTrackPublication>();

  constructor(parts: PublishedParts) {
    this.#parts = parts;
  }

  all(): LocalTrackPublication[] {
    return [...this.#places.values()];
  }

  async put(slot: Slot, { room, client }: LockedRoom): Promise<void> {
    const track = this.#parts.tracks()[slot];
    const published = this.#places.get(slot)?.track;
    if (published && track) {
      await take(published, track);
    } else if (published) {
      await room.localParticipant.unpublishTrack(published, false);
      this.#places.delete(slot);
    } else if (track) {
      // The sizes a picture is sent in are settled when it is published.
      if (slot === 'camera') await this.#parts.fit(this.#parts.size());
      const source = sourcesOf(client.Track)[slot];
      const made = await room.localParticipant.publishTrack(track, { source });
      this.#places.set(slot, made);
      if (made.track) await take(made.track, track);
    }
  }

  /** The connection they were sent through is gone. */
  forget(): void {
    this.#places.clear();
  }
}

/** What is muted is not handed on either: in a class the silence of everybody would be most of the work. */
async function take(published: LocalTrack, track: MediaStreamTrack): Promise<void> {
  if (published.mediaStreamTrack !== track)
    await published.replaceTrack(track, { userProvidedTrack: true });
  await (track.enabled ? published.unmute() : published.mute());
}

function sourcesOf({ Source }: Client['Track']) {
  return {
    mic: Source.Microphone,
    camera: Source.Camera,
    screen: Source.ScreenShare,
    screenSound: Source.ScreenShareAudio,
  };
}
