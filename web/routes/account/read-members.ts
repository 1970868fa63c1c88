import type { Parley, Visitor } from '#http';
import { refusalOf } from '../../visitor.ts';
import { agoWords } from '../../words/ago.ts';
import { momentWords } from '../../words/moments.ts';
import { ROLES } from '../../words/roles.ts';

export type MembersWords = Awaited<ReturnType<typeof readMembers>>;
export type MemberWords = MembersWords['members'][number];

/** Who belongs to the account and who is invited, in words. */
export async function readMembers(parley: Parley, visitor: Visitor) {
  const { account, person } = visitor;
  const now = parley.clock.now();
  const dayOf = (at: Temporal.Instant) => momentWords(at, account.hours.zone, now).day;
  const may = refusalOf(visitor, 'invite and remove members') === undefined;
  const all = await parley.members.list(account.id);
  const owners = all.filter(({ role }) => role === 'owner').length;
  const invited = may ? await parley.members.invited(account.id) : [];
  return {
    may,
    account: account.name,
    members: all.map((member) => ({
      id: member.personId,
      name: member.name,
      email: member.email,
      role: member.role,
      says: `${ROLES[member.role].name}: ${ROLES[member.role].may}. Since ${dayOf(member.joinedAt)}.`,
      isSelf: member.personId === person.id,
      isLastOwner: member.role === 'owner' && owners === 1,
    })),
    invited: invited.map(({ id, email, role, invitedBy, invitedAt, expiresAt }) => ({
      id,
      email,
      says: `As ${role === 'owner' ? 'an owner' : 'a host'}, by ${invitedBy}, ${agoWords(invitedAt, now)}.`,
      // A link that has died is invited anew by the same form.
      until:
        Temporal.Instant.compare(expiresAt, now) > 0
          ? `The link works until ${dayOf(expiresAt)}.`
          : undefined,
    })),
  };
}

/** Whose Zoom the account stands on: it stays when a member goes, and may be theirs. */
export async function zoomUserOf({ conferencing }: Parley, { account }: Visitor) {
  const row = await conferencing.zoomRow(account.id);
  return row.state === 'connected' ? row.email : undefined;
}
