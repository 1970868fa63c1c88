/** Records a call in the host's browser: only those who agreed are seen and heard. */
import type { Shown } from '../call.ts';
import type { CallEngine } from '../engine.ts';
import { recordsAs } from './able.ts';
import { facesOf } from './faces.ts';
import { composePicture } from './picture.ts';
import { mixSound } from './sound.ts';
import { overHttp, Upload, type UploadState } from './upload.ts';

const PART_MS = 2_000;
const BITS = { videoBitsPerSecond: 1_500_000, audioBitsPerSecond: 96_000 };

export interface Recorder {
  /** Takes the call as it is now. */
  follow(shown: Shown): void;
  /** The last part is sent, and then that it was the last. */
  stop(): void;
}

/** How far it is stored; `not-here`: this browser does not record. */
export type Saving = Omit<UploadState, 'refused'> & {
  refused: UploadState['refused'] | 'not-here';
};

interface RecorderParts {
  /** Told how large everybody stands in the recording: so large their pictures have to come. */
  sized: CallEngine['sized'];
  changed(state: Saving): void;
}

/** Undefined where this browser cannot, of which `changed` is told. */
export function record(
  recordingId: string,
  { sized, changed }: RecorderParts,
): Recorder | undefined {
  const making = make(sized);
  if (!making) return void queueMicrotask(() => changed(NOT_HERE));
  const { picture, sound, recorder } = making;
  const upload = new Upload({ ...overHttp(recordingId), later, changed });
  recorder.addEventListener('dataavailable', ({ data }) => data.size > 0 && upload.add(data));
  recorder.addEventListener('stop', () => {
    picture.stop();
    sound.stop();
    upload.finish();
  });
  recorder.start(PART_MS);
  return {
    follow(shown) {
      const { recording } = shown.call;
      const faces = facesOf(shown);
      picture.show(faces.map(({ face }) => face));
      sound.hear(faces.flatMap(({ sounds }) => sounds));
      if (recording.is === 'paused' && recorder.state === 'recording') recorder.pause();
      if (recording.is === 'on' && recorder.state === 'paused') recorder.resume();
    },
    stop() {
      if (recorder.state !== 'inactive') recorder.stop();
    },
  };
}

const NOT_HERE: Saving = { left: 0, done: false, refused: 'not-here' };

function make(sized: CallEngine['sized']) {
  try {
    const mimeType = recordsAs();
    if (!mimeType) return undefined;
    const [picture, sound] = [composePicture(sized), mixSound()];
    const stream = new MediaStream([picture.track, sound.track]);
    return { picture, sound, recorder: new MediaRecorder(stream, { mimeType, ...BITS }) };
  } catch {
    return undefined;
  }
}

function later(run: () => void, ms: number): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}
