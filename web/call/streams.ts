/** What is received of one other person, as it is shown: voice and camera, the screen and its sound. */
import type { Client } from './locked-room.ts';

export interface Streams {
  face: MediaStream;
  screen: MediaStream;
}

export const noStreams = (): Streams => ({ face: new MediaStream(), screen: new MediaStream() });

/** Where what LiveKit calls by this source belongs. */
export function placeOf(source: string, { Track: { Source } }: Client): keyof Streams {
  return source === Source.ScreenShare || source === Source.ScreenShareAudio ? 'screen' : 'face';
}
