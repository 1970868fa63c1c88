import { Form, useNavigate } from 'react-router';
import { Dialog, DialogBar } from '../../ui/dialog.tsx';
import { Film } from '../../ui/film.tsx';
import { Row } from '../../ui/row.tsx';
import type { RecordingWords } from '../../words/recordings.ts';

/** What was recorded of the session's calls, and what its host may do with it. */
export function Recordings(props: {
  recordings: RecordingWords[];
  sessionId: string;
  /** The one the host is asked about. */
  deleting: string | undefined;
}) {
  const { recordings } = props;
  const navigate = useNavigate();
  const keep = () => navigate(`/sessions/${props.sessionId}`, { replace: true });
  if (recordings.length === 0) return null;
  return (
    <section className="part" aria-labelledby="recordings">
      <h2 id="recordings">Recordings</h2>
      <div className="sheet">
        {recordings.map((one) => (
          <Row
            key={one.id}
            name={one.title}
            level="h3"
            tag={one.shared && <span className="tag">Guests see it</span>}
            facts={one.facts}
            acts={<Deeds recording={one} />}
            says={
              <>
                {one.says && <p className="says">{one.says}</p>}
                <Film film={one} />
              </>
            }
          />
        ))}
      </div>
      <Dialog title="Delete this recording?" open={props.deleting !== undefined} onClose={keep}>
        <p>It is deleted for you and for every guest who may see it. This cannot be undone.</p>
        <Form method="post" action=".">
          <input type="hidden" name="recording" value={props.deleting} />
          <DialogBar
            keep="Keep it"
            onKeep={keep}
            deed={
              <button className="button bad" name="deed" value="delete-recording">
                Delete the recording
              </button>
            }
          />
        </Form>
      </Dialog>
    </section>
  );
}

function Deeds({ recording: { id, src, fileName, shared, whole } }: { recording: RecordingWords }) {
  return (
    <>
      {src && (
        <>
          <a className="button" href={src} download={fileName}>
            Download
          </a>
          <Form method="post" action="." preventScrollReset>
            <input type="hidden" name="recording" value={id} />
            <button
              className="button"
              name="deed"
              value={shared ? 'hide-recording' : 'show-recording'}
            >
              {shared ? 'Hide it from guests' : 'Let guests see it'}
            </button>
          </Form>
        </>
      )}
      {whole && (
        <Form method="get" preventScrollReset>
          <input type="hidden" name="recording" value={id} />
          <button className="button quiet bad" name="ask" value="delete-recording">
            Delete
          </button>
        </Form>
      )}
    </>
  );
}
