/** What we send to the media server: each of our tracks in its place. */
import type { LocalTrackPublication } from 'livekit-client';
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
    const place = this.#places.get(slot);
    if (place?.track && !track) {
      await room.localParticipant.unpublishTrack(place.track, false);
      this.#places.delete(slot);
    } else if (place && track) {
      await take(place, track);
    } else if (track) {
      // The sizes a picture is sent in are settled when it is published.
      if (slot === 'camera') await this.#parts.fit(this.#parts.size());
      const source = sourcesOf(client.Track)[slot];
      const made = await room.localParticipant.publishTrack(track, { source });
      this.#places.set(slot, made);
      await take(made, track);
    }
  }

  /** The connection they were sent through is gone. */
  forget(): void {
    this.#places.clear();
  }
}

/** What is muted is not handed on either: in a class the silence of everybody would be most of the work. */
async function take({ track: published }: LocalTrackPublication, track: MediaStreamTrack) {
  if (published?.mediaStreamTrack !== track)
    await published?.replaceTrack(track, { userProvidedTrack: true });
  if (track.enabled) await published?.unmute();
  else await published?.mute();
}

function sourcesOf({ Source }: Client['Track']) {
  return {
    mic: Source.Microphone,
    camera: Source.Camera,
    screen: Source.ScreenShare,
    screenSound: Source.ScreenShareAudio,
  };
}
