/** Who belongs to an account, and as what. One of them is an owner, always. */
import type { Tx } from '#db';
import { createInvitations, type Invitations, type MemberParts } from './invitations.ts';
import { mayDo, type Role } from './permissions.ts';

export interface Member {
  personId: string;
  name: string;
  email: string;
  role: Role;
  joinedAt: Temporal.Instant;
}

export type { Invited } from './invitations.ts';

type Changed = { ok: true } | { ok: false; reason: 'last-owner' | 'no-member' };

export interface Members extends Invitations {
  /** In the order in which they came. */
  list(accountId: string): Promise<Member[]>;
  setRole(accountId: string, personId: string, role: Role): Promise<Changed>;
  /** From the same moment on nothing of the account is open to them. Leaving is removing oneself. */
  remove(accountId: string, personId: string): Promise<Changed>;
}

export function createMembers(parts: MemberParts): Members {
  const { db } = parts;
  return {
    ...createInvitations(parts),
    list: (accountId) =>
      db
        .selectFrom('member')
        .innerJoin('person', 'person.id', 'member.person_id')
        .select([
          'person.id as personId',
          'person.name',
          'person.email',
          'member.role',
          'member.joined_at as joinedAt',
        ])
        .where('member.account_id', '=', accountId)
        .orderBy('member.joined_at')
        .orderBy('person.id')
        .execute(),
    setRole: (accountId, personId, role) =>
      db.transaction().execute((tx) => change(tx, { accountId, personId }, role)),
    remove: (accountId, personId) =>
      db.transaction().execute((tx) => change(tx, { accountId, personId }, undefined)),
  };
}

interface Belonging {
  accountId: string;
  personId: string;
}

/** Without a role they are a member no more. */
async function change(tx: Tx, member: Belonging, role: Role | undefined): Promise<Changed> {
  const { accountId, personId } = member;
  // All of them are locked: two owners who remove each other in one moment must not both succeed.
  const all = await tx
    .selectFrom('member')
    .select(['person_id', 'role'])
    .where('account_id', '=', accountId)
    .orderBy('person_id')
    .forUpdate()
    .execute();
  const before = all.find(({ person_id: id }) => id === personId)?.role;
  if (!before) return { ok: false, reason: 'no-member' };
  const owners = all.filter((each) => each.role === 'owner');
  if (before === 'owner' && role !== 'owner' && owners.length === 1)
    return { ok: false, reason: 'last-owner' };
  if (role) await setRole(tx, member, role);
  else
    await tx
      .deleteFrom('member')
      .where('account_id', '=', accountId)
      .where('person_id', '=', personId)
      .execute();
  await takeKeys(tx, member, role);
  return { ok: true };
}

async function setRole(tx: Tx, { accountId, personId }: Belonging, role: Role): Promise<void> {
  await tx
    .updateTable('member')
    .set({ role })
    .where('account_id', '=', accountId)
    .where('person_id', '=', personId)
    .execute();
}

/** Whatever would still open the account to somebody who may no longer do this there. */
async function takeKeys(tx: Tx, { accountId, personId }: Belonging, role?: Role): Promise<void> {
  const may = (deed: Parameters<typeof mayDo>[1]) => role !== undefined && mayDo(role, deed).ok;
  if (!may('make API keys'))
    await tx
      .deleteFrom('api_key')
      .where('account_id', '=', accountId)
      .where('made_by', '=', personId)
      .execute();
  if (!may('invite and remove members'))
    await tx
      .deleteFrom('invitation')
      .where('account_id', '=', accountId)
      .where('invited_by', '=', personId)
      .execute();
  // They may be at Zoom this moment, and would come back with a permission for this account.
  if (!may('change conferencing'))
    await tx
      .deleteFrom('zoom_authorization')
      .where('account_id', '=', accountId)
      .where('login_id', 'in', (logins) =>
        logins.selectFrom('login').select('id').where('person_id', '=', personId),
      )
      .execute();
}
