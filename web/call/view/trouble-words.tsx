import type { MediaState } from '../media-state.ts';
import { browserOf, stepsFor } from '../browser.ts';
import type { Trouble } from '../devices.ts';

/** What to do when the browser gives us no camera or microphone, in steps. */
export function TroubleWords({ media, onTryAgain }: { media: MediaState; onTryAgain: () => void }) {
  const { mic, camera } = media.trouble;
  const why = mic ?? camera;
  if (!why) return null;
  return (
    <div className="says warn trouble-words" role="alert">
      <p>
        <b>{headline(mic, camera)}</b>
      </p>
      <Steps why={why} />
      {why !== 'insecure' && (
        <p className="bar">
          <button className="button" type="button" onClick={onTryAgain}>
            Try again
          </button>
        </p>
      )}
    </div>
  );
}

function headline(mic: Trouble | undefined, camera: Trouble | undefined): string {
  const what =
    mic && camera ? 'the camera or the microphone' : mic ? 'the microphone' : 'the camera';
  const why = mic ?? camera;
  if (why === 'refused') return `Your browser does not let us use ${what}.`;
  if (why === 'busy') return 'Another program is using it.';
  if (why === 'insecure') return 'This page was not opened over a secure connection.';
  return mic && camera
    ? 'No camera and no microphone were found.'
    : `${mic ? 'No microphone' : 'No camera'} was found.`;
}

function Steps({ why }: { why: Trouble }) {
  if (why === 'refused') {
    return (
      <ol>
        {stepsFor(browserOf(navigator.userAgent)).map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    );
  }
  if (why === 'busy') return <p>Close other calls and camera programs, then try again.</p>;
  if (why === 'insecure')
    return <p>Open it at an address that begins with https. You can still join without either.</p>;
  return (
    <p>
      Plug one in and try again, or join without it: you will see and hear the others all the same.
    </p>
  );
}
