/** A film as browsers record it: picture and sound in one stream, without a length and without cues. */
import {
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedVideoPacketSource,
  Output,
  WebMOutputFormat,
} from 'mediabunny';

const FRAMES_A_SECOND = 10;
/** The first frame of a VP8 stream says its size; what follows it nobody decodes here. */
const KEY_FRAME = new Uint8Array([0x10, 0, 0, 0x9d, 0x01, 0x2a, 0x40, 0x01, 0xb4, 0, 0, 0]);
const FRAME = new Uint8Array([0x11, 0, 0, 0]);
const SOUND = new Uint8Array([0xfc, 0xff, 0xfe]);

export async function film(seconds: number): Promise<Uint8Array> {
  const target = new BufferTarget();
  const output = new Output({ format: new WebMOutputFormat({ appendOnly: true }), target });
  const picture = new EncodedVideoPacketSource('vp8');
  const sound = new EncodedAudioPacketSource('opus');
  output.addVideoTrack(picture);
  output.addAudioTrack(sound);
  await output.start();
  const length = 1 / FRAMES_A_SECOND;
  for (let no = 0; no < seconds * FRAMES_A_SECOND; no += 1) {
    const key = no % FRAMES_A_SECOND === 0;
    const frame = new EncodedPacket(
      key ? KEY_FRAME : FRAME,
      key ? 'key' : 'delta',
      no * length,
      length,
    );
    await picture.add(frame, {
      decoderConfig: { codec: 'vp8', codedWidth: 320, codedHeight: 180 },
    });
    await sound.add(new EncodedPacket(SOUND, 'key', no * length, length), {
      decoderConfig: { codec: 'opus', numberOfChannels: 1, sampleRate: 48_000 },
    });
  }
  await output.finalize();
  return new Uint8Array(target.buffer ?? new ArrayBuffer(0));
}

/** In the parts a browser would send. */
export function cut(bytes: Uint8Array, count: number): Uint8Array[] {
  const size = Math.ceil(bytes.length / count);
  return Array.from({ length: count }, (_, no) => bytes.slice(no * size, (no + 1) * size));
}
