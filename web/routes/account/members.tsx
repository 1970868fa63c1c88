import { Form, Link } from 'react-router';
import { SelectField, TextField } from '../../ui/field.tsx';
import { Row } from '../../ui/row.tsx';
import { ROLES } from '../../words/roles.ts';
import './account.css';
import type { MembersWords, MemberWords } from './read-members.ts';

/** Who works in the account, who is invited, and the form to invite one more. */
export function Members({ of, fault }: { of: MembersWords; fault: string | undefined }) {
  return (
    <section className="part" aria-labelledby="members">
      <h2 id="members">Members</h2>
      <p className="soft">
        They share sessions, services and hours, and each of them is told of every booking.{' '}
        <a href="/help/members">What members may do</a>
      </p>
      <div className="sheet">
        {of.members.map((member) => (
          <Row
            key={member.id}
            name={member.name}
            level="h3"
            tag={member.isSelf && <span className="tag plain">You</span>}
            facts={[member.email, member.says, ...onlyOwner(member)]}
            acts={<Acts member={member} may={of.may} />}
          />
        ))}
        {of.invited.map((one) => (
          <Row
            key={one.id}
            name={one.email}
            level="h3"
            tag={
              one.until ? (
                <span className="tag plain">Invited</span>
              ) : (
                <span className="tag warn">Did not come in time</span>
              )
            }
            facts={[
              one.says,
              one.until ?? 'The link works no more. Invite them anew, or withdraw.',
            ]}
            acts={
              <Form method="post">
                <input type="hidden" name="invitation" value={one.id} />
                <button
                  className="button bad"
                  name="deed"
                  value="withdraw-invitation"
                  aria-label={`Withdraw the invitation of ${one.email}`}
                >
                  Withdraw
                </button>
              </Form>
            }
          />
        ))}
        {of.may && <Invite key={of.invited.map(({ id }) => id).join()} fault={fault} />}
      </div>
    </section>
  );
}

function onlyOwner({ isSelf, isLastOwner }: MemberWords): string[] {
  return isSelf && isLastOwner
    ? ['The only owner. To leave, make somebody else an owner first.']
    : [];
}

function Acts({ member, may }: { member: MemberWords; may: boolean }) {
  const { id, name, role, isSelf, isLastOwner } = member;
  if (isSelf && isLastOwner) return null;
  if (isSelf) {
    return (
      <Link className="button bad" to="/account?ask=leave" preventScrollReset>
        Leave
      </Link>
    );
  }
  if (!may) return null;
  const other = role === 'owner' ? 'host' : 'owner';
  return (
    <>
      <Link
        className="button"
        to={`/account?ask=make-${other}&member=${id}`}
        aria-label={`Make ${name} ${other === 'owner' ? 'an owner' : 'a host'}`}
        preventScrollReset
      >
        Make {other}
      </Link>
      <Link
        className="button bad"
        to={`/account?ask=remove&member=${id}`}
        aria-label={`Remove ${name}`}
        preventScrollReset
      >
        Remove
      </Link>
    </>
  );
}

function Invite({ fault }: { fault: string | undefined }) {
  return (
    <Form className="invite" method="post" noValidate>
      <TextField
        label="Invite by e-mail"
        name="invite-email"
        type="email"
        fault={fault}
        autoComplete="off"
      />
      <SelectField
        label="As"
        name="invite-role"
        options={(['host', 'owner'] as const).map((role) => ({
          value: role,
          label: ROLES[role].name,
        }))}
        hint={`A host ${ROLES.host.may}, an owner ${ROLES.owner.may}.`}
      />
      <button className="button" name="deed" value="invite">
        Invite
      </button>
    </Form>
  );
}
