/** One for the whole page: browsers allow only a few, and each is a thread of its own. */
let shared: { context: AudioContext; users: number } | undefined;

/** How loud a track is, from 0 to 1, told about fifteen times a second. Returns how to stop. */
export function watchLevel(track: MediaStreamTrack, tell: (level: number) => void): () => void {
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
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
    // Speech lies between -50 and -10 dB; ears hear in decibels.
    const decibels = 10 * Math.log10(power + 1e-9);
    tell(Math.min(1, Math.max(0, (decibels + 55) / 45)));
  }, 66);
  return () => {
    clearInterval(timer);
    window.removeEventListener('pointerdown', wake);
    source.disconnect();
    ears.users -= 1;
    if (ears.users > 0) return;
    shared = undefined;
    void ears.context.close();
  };
}
