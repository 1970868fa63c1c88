/** Whom a recording shows and hears: those who agreed, with what they show and say just now. Pure. */
import type { Shown } from '../call.ts';
import type { Face } from './picture.ts';

export function facesOf({
  call,
  media,
  peers,
}: Pick<Shown, 'call' | 'media' | 'peers'>): { face: Face; sounds: MediaStreamTrack[] }[] {
  const { recording, people, me } = call;
  const agreed = recording.is === 'off' ? [] : recording.agreed;
  return people
    .filter(({ id }) => agreed.includes(id))
    .map(({ id, name, camera, screen: shares }) => {
      if (id === me) {
        const own = { id, name, camera: media.picture, screen: media.screen };
        const sounds = [media.mic, media.screenSound].filter((track) => track !== undefined);
        return { face: own, sounds };
      }
      const { face, screen } = peers[id] ?? {};
      // There is a track for it from the start, whether or not something is shown.
      const shared = shares ? screen?.getVideoTracks()[0] : undefined;
      const seen = camera ? face?.getVideoTracks()[0] : undefined;
      return {
        face: { id, name, camera: seen, screen: shared },
        sounds: [...(face?.getAudioTracks() ?? []), ...(screen?.getAudioTracks() ?? [])],
      };
    });
}
