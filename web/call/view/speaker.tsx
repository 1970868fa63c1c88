import { createContext, useState } from 'react';
import { playChime } from '../chime.ts';
import { idOf } from '../device-changes.ts';
import { asksForSpeakers } from '../devices.ts';
import type { Media } from '../media.ts';
import type { MediaState } from '../media-state.ts';

/** The chosen speaker, for every picture with sound. '' is the system's own. */
export const Speaker = createContext('');

export function speakerOf({ devices, chosen }: MediaState): string {
  return idOf(devices, 'speaker', chosen) ?? '';
}

/** Whether one will hear the others is best known before they speak. */
export function SpeakerTest({
  media,
  state,
  ready,
}: {
  media: Media;
  state: MediaState;
  ready: boolean;
}) {
  const [step, setStep] = useState<'untried' | 'playing' | 'played' | 'failed'>('untried');
  const play = async () => {
    setStep('playing');
    await playChime(speakerOf(state)).then(
      () => setStep('played'),
      () => setStep('failed'),
    );
  };
  return (
    <div className="trial">
      <button
        className="button"
        type="button"
        disabled={!ready || step === 'playing'}
        onClick={() => void play()}
      >
        Test the speaker
      </button>
      {ready && asksForSpeakers() && (
        <button className="button" type="button" onClick={() => void media.askForSpeaker()}>
          {speakerOf(state) ? 'Choose another speaker' : 'Choose a speaker'}
        </button>
      )}
      <p className="soft" role="status">
        {SAYS[step]}
      </p>
    </div>
  );
}

const SAYS = {
  untried: '',
  playing: 'You should hear three notes now.',
  played: 'Nothing heard? Turn the volume up, or choose another speaker.',
  failed: 'This speaker cannot be used. Choose another one.',
};
