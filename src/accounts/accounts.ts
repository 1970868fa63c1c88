import { sql, type RawBuilder, type Selectable, type Updateable } from 'kysely';
import type { Hours } from '#availability';
import type { Clock, Ids } from '#base';
import { violates, type Db, type Tables, type Tx } from '#db';
import type { MeetingChoices } from './meeting-settings.ts';
import { DEEDS, mayDo, type Deed, type Role } from './permissions.ts';
import { firstFree, slugFrom } from './slug.ts';

export interface Account {
  id: string;
  slug: string;
  name: string;
  tagline: string;
  /** Where guests reach whoever runs the account; '' where they cannot. */
  contactEmail: string;
  hours: Hours;
  /** What new sessions of services on "account default" use. */
  defaultPlace: 'built-in' | 'zoom';
  /** Built-in calls hide the address of each from the others, at the price of a way round. */
  alwaysRelay: boolean;
  /** How long recordings of calls are kept; 0 until a host deletes them. */
  recordingsKeptDays: number;
  guestsMayChange: boolean;
  /** Guests may move or cancel until this long before the start. */
  changeNoticeMinutes: number;
  meetings: MeetingChoices;
  /** Where to write to those who hold its sessions, owners first; only where it was read along. */
  holders?: readonly string[];
}

export interface Settings {
  name: string;
  tagline: string;
  contactEmail: string;
  guestsMayChange: boolean;
  changeNoticeMinutes: number;
}

export interface Accounts {
  /** Makes an account with weekday hours in `zone` and everything needed to take bookings at once. */
  open(owner: { personId: string; name: string; zone: string }): Promise<Account>;
  bySlug(slug: string): Promise<Account | undefined>;
  /** Within a transaction where one is under way. */
  byId(id: string, tx?: Tx): Promise<Account | undefined>;
  /** The accounts a person may enter, oldest first. */
  ofPerson(personId: string): Promise<(Account & { role: Role })[]>;
  /** Where to write to those who may do this: the addresses of its members, owners first. */
  addressesFor(deed: Deed, accountId: string, tx: Tx): Promise<string[]>;
  setHours(accountId: string, hours: Hours): Promise<void>;
  setAlwaysRelay(accountId: string, on: boolean): Promise<void>;
  keepRecordings(accountId: string, days: number): Promise<void>;
  setDefaultPlace(tx: Tx, accountId: string, place: Account['defaultPlace']): Promise<void>;
  /** For services that follow the account; `followSettings` of sessions takes along the meetings already made. */
  setMeetings(accountId: string, choices: MeetingChoices): Promise<void>;
  /** What is left out stays as it is. */
  change(accountId: string, settings: Partial<Settings>): Promise<void>;
}

const WORKING_DAY = [{ start: '09:00', end: '17:00' }];
const FIRST_HOURS = {
  '1': WORKING_DAY,
  '2': WORKING_DAY,
  '3': WORKING_DAY,
  '4': WORKING_DAY,
  '5': WORKING_DAY,
};

/** Fills a new account inside the transaction that makes it. */
export type Furnish = (tx: Tx, account: Account) => Promise<void>;

interface Parts {
  db: Db;
  clock: Clock;
  ids: Ids;
  furnish: Furnish;
}

export function createAccounts(parts: Parts): Accounts {
  return { open: (owner) => open(parts, owner), ...lookUps(parts.db), ...changes(parts.db) };
}

function lookUps(db: Db): Pick<Accounts, 'bySlug' | 'byId' | 'ofPerson' | 'addressesFor'> {
  const find = async (on: Db, column: 'id' | 'slug', value: string) => {
    const row = await on
      .selectFrom('account')
      .selectAll()
      .where(column, '=', value)
      .executeTakeFirst();
    return row && toAccount(row);
  };
  return {
    bySlug: (slug) => find(db, 'slug', slug),
    byId: (id, tx) => find(tx ?? db, 'id', id),
    async ofPerson(personId) {
      const rows = await db
        .selectFrom('member')
        .innerJoin('account', 'account.id', 'member.account_id')
        .selectAll('account')
        .select('member.role')
        .where('member.person_id', '=', personId)
        .orderBy('account.created_at')
        .execute();
      return rows.map((row) => ({ ...toAccount(row), role: row.role }));
    },
    async addressesFor(deed, accountId, tx) {
      const members = await tx
        .selectFrom('member')
        .innerJoin('person', 'person.id', 'member.person_id')
        .select(['person.email', 'member.role'])
        .where('member.account_id', '=', accountId)
        .orderBy('member.role', 'desc')
        .orderBy('member.joined_at')
        .execute();
      return members.filter(({ role }) => mayDo(role, deed).ok).map(({ email }) => email);
    },
  };
}

function changes(
  db: Db,
): Pick<
  Accounts,
  'setHours' | 'setAlwaysRelay' | 'keepRecordings' | 'setDefaultPlace' | 'setMeetings' | 'change'
> {
  const set = async (on: Db, id: string, columns: Updateable<Tables['account']>) => {
    await on.updateTable('account').set(columns).where('id', '=', id).execute();
  };
  return {
    setHours: (id, hours) => set(db, id, { hours: JSON.stringify(hours) }),
    setAlwaysRelay: (id, on) => set(db, id, { always_relay: on }),
    keepRecordings: (id, days) => set(db, id, { recordings_kept_days: days }),
    setDefaultPlace: (tx, id, place) => set(tx, id, { default_place: place }),
    setMeetings: (id, { waitingRoom, passcode, earlyEntry }) =>
      set(db, id, { waiting_room: waitingRoom, passcode, early_entry: earlyEntry }),
    change: (id, { contactEmail, guestsMayChange, changeNoticeMinutes, ...named }) =>
      set(db, id, {
        ...named,
        ...(contactEmail !== undefined && { contact_email: contactEmail }),
        ...(guestsMayChange !== undefined && { guests_may_change: guestsMayChange }),
        ...(changeNoticeMinutes !== undefined && { change_notice_minutes: changeNoticeMinutes }),
      }),
  };
}

/** The `holders` of the account that a statement reads, as a JSON array. */
export function holdersOfRow(): RawBuilder<string> {
  return sql`(
    select coalesce(jsonb_agg(person.email order by member.role desc, member.joined_at), '[]')
    from member join person on person.id = member.person_id
    where member.account_id = account.id and member.role in (${sql.join([...DEEDS['hold sessions'].roles])})
  )`;
}

async function open(
  parts: Parts,
  owner: { personId: string; name: string; zone: string },
): Promise<Account> {
  const slug = await freeSlug(parts.db, owner.name);
  try {
    return await parts.db.transaction().execute((tx) => insert(parts, tx, owner, slug));
  } catch (error) {
    // Two people of one name signed up in the same moment: the later one looks again.
    if (violates(error, 'account_slug_key')) return await open(parts, owner);
    throw error;
  }
}

async function insert(
  { clock, ids, furnish }: Parts,
  tx: Tx,
  owner: { personId: string; name: string; zone: string },
  slug: string,
): Promise<Account> {
  const now = clock.now();
  const hours: Hours = { zone: owner.zone, weekly: FIRST_HOURS, exceptions: {} };
  const row = await tx
    .insertInto('account')
    .values({
      ...{ id: ids.id(), slug, name: owner.name },
      contact_email: sql<string>`(select email from person where id = ${owner.personId})`,
      hours: JSON.stringify(hours),
      created_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('member')
    .values({ account_id: row.id, person_id: owner.personId, role: 'owner', joined_at: now })
    .execute();
  const account = toAccount(row);
  await furnish(tx, account);
  return account;
}

async function freeSlug(db: Db, name: string): Promise<string> {
  const wanted = slugFrom(name);
  const alike = await db
    .selectFrom('account')
    .select('slug')
    .where((where) => where.or([where('slug', '=', wanted), where('slug', 'like', `${wanted}-%`)]))
    .execute();
  return firstFree(wanted, new Set(alike.map((row) => row.slug)));
}

/** A row of `account` as the rest of the house knows it, perhaps with its `holders`. */
export function toAccount(
  row: Selectable<Tables['account']> & { holders?: readonly string[] },
): Account {
  return {
    ...(row.holders && { holders: row.holders }),
    id: row.id,
    slug: row.slug,
    name: row.name,
    tagline: row.tagline,
    contactEmail: row.contact_email,
    // Checked before it was written.
    hours: row.hours as Hours,
    defaultPlace: row.default_place,
    alwaysRelay: row.always_relay,
    recordingsKeptDays: row.recordings_kept_days,
    guestsMayChange: row.guests_may_change,
    changeNoticeMinutes: row.change_notice_minutes,
    meetings: {
      waitingRoom: row.waiting_room,
      passcode: row.passcode,
      earlyEntry: row.early_entry,
    },
  };
}
