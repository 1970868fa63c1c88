/** One for the whole page: browsers allow only a few, and each is a thread of its own. */
let shared: { context: AudioContext; users: number } | undefined;

export interface Ear {
  /** How loud it is just now, from 0 to 1. */
  level(): number;
  close(): void;
}

export function listenTo(track: MediaStreamTrack): Ear {
  shared ??= { context: new AudioContext(), users: 0 };
  const ears = shared;
  ears.users += 1;
  const analyser = ears.context.createAnalyser();
  analyser.fftSize = 512;
  const source = ears.context.createMediaStreamSource(new MediaStream([track]));
  source.connect(analyser);
  // Made before anybody pressed anything, it sleeps until somebody does.
  const wake = () => void ears.context.resume();
  wake();
  window.addEventListener('pointerdown', wake);
  const samples = new Float32Array(analyser.fftSize);
  return {
    level() {
      analyser.getFloatTimeDomainData(samples);
      return loudness(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
    },
    close() {
      window.removeEventListener('pointerdown', wake);
      source.disconnect();
      ears.users -= 1;
      if (ears.users > 0) return;
      shared = undefined;
      void ears.context.close();
    },
  };
}

/** How loud a track is, told about fifteen times a second. Returns how to stop. */
export function watchLevel(track: MediaStreamTrack, tell: (level: number) => void): () => void {
  const ear = listenTo(track);
  const timer = setInterval(() => tell(ear.level()), 66);
  return () => {
    clearInterval(timer);
    ear.close();
  };
}

/** As the sender's browser wrote it on the last packet: to listen ourselves costs far more. */
export function loudnessOf(receiver: RTCRtpReceiver | undefined): number {
  const amplitude = receiver?.getSynchronizationSources()[0]?.audioLevel ?? 0;
  return loudness(amplitude ** 2);
}

/** When its last packet was played, in milliseconds; undefined when that is more than ten seconds ago. */
export function lastHeardMs(receiver: RTCRtpReceiver | undefined): number | undefined {
  return receiver?.getSynchronizationSources()[0]?.timestamp;
}

/** What ears make of a sound of this power. */
function loudness(power: number): number {
  // Speech lies between -50 and -10 dB; ears hear in decibels.
  const decibels = 10 * Math.log10(power + 1e-9);
  return Math.min(1, Math.max(0, (decibels + 55) / 45));
}
