/** How somebody becomes a member: by a link in a mail, which works once, for a week, and for that address. */
import { createLimit, type Clock, type Ids } from '#base';
import type { Db, Tx } from '#db';
import type { Notices } from '#notices';
import { keyHash } from './key-hash.ts';
import { mayDo, type Role } from './permissions.ts';

/** Somebody who is invited and not here yet. */
export interface Invited {
  id: string;
  email: string;
  role: Role;
  /** By name. */
  invitedBy: string;
  invitedAt: Temporal.Instant;
  expiresAt: Temporal.Instant;
}

/** What a link leads to. `unknown`: withdrawn, replaced by a newer one, or never made. */
export type Found =
  | ({ is: 'open'; account: { id: string; name: string } } & Omit<Invited, 'id'>)
  | { is: 'used'; accountId: string }
  | { is: 'expired' | 'unknown' };

export type Asked = { ok: true } | { ok: false; reason: 'is-member' | 'too-often' | 'may-not' };

export type Accepted =
  | { ok: true; accountId: string }
  | { ok: false; reason: 'used' | 'expired' | 'unknown' | 'other-address' };

interface Person {
  id: string;
  name: string;
  email: string;
}

export interface Invitations {
  /** Mails a link. Whoever is invited anew has only the newer one. The address is in lower case. */
  invite(
    by: Person,
    account: { id: string; name: string },
    wish: { email: string; role: Role },
  ): Promise<Asked>;
  /** In the order in which they were invited. */
  invited(accountId: string): Promise<Invited[]>;
  /** The link opens nothing any more. */
  withdraw(accountId: string, invitationId: string): Promise<void>;
  find(token: string): Promise<Found>;
  /** Twice by the same person is once. */
  accept(token: string, person: Pick<Person, 'id' | 'email'>): Promise<Accepted>;
}

export interface MemberParts {
  db: Db;
  clock: Clock;
  ids: Ids;
  notices: Notices;
  appUrl: string;
}

const LIFE = { hours: 7 * 24 };

export function createInvitations(parts: MemberParts): Invitations {
  const { db, clock } = parts;
  return {
    invite: createInvite(parts),
    invited: (accountId) =>
      pending(db)
        .where('invitation.account_id', '=', accountId)
        .where('invitation.accepted_at', 'is', null)
        .orderBy('invitation.invited_at')
        .execute(),
    withdraw: (accountId, invitationId) =>
      db.transaction().execute(async (tx) => {
        const gone = await tx
          .deleteFrom('invitation')
          .where('account_id', '=', accountId)
          .where('id', '=', invitationId)
          .where('accepted_at', 'is', null)
          .returning('email')
          .executeTakeFirst();
        if (gone) await parts.notices.withdraw(tx, accountId, 'invitation', gone.email);
      }),
    async find(token) {
      const row = await pending(db)
        .innerJoin('account', 'account.id', 'invitation.account_id')
        .select(['account.id as accountId', 'account.name as accountName', 'accepted_at'])
        .where('token_hash', '=', keyHash(token))
        .executeTakeFirst();
      if (!row) return { is: 'unknown' };
      const { accountId, accountName, accepted_at: acceptedAt, id: _id, ...invited } = row;
      if (acceptedAt) return { is: 'used', accountId };
      if (isOver(row.expiresAt, clock.now())) return { is: 'expired' };
      return { is: 'open', account: { id: accountId, name: accountName }, ...invited };
    },
    accept: (token, person) =>
      db.transaction().execute((tx) => accept(tx, { token, person, now: clock.now() })),
  };
}

function pending(db: Db) {
  return db
    .selectFrom('invitation')
    .innerJoin('person', 'person.id', 'invitation.invited_by')
    .select([
      'invitation.id',
      'invitation.email',
      'invitation.role',
      'person.name as invitedBy',
      'invitation.invited_at as invitedAt',
      'invitation.expires_at as expiresAt',
    ]);
}

/** Anybody can make an account and type anybody’s address. */
function createInvite({ db, clock, ids, notices, appUrl }: MemberParts): Invitations['invite'] {
  const seconds = 24 * 3600;
  const byPerson = createLimit({ most: 20, seconds });
  const toAddress = createLimit({ most: 3, seconds });
  return async (by, account, wish) => {
    if ((await byPerson.isReached(by.id)) || (await toAddress.isReached(wish.email)))
      return { ok: false, reason: 'too-often' };
    const token = ids.token();
    const now = clock.now();
    const refusal = await db.transaction().execute(async (tx) => {
      const why = await whyNot(tx, { by, account, email: wish.email });
      if (why) return why;
      await write(tx, { id: ids.id(), accountId: account.id, by, wish, token, now });
      // One that still waits holds a link that has just died.
      await notices.withdraw(tx, account.id, 'invitation', wish.email);
      const facts = {
        accountName: account.name,
        invitedBy: { name: by.name, email: by.email },
        role: wish.role,
        link: `${appUrl}/accounts/join/${token}`,
        validMinutes: LIFE.hours * 60,
        goodUntil: now.add(LIFE).toString(),
      };
      await notices.add(tx, account.id, [{ kind: 'invitation', recipient: wish.email, facts }]);
      return undefined;
    });
    if (refusal) return { ok: false, reason: refusal };
    await Promise.all([byPerson.count(by.id), toAddress.count(wish.email)]);
    return { ok: true };
  };
}

/** Asked with their own row held: nobody is invited by somebody who is being removed. */
async function whyNot(
  tx: Tx,
  asked: { by: Person; account: { id: string }; email: string },
): Promise<'may-not' | 'is-member' | undefined> {
  const inAccount = tx.selectFrom('member').where('account_id', '=', asked.account.id);
  const inviter = await inAccount
    .select('role')
    .where('person_id', '=', asked.by.id)
    .forShare()
    .executeTakeFirst();
  if (!inviter || !mayDo(inviter.role, 'invite and remove members').ok) return 'may-not';
  const already = await inAccount
    .innerJoin('person', 'person.id', 'member.person_id')
    .select('person.id')
    .where('person.email', '=', asked.email)
    .executeTakeFirst();
  return already && 'is-member';
}

async function write(
  tx: Tx,
  made: {
    id: string;
    accountId: string;
    by: Person;
    wish: { email: string; role: Role };
    token: string;
    now: Temporal.Instant;
  },
): Promise<void> {
  const row = {
    id: made.id,
    ...made.wish,
    token_hash: keyHash(made.token),
    invited_by: made.by.id,
    invited_at: made.now,
    expires_at: made.now.add(LIFE),
    accepted_at: null,
  };
  await tx
    .insertInto('invitation')
    .values({ ...row, account_id: made.accountId })
    .onConflict((conflict) => conflict.constraint('one_invitation_each').doUpdateSet(row))
    .execute();
}

async function accept(
  tx: Tx,
  by: { token: string; person: Pick<Person, 'id' | 'email'>; now: Temporal.Instant },
): Promise<Accepted> {
  const { token, person, now } = by;
  const found = await tx
    .selectFrom('invitation')
    .selectAll()
    .where('token_hash', '=', keyHash(token))
    .forUpdate()
    .executeTakeFirst();
  if (!found) return { ok: false, reason: 'unknown' };
  const member = { account_id: found.account_id, person_id: person.id };
  if (found.accepted_at) {
    // Whoever was removed since must not come back by the old link.
    const isIn = await isMember(tx, member);
    return isIn ? { ok: true, accountId: found.account_id } : { ok: false, reason: 'used' };
  }
  if (isOver(found.expires_at, now)) return { ok: false, reason: 'expired' };
  if (found.email !== person.email) return { ok: false, reason: 'other-address' };
  await tx.updateTable('invitation').set({ accepted_at: now }).where('id', '=', found.id).execute();
  await tx
    .insertInto('member')
    .values({ ...member, role: found.role, joined_at: now })
    .execute();
  return { ok: true, accountId: found.account_id };
}

async function isMember(
  tx: Tx,
  { account_id: accountId, person_id: personId }: { account_id: string; person_id: string },
): Promise<boolean> {
  const found = await tx
    .selectFrom('member')
    .select('role')
    .where('account_id', '=', accountId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return found !== undefined;
}

function isOver(until: Temporal.Instant, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(until, now) <= 0;
}
