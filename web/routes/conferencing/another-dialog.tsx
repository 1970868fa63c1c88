import { Dialog, DialogBar } from '../../ui/dialog.tsx';
import { manyWords } from '../../words/many.ts';

/**
 * Zoom offers no way to ask for another user: it lets in whoever is signed in there. So the host is told
 * to sign out first, and what the change will mean.
 */
export function AnotherDialog(props: {
  email: string | undefined;
  sessions: number;
  signOutOfZoom: string | undefined;
  open: boolean;
  onClose: () => void;
}) {
  const { email } = props;
  return (
    <Dialog title="Use another Zoom account?" open={props.open} onClose={props.onClose}>
      <p>
        Zoom connects whoever is signed in to Zoom in this browser
        {email && (
          <>
            , most likely <b>{email}</b>
          </>
        )}
        . So sign out there first.
      </p>
      <ol className="ways">
        <li>
          <a href={props.signOutOfZoom} target="_blank" rel="noreferrer">
            Sign out of Zoom
          </a>{' '}
          <span className="soft">
            opens in a new tab. If you still see your picture there, press it and choose Sign Out.
          </span>
        </li>
        <li>Come back here, go on to Zoom, and sign in as the other user.</li>
      </ol>
      <p className="soft">{outcome(props.sessions)}</p>
      <form method="post" action="/zoom/connect">
        <DialogBar
          keep="Keep this account"
          onKeep={props.onClose}
          deed={
            <button className="button go" name="another" value="yes">
              Go on to Zoom
            </button>
          }
        />
      </form>
    </Dialog>
  );
}

function outcome(sessions: number): string {
  if (sessions === 0)
    return 'New sessions will use the other account. No upcoming session is touched.';
  const many =
    sessions === 1
      ? 'One upcoming session keeps its'
      : `${manyWords(sessions)} upcoming sessions keep their`;
  return `New sessions will use the other account. ${many} Zoom link, but later changes will not reach Zoom.`;
}
