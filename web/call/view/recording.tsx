/** What there is to see of a recording. Loaded as a part of its own when somebody first asks for one. */
import { useEffect, useRef, useState } from 'react';
import type { RecordingView } from '#calls';
import { Dialog } from '../../ui/dialog.tsx';
import type { Call, Shown } from '../call.ts';
import { isAsked, myself, notRecorded } from '../call-state.ts';
import { CANNOT_RECORD } from '../recording/able.ts';
import { record, type Recorder, type Saving } from '../recording/recorder.ts';

type Running = Exclude<RecordingView, { is: 'off' }>;

/** For everybody, as long as there is something to know: whether it is recorded, and who is still asked. */
export function RecordingStrip({ call, shown }: { call: Call; shown: Shown }) {
  const { recording } = shown.call;
  if (recording.is === 'off') return <Ended key={recording.name} recording={recording} />;
  const isHost = myself(shown.call)?.role === 'host';
  return (
    <>
      <div className="recording-strip" data-recording={recording.is}>
        <p>
          <span className="recording-dot" aria-hidden="true" />
          {stripWords(recording, shown)}
        </p>
        {isHost && (
          <button className="button" type="button" onClick={() => call.record('stop')}>
            {recording.is === 'asking' ? 'Do not record' : 'Stop recording'}
          </button>
        )}
      </div>
      {isAsked(shown.call) && <Question call={call} recording={recording} />}
    </>
  );
}

function stripWords(recording: Running, { call: { people, me } }: Shown): string {
  if (recording.is === 'on') return 'Recording';
  if (!recording.agreed.includes(me)) return `${recording.name} asks whether you agree`;
  const asked = people.filter(({ id }) => !recording.agreed.includes(id) && id !== me);
  const names = asked.map(({ name }) => name).join(' and ');
  const waits = names ? `Waiting for ${names} to agree` : 'Beginning';
  return recording.is === 'paused' ? `Recording paused. ${waits}` : waits;
}

/** There are two answers and no third: leaving the question open would record nobody. */
function Question({ call, recording }: { call: Call; recording: Running }) {
  const begun = recording.is === 'paused';
  return (
    <Dialog
      title={
        begun
          ? `${recording.name} records this call`
          : `${recording.name} would like to record this call`
      }
      open
      onClose={() => {}}
    >
      <p>
        Picture and sound of everybody here would be kept, so that {recording.name} can see the
        session again.{' '}
        {begun
          ? 'The recording rests until you have answered: you are not in it yet.'
          : 'Nothing is recorded before everybody has agreed.'}
      </p>
      <p className="soft">
        Your name and your yes are kept with it. You see whenever it runs, and can leave at any
        time.
      </p>
      <div className="bar">
        <button className="button quiet" type="button" onClick={() => call.leave()}>
          Leave the call
        </button>
        <button className="button go" type="button" onClick={() => call.record('agree')}>
          Agree
        </button>
      </div>
    </Dialog>
  );
}

function Ended({ recording }: { recording: Extract<RecordingView, { is: 'off' }> }) {
  const [read, setRead] = useState(false);
  if (read || !recording.why) return null;
  return (
    <div className="recording-strip">
      <p>{notRecorded(recording)}</p>
      <button className="button quiet" type="button" onClick={() => setRead(true)}>
        Close
      </button>
    </div>
  );
}

/** In the browser of the host who records: does it, and says what becomes of it. */
export function RecordingRun(props: { call: Call; shown: Shown; sessionHref: string }) {
  const { call, shown } = props;
  const { recording, me } = shown.call;
  const [saving, setSaving] = useState<{ of: string } & Saving>();
  const [read, setRead] = useState<string>();
  const running = useRef<Recorder>(undefined);
  const id = recording.is !== 'off' && recording.by === me ? recording.id : undefined;
  const on = id !== undefined && recording.is === 'on';
  const refused = saving?.refused;
  const over = saving?.of === id && (refused || saving?.done);

  useEffect(() => {
    if (!on || running.current) return;
    running.current = record(id, {
      sized: call.sights.recorded,
      changed: (state) => setSaving({ of: id, ...state }),
    });
  }, [call, id, on]);
  useEffect(() => running.current?.follow(shown), [shown]);
  useEffect(() => {
    if (!id) return undefined;
    return () => {
      running.current?.stop();
      running.current = undefined;
    };
  }, [id]);
  // It may also end by itself, where the browser gives up.
  useEffect(() => {
    if (over) call.record('stop');
  }, [call, over]);
  const unsaved = on || (saving !== undefined && !saving.done && !refused);
  useEffect(() => (unsaved ? askBeforeLeaving() : undefined), [unsaved]);

  const words = saving && savingWords(saving, id !== undefined);
  if (!words || read === saving.of) return null;
  return (
    <div className="sheet recording-saved" role="status">
      <p>
        {words}{' '}
        {saving.done && (
          <a href={props.sessionHref} target="_blank" rel="noreferrer">
            See it on the session’s page
          </a>
        )}
      </p>
      {!unsaved && (
        <button className="button quiet" type="button" onClick={() => setRead(saving.of)}>
          Close
        </button>
      )}
    </div>
  );
}

/** More than these are not just on their way. */
const USUAL_PARTS_LEFT = 4;

function savingWords({ left, done, refused }: Saving, runs: boolean): string | undefined {
  if (refused) return REFUSED[refused];
  if (done) return 'The recording is saved.';
  if (runs && left <= USUAL_PARTS_LEFT) return undefined;
  if (runs)
    return 'Our server is not reached just now. The recording goes on, and is sent when it is.';
  return 'The recording is being saved. Please keep this page open for a moment.';
}

const KEPT = 'What was recorded until then is kept.';
const REFUSED: Record<NonNullable<Saving['refused']>, string> = {
  'not-here': CANNOT_RECORD,
  'too-large': `A recording holds 2 GB at most, some three hours. It is full, and ended. ${KEPT}`,
  'no-room': `This server’s disk is full, so the recording ended. ${KEPT}`,
  ended: `The recording was ended meanwhile. ${KEPT}`,
  'not-found':
    'Our server does not know this recording any more: you are signed out, or it was deleted.',
};

function askBeforeLeaving(): () => void {
  const ask = (event: BeforeUnloadEvent) => event.preventDefault();
  window.addEventListener('beforeunload', ask);
  return () => window.removeEventListener('beforeunload', ask);
}
