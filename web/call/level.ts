/** How loud a track is, from 0 to 1, told about fifteen times a second. Returns how to stop. */
export function watchLevel(track: MediaStreamTrack, tell: (level: number) => void): () => void {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 512;
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
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
    void context.close();
  };
}
