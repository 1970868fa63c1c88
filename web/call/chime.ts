/** Three soft notes, made here: nothing is fetched. */
const NOTES = [523.25, 659.25, 783.99];
const APART_S = 0.22;

/** Plays them, on the given speaker where the browser can choose one. Resolves when they are over. */
export async function playChime(speaker = ''): Promise<void> {
  const context = new AudioContext();
  const out = context.createMediaStreamDestination();
  const audio = new Audio();
  audio.srcObject = out.stream;
  if (speaker && 'setSinkId' in audio) await audio.setSinkId(speaker);
  await audio.play();
  const from = context.currentTime + 0.05;
  for (const [place, note] of NOTES.entries()) ring(context, out, note, from + place * APART_S);
  await new Promise((resolve) => setTimeout(resolve, 1000 * (NOTES.length * APART_S + 0.6)));
  await context.close();
}

/** Before anybody has pressed anything a page has to be silent, and browsers complain of the try. */
export function chimeIfAllowed(): void {
  if (navigator.userActivation?.hasBeenActive) playChime().catch(() => {});
}

function ring(context: AudioContext, out: AudioNode, frequency: number, at: number): void {
  const tone = new OscillatorNode(context, { frequency });
  const volume = new GainNode(context, { gain: 0 });
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(0.25, at + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.001, at + 0.5);
  tone.connect(volume).connect(out);
  tone.start(at);
  tone.stop(at + 0.55);
}
