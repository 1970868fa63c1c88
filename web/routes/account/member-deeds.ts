import { data, redirect } from 'react-router';
import { readEmail } from '#auth';
import type { Parley, Visitor } from '#http';
import { recordId } from '../../record-id.ts';
import { refusalOf } from '../../visitor.ts';
import { readRole } from '../../words/roles.ts';
import { readAddress } from '../entrance/link-by-mail.tsx';
import type { Answer } from './answer.ts';

type Text = (name: string) => string;
type Deed = (parley: Parley, visitor: Visitor, text: Text) => Promise<Response | Refused>;
type Refused = ReturnType<typeof refuse>;

export const MEMBERS_SAID: Record<string, string> = {
  invited: 'The invitation is on its way. Its link works once, within seven days.',
  withdrawn: 'The invitation is withdrawn. Its link opens nothing any more.',
  removed: 'They are removed, and nothing of this account is open to them any more.',
  'is-owner': 'They are an owner now and may do everything here.',
  'is-host': 'They are a host now. They hold sessions and change services and hours.',
};

const NOT_INVITED = {
  'is-member': 'Whoever signs in with this address is a member already.',
  'too-often':
    'So many invitations go out from one person, or to one address, in a day. Try again tomorrow.',
};

const NOT_CHANGED = {
  'last-owner': 'An account needs an owner. Make somebody else an owner first.',
  'no-member': 'They are not a member any more. This is how it stands now.',
};

/** What is done about members; undefined where something else is wanted. */
export function memberDeed(name: string): Deed | undefined {
  return Object.hasOwn(DEEDS, name) ? DEEDS[name] : undefined;
}

const DEEDS: Record<string, Deed> = {
  invite: ofOwners(invite),
  'withdraw-invitation': ofOwners(async ({ members }, { account }, text) => {
    await members.withdraw(account.id, recordId(text('invitation')));
    return redirect('/account?said=withdrawn');
  }),
  'remove-member': ofOwners(async ({ members }, { account }, text) => {
    const done = await members.remove(account.id, recordId(text('member')));
    return done.ok ? redirect('/account?said=removed') : refuse(NOT_CHANGED[done.reason], 409);
  }),
  'set-role': ofOwners(async ({ members }, { account }, text) => {
    const role = readRole(text('role'));
    const done = await members.setRole(account.id, recordId(text('member')), role);
    return done.ok ? redirect(`/account?said=is-${role}`) : refuse(NOT_CHANGED[done.reason], 409);
  }),
  async leave({ members }, visitor) {
    const refusal = refusalOf(visitor, 'leave the account');
    if (refusal !== undefined) return refuse(refusal, 403);
    const done = await members.remove(visitor.account.id, visitor.person.id);
    // To what is left to them; where that is nothing, the next page says so.
    return done.ok ? redirect('/sessions') : refuse(NOT_CHANGED[done.reason], 409);
  },
};

function ofOwners(deed: Deed): Deed {
  return async (parley, visitor, text) => {
    const refusal = refusalOf(visitor, 'invite and remove members');
    return refusal === undefined ? await deed(parley, visitor, text) : refuse(refusal, 403);
  };
}

async function invite({ members }: Parley, visitor: Visitor, text: Text) {
  const typed = text('invite-email');
  const email = readEmail(typed);
  if (!email) {
    const fault = readAddress(typed) ?? 'This does not look like an e-mail address.';
    return refuse(fault, 422, 'invite-email');
  }
  const role = readRole(text('invite-role'));
  const asked = await members.invite(visitor.person, visitor.account, { email, role });
  if (asked.ok) return redirect('/account?said=invited');
  // Their right ended since this request began.
  if (asked.reason === 'may-not') return redirect('/account');
  return refuse(NOT_INVITED[asked.reason], 409, 'invite-email');
}

function refuse(why: string, status: number, field = 'form') {
  return data<Answer>({ faults: { [field]: why } }, status);
}
