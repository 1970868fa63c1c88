import { Form } from 'react-router';
import { Dialog, DialogBar } from '../../ui/dialog.tsx';
import type { MembersWords, MemberWords } from './read-members.ts';

const KEYS_GO = 'API keys they made and invitations they sent stop working.';

type Question = 'remove' | 'leave' | 'make-owner' | 'make-host';

interface Asked {
  title: string;
  says: string[];
  keep: string;
  deed: string;
  /** What the form sends. */
  sends: Record<string, string>;
}

const ASKED: Record<Question, (member: MemberWords, account: string) => Asked> = {
  remove: ({ id, name }, account) => ({
    title: `Remove ${name} from ${account}?`,
    says: [
      `Nothing of ${account} is open to ${name} from then on. Sessions, bookings, services and hours stay. ${KEYS_GO}`,
    ],
    keep: `Keep ${name}`,
    deed: 'Remove',
    sends: { deed: 'remove-member', member: id },
  }),
  leave: (_, account) => ({
    title: `Leave ${account}?`,
    says: [
      `Nothing of ${account} is open to you from then on, and only an owner can invite you again. Sessions, bookings, services and hours stay. API keys you made and invitations you sent stop working.`,
    ],
    keep: 'Stay',
    deed: 'Leave',
    sends: { deed: 'leave' },
  }),
  'make-owner': ({ id, name }, account) => ({
    title: `Make ${name} an owner?`,
    says: [
      `An owner may do everything in ${account}: settings, conferencing, API keys, and who belongs to it. Another owner can be removed by them, you too.`,
    ],
    keep: 'Leave it so',
    deed: 'Make owner',
    sends: { deed: 'set-role', role: 'owner', member: id },
  }),
  'make-host': ({ id, name }, account) => ({
    title: `Make ${name} a host?`,
    says: [
      `${name} goes on holding sessions in ${account} and changing services and hours, and decides nothing else any more. ${KEYS_GO}`,
    ],
    keep: 'Leave it so',
    deed: 'Make host',
    sends: { deed: 'set-role', role: 'host', member: id },
  }),
};

/** Says what becomes of it before a member goes, or may do more or less. */
export function MemberDialog(props: {
  asks: string | null;
  /** About whom; oneself when leaving. */
  about: string | null;
  of: MembersWords;
  zoomUser: string | undefined;
  onClose: () => void;
}) {
  const { of } = props;
  const question = Object.hasOwn(ASKED, props.asks ?? '') ? (props.asks as Question) : undefined;
  const member = of.members.find(({ id, isSelf }) =>
    question === 'leave' ? isSelf : id === props.about && !isSelf && of.may,
  );
  if (!question || !member) return null;
  const { title, says, keep, deed, sends } = ASKED[question](member, of.account);
  const goes = question === 'remove' || question === 'leave';
  return (
    <Dialog title={title} open onClose={props.onClose}>
      {says.map((words) => (
        <p key={words}>{words}</p>
      ))}
      {goes && props.zoomUser && (
        <p>
          Zoom stays connected as {props.zoomUser}. If that is{' '}
          {question === 'leave' ? 'your' : 'their'} Zoom account, have another one connected under
          Manage conferencing.
        </p>
      )}
      <Form method="post" action="/account">
        {Object.entries(sends).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <DialogBar
          keep={keep}
          onKeep={props.onClose}
          deed={<button className={goes ? 'button bad' : 'button go'}>{deed}</button>}
        />
      </Form>
    </Dialog>
  );
}
