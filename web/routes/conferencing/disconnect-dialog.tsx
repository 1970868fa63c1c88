import { Form } from 'react-router';
import { Dialog, DialogBar } from '../../ui/dialog.tsx';
import { Choices } from '../../ui/field.tsx';
import { manyWords } from '../../words/many.ts';
import { SessionList, type Listed } from './session-list.tsx';

/** Lists the sessions that Zoom holds and says what becomes of them, before anything is done. */
export function DisconnectDialog(props: {
  accountName: string;
  sessions: Listed[];
  wasDefault: boolean;
  /** Services that are held in Zoom whatever the default is. */
  alwaysZoom: string[];
  /** What it means for groups that a built-in call cannot hold. */
  withoutZoom: string | undefined;
  open: boolean;
  onClose: () => void;
}) {
  const { sessions } = props;
  return (
    <Dialog
      title={`Disconnect Zoom from ${props.accountName}?`}
      open={props.open}
      onClose={props.onClose}
    >
      <p>
        {outcome(sessions.length)} {newOnes(props)} Your other accounts stay as they are.
      </p>
      {props.withoutZoom && <p>{props.withoutZoom}</p>}
      {sessions.length > 0 && <SessionList label="Upcoming Zoom sessions" sessions={sessions} />}
      <Form method="post" action="/scheduling/conferencing">
        {sessions.length > 0 && <Choice sessions={sessions.length} />}
        <DialogBar
          keep="Keep Zoom"
          onKeep={props.onClose}
          deed={
            <button className="button go" name="deed" value="disconnect">
              Disconnect
            </button>
          }
        />
      </Form>
    </Dialog>
  );
}

function Choice({ sessions }: { sessions: number }) {
  const one = sessions === 1;
  return (
    <Choices
      label={one ? 'This session' : 'These sessions'}
      name="sessions"
      chosen="keep"
      choices={[
        { value: 'keep', label: one ? 'Keep its Zoom link' : 'Keep their Zoom links' },
        {
          value: 'move',
          label: one
            ? 'Move it to a built-in call and tell the guest'
            : 'Move them to built-in calls and tell the guests',
        },
      ]}
    />
  );
}

function newOnes({ wasDefault, alwaysZoom }: { wasDefault: boolean; alwaysZoom: string[] }) {
  if (wasDefault) return 'New sessions will use built-in calls.';
  const named = alwaysZoom.map((name) => `“${name}”`).join(', ');
  return named && `New sessions of ${named}, otherwise always in Zoom, will use built-in calls.`;
}

function outcome(sessions: number): string {
  if (sessions === 0) return 'No upcoming session takes place in Zoom.';
  const many =
    sessions === 1 ? 'One upcoming session is' : `${manyWords(sessions)} upcoming sessions are`;
  return `${many} held in Zoom. Links that are kept go on working, but later changes will not reach Zoom.`;
}
