import { Form, Link, redirect, useNavigate } from 'react-router';
import { posted } from '../../posted.ts';
import { recordId } from '../../record-id.ts';
import { Dialog, DialogBar } from '../../ui/dialog.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Says } from '../../ui/page.tsx';
import { refusalOf, signedIn } from '../../visitor.ts';
import type { Route } from './+types/route.ts';
import { driftDeed, settleDrift } from './drift.ts';
import { Guests } from './guests.tsx';
import { HOLD_SAID, holdIn } from './hold.ts';
import { HoldDialog } from './hold-dialog.tsx';
import { PlaceState } from './place-state.tsx';
import { changeRecording, recordingDeed, RECORDING_SAID } from './recording-deeds.ts';
import { readSession, type SessionWords } from './read-session.ts';
import { Recordings } from './recordings.tsx';
import './session.css';

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: loaderData ? `${loaderData.day}, ${loaderData.from} · Parley` : 'Session · Parley' },
];

const SAID: Record<string, string> = {
  moved: 'The session is moved, and everybody in it was told. Their links stay the same.',
  cancelled: 'The session is cancelled, and everybody in it was told.',
  'put-back':
    'The meeting is being put back in Zoom as it stands here. Your guests’ links stay the same.',
  'built-in':
    'The session is held in a built-in call, and everybody in it was told. Their links stay the same.',
  'out-of-reach':
    'Zoom’s time is past or more than two years ahead, so nothing was moved. Move the session by hand, or put ours back.',
  over: 'This session is over, so nothing was changed.',
  'not-free':
    'Another session stands at Zoom’s time, so nothing was moved. Move the session by hand, or put ours back.',
  'in-order': 'The meeting changed meanwhile, so nothing was done. This is how it stands now.',
  ...HOLD_SAID,
  ...RECORDING_SAID,
  'no-start': 'Zoom does not know this meeting yet. Wait a moment and press Start again.',
  'cut-off':
    'Parley’s access to Zoom has ended, so it cannot open the meeting for you. Start it in Zoom itself, or reconnect under Manage conferencing.',
  'zoom-silent':
    'Zoom did not answer. Wait a moment and press Start again, or start it in Zoom itself.',
};

export async function loader({ request, context, params }: Route.LoaderArgs) {
  const { parley, visitor } = await signedIn({ request, context });
  const { searchParams } = new URL(request.url);
  const said = searchParams.get('said') ?? '';
  return {
    ...(await readSession(parley, visitor, recordId(params.id))),
    said: Object.hasOwn(SAID, said) ? SAID[said] : undefined,
    asks: searchParams.get('ask'),
    asksOf: searchParams.get('recording') ?? undefined,
  };
}

export async function action({ request, context, params }: Route.ActionArgs) {
  const { parley, visitor } = await signedIn({ request, context });
  const refusal = refusalOf(visitor, 'hold sessions');
  if (refusal !== undefined) throw new Response(refusal, { status: 403 });
  const { text } = await posted(request);
  const accountId = visitor.account.id;
  const sessionId = recordId(params.id);
  const deed = driftDeed(text('deed'));
  if (deed) {
    const ids = { accountId, sessionId };
    const said = await settleDrift(parley, ids, { deed, theirStart: text('theirStart') });
    return redirect(`/sessions/${sessionId}?said=${said}`);
  }
  const ofRecording = recordingDeed(text('deed'));
  if (ofRecording) {
    const ids = { accountId, recordingId: recordId(text('recording')) };
    const said = await changeRecording(parley, ids, ofRecording);
    return redirect(`/sessions/${sessionId}?said=${said}`);
  }
  if (text('deed') === 'hold') {
    const said = await holdIn(parley, { accountId, sessionId }, text('place'));
    return redirect(`/sessions/${sessionId}?said=${said}`);
  }
  // What cannot be undone is done only when it was asked for by name.
  if (text('deed') !== 'cancel') throw new Response(null, { status: 400 });
  const reason = text('reason').slice(0, 1000).toWellFormed();
  const answer = await parley.sessions.cancelSession(accountId, sessionId, reason);
  if (answer.ok) return redirect(`/sessions/${params.id}?said=cancelled`);
  if (answer.reason === 'over') return redirect(`/sessions/${params.id}?said=over`);
  throw new Response('There is no such session in this account.', { status: 404 });
}

export default function Session({ loaderData: session }: Route.ComponentProps) {
  const navigate = useNavigate();
  const keep = () => navigate(`/sessions/${session.id}`, { replace: true });
  return (
    <>
      <nav className="crumb" aria-label="Where you are">
        <Link to="/sessions">Sessions</Link> › {session.service}
      </nav>
      {session.said && <Says>{session.said}</Says>}
      <h1 className={session.cancelled ? 'when gone' : 'when'}>
        {session.day}
        <br />
        {session.from} to {session.to}
      </h1>
      <p className="soft session-zone">
        {session.zone}
        {session.away && ` · ${session.away}`}
      </p>
      <PlaceState session={session} />
      {session.open && <Deeds session={session} />}
      <Guests guests={session.guests} capacity={session.capacity} />
      <Recordings
        recordings={session.recordings}
        sessionId={session.id}
        deleting={session.asks === 'delete-recording' ? session.asksOf : undefined}
      />
      <section className="part" aria-labelledby="story">
        <h2 id="story">What happened so far</h2>
        <ul className="line">
          {session.story.map((line) => (
            <li key={`${line.iso} ${line.words}`}>
              <time dateTime={line.iso}>{line.at}</time>
              <span>{line.words}</span>
            </li>
          ))}
        </ul>
      </section>
      {session.hold && (
        <HoldDialog
          hold={session.hold}
          names={session.names}
          kept={session.kept}
          open={session.asks === 'hold'}
          onClose={keep}
        />
      )}
      <Dialog
        title="Cancel this session?"
        open={session.asks === 'cancel' && session.open}
        onClose={keep}
      >
        <CancelForm names={session.names} when={`${session.day}, ${session.from}`} onKeep={keep} />
      </Dialog>
    </>
  );
}

function Deeds({ session: { id, start, hold } }: { session: SessionWords }) {
  return (
    <div className="bar">
      {start === 'call' && (
        <a className="button go" href={`/sessions/${id}/call`}>
          Start the call
        </a>
      )}
      {start === 'zoom' && (
        <form method="post" action={`/sessions/${id}/start`} target="_blank">
          <button className="button go">Start</button>
        </form>
      )}
      <Link className="button" to={`/sessions/${id}/move`}>
        Move
      </Link>
      {hold && (
        <Form method="get" preventScrollReset>
          <button className="button" name="ask" value="hold">
            {hold.words}
          </button>
        </Form>
      )}
      <Form method="get" preventScrollReset>
        <button className="button quiet bad" name="ask" value="cancel">
          Cancel the session
        </button>
      </Form>
    </div>
  );
}

function CancelForm(props: { names: string; when: string; onKeep: () => void }) {
  return (
    <Form method="post" action=".">
      <p>
        {props.names} will be told that {props.when} does not take place. This cannot be undone.
      </p>
      <TextArea
        label="Message"
        name="reason"
        hint="Goes into the mail. You may leave it empty."
        maxLength={1000}
        rows={3}
      />
      <DialogBar
        keep="Keep the session"
        onKeep={props.onKeep}
        deed={
          <button className="button bad" name="deed" value="cancel">
            Cancel the session
          </button>
        }
      />
    </Form>
  );
}
