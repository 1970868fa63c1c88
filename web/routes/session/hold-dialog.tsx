import { Form } from 'react-router';
import { Dialog, DialogBar } from '../../ui/dialog.tsx';
import type { Hold } from './hold.ts';

/** Asks before the guests are told of another place. */
export function HoldDialog(props: {
  hold: Hold;
  names: string;
  kept: boolean;
  open: boolean;
  onClose: () => void;
}) {
  const { hold } = props;
  return (
    <Dialog title={`${hold.words}?`} open={props.open} onClose={props.onClose}>
      <p>{outcome(props)}</p>
      <Form method="post" action=".">
        <input type="hidden" name="place" value={hold.to} />
        <DialogBar
          keep="Leave it as it is"
          onKeep={props.onClose}
          deed={
            <button className="button go" name="deed" value="hold">
              {hold.words}
            </button>
          }
        />
      </Form>
    </Dialog>
  );
}

function outcome({ hold, names, kept }: { hold: Hold; names: string; kept: boolean }): string {
  if (hold.arriving)
    return `${names} heard nothing of the change yet, and will not. Whatever was made in Zoom is removed.`;
  if (hold.to === 'zoom')
    return `A meeting is made in your Zoom account. When it stands, the session moves there and ${names} will be told; the link stays the same.`;
  const meeting = kept
    ? 'The meeting is not managed by Parley any more, so it stays in your Zoom account until you remove it there.'
    : 'The Zoom meeting is removed.';
  return `${names} will be told; the link stays the same. ${meeting}`;
}
