/** Everybody's voice in one track. */
export interface MixedSound {
  track: MediaStreamTrack;
  hear(tracks: readonly MediaStreamTrack[]): void;
  stop(): void;
}

export function mixSound(): MixedSound {
  const context = new AudioContext();
  const mix = context.createMediaStreamDestination();
  // Without anything to play some browsers record no sound at all, and the film comes out short.
  const silence = context.createConstantSource();
  silence.offset.value = 0;
  silence.connect(mix);
  silence.start();
  const heard = new Map<MediaStreamTrack, MediaStreamAudioSourceNode>();
  const [track] = mix.stream.getAudioTracks();
  if (!track) throw new Error('this browser mixes no sound');
  return {
    track,
    hear(tracks) {
      for (const [one, source] of heard) {
        if (tracks.includes(one)) continue;
        source.disconnect();
        heard.delete(one);
      }
      for (const one of tracks.filter((each) => !heard.has(each))) {
        const source = context.createMediaStreamSource(new MediaStream([one]));
        source.connect(mix);
        heard.set(one, source);
      }
    },
    stop() {
      track.stop();
      void context.close();
    },
  };
}
