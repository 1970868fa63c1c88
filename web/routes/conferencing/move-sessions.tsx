import { Form } from 'react-router';
import { Dialog, DialogBar } from '../../ui/dialog.tsx';
import { SessionList, type Listed } from './session-list.tsx';

/** Booked sessions that are held elsewhere than the default says. */
export interface Moves {
  to: 'built-in' | 'zoom';
  /** How many would be taken along. */
  many: number;
  sessions: Listed[];
}

const PLACES = { 'built-in': 'built-in calls', zoom: 'Zoom' };

function deedOf({ to, many }: Moves): string {
  return `Move ${many} upcoming ${many === 1 ? 'session' : 'sessions'} to ${PLACES[to]}`;
}

/** Offers to take them along; making a default never does that by itself. */
export function MoveOffer({ moves }: { moves: Moves }) {
  return (
    <div className="sheet offer">
      <p>Booked sessions keep what they have.</p>
      <Form method="get" preventScrollReset>
        <button className="button" name="ask" value="move">
          {deedOf(moves)}
        </button>
      </Form>
    </div>
  );
}

export function MoveDialog(props: { moves: Moves; open: boolean; onClose: () => void }) {
  const { moves } = props;
  return (
    <Dialog title={`${deedOf(moves)}?`} open={props.open} onClose={props.onClose}>
      <p>
        {moves.to === 'zoom'
          ? 'Each goes to Zoom as soon as its meeting stands there, and its guests are told then. Until then its built-in call stays its place.'
          : 'Their guests are told at once, and their Zoom meetings are removed.'}{' '}
        All links stay the same.
      </p>
      <SessionList label="Upcoming sessions" sessions={moves.sessions} />
      <Form method="post" action="/scheduling/conferencing">
        <input type="hidden" name="to" value={moves.to} />
        <DialogBar
          keep={moves.many === 1 ? 'Leave it as it is' : 'Leave them as they are'}
          onKeep={props.onClose}
          deed={
            <button className="button go" name="deed" value="move-sessions">
              {moves.many === 1 ? 'Move it' : 'Move them'}
            </button>
          }
        />
      </Form>
    </Dialog>
  );
}
