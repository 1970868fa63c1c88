import type { Selectable, Updateable } from 'kysely';
import { firstFree, slugFrom } from '#accounts';
import type { Clock, Ids } from '#base';
import { violates, type Db, type Tables, type Tx } from '#db';
import type { ServiceForm } from './service-form.ts';

export interface Service extends ServiceForm {
  id: string;
  accountId: string;
  slug: string;
  /** Set while guests cannot book it. */
  switchedOffAt: Temporal.Instant | null;
}

export interface Services {
  /** All of an account, oldest first. */
  list(accountId: string): Promise<Service[]>;
  /** Those that guests can book now. */
  offered(accountId: string): Promise<Service[]>;
  byId(accountId: string, id: string): Promise<Service | undefined>;
  create(accountId: string, form: ServiceForm): Promise<Service>;
  /** Its address stays as it is: links already given out keep working. */
  edit(accountId: string, id: string, form: ServiceForm): Promise<Service | undefined>;
  switchOff(accountId: string, id: string): Promise<void>;
  switchOn(accountId: string, id: string): Promise<void>;
  /** The one service a new account begins with. */
  addFirst(tx: Tx, accountId: string): Promise<void>;
}

const FIRST: ServiceForm = {
  name: 'Introductory session',
  description: '',
  durationMinutes: 30,
  stepMinutes: 30,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  noticeMinutes: 120,
  horizonDays: 60,
  capacity: 1,
  place: 'default',
  placeWords: '',
  waitingRoom: 'account',
  passcode: 'account',
  earlyEntry: 'account',
};

interface Parts {
  db: Db;
  clock: Clock;
  ids: Ids;
}

export function createServices(parts: Parts): Services {
  const { db, clock } = parts;
  const of = (accountId: string) => servicesOf(db, accountId);
  const change = async (accountId: string, id: string, set: Updateable<Tables['service']>) => {
    const query = db.updateTable('service').set(set).where('account_id', '=', accountId);
    const row = await query.where('id', '=', id).returningAll().executeTakeFirst();
    return row && toService(row);
  };
  return {
    list: async (accountId) => (await of(accountId).execute()).map(toService),
    offered: async (accountId) =>
      (await of(accountId).where('switched_off_at', 'is', null).execute()).map(toService),
    byId: async (accountId, id) => {
      const row = await of(accountId).where('id', '=', id).executeTakeFirst();
      return row && toService(row);
    },
    create: (accountId, form) => create(parts, accountId, form),
    edit: (accountId, id, form) => change(accountId, id, columns(form)),
    switchOff: async (accountId, id) =>
      void (await change(accountId, id, { switched_off_at: clock.now() })),
    switchOn: async (accountId, id) =>
      void (await change(accountId, id, { switched_off_at: null })),
    addFirst: async (tx, accountId) => {
      await insert(parts, tx, { accountId, form: FIRST, slug: slugFrom(FIRST.name) });
    },
  };
}

function servicesOf(db: Db, accountId: string) {
  return db
    .selectFrom('service')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('created_at');
}

async function create(parts: Parts, accountId: string, form: ServiceForm): Promise<Service> {
  const taken = await servicesOf(parts.db, accountId).execute();
  const slug = firstFree(slugFrom(form.name), new Set(taken.map((row) => row.slug)));
  try {
    return toService(await insert(parts, parts.db, { accountId, form, slug }));
  } catch (error) {
    // Two of one name were made in the same moment: the later one looks again.
    if (violates(error, 'service_account_id_slug_key')) return await create(parts, accountId, form);
    throw error;
  }
}

async function insert(
  { clock, ids }: Parts,
  on: Db,
  { accountId, form, slug }: { accountId: string; form: ServiceForm; slug: string },
) {
  return await on
    .insertInto('service')
    .values({
      ...columns(form),
      id: ids.id(),
      account_id: accountId,
      slug,
      switched_off_at: null,
      created_at: clock.now(),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

function columns(form: ServiceForm) {
  return {
    name: form.name,
    description: form.description,
    duration_minutes: form.durationMinutes,
    step_minutes: form.stepMinutes,
    buffer_before_minutes: form.bufferBeforeMinutes,
    buffer_after_minutes: form.bufferAfterMinutes,
    notice_minutes: form.noticeMinutes,
    horizon_days: form.horizonDays,
    capacity: form.capacity,
    place: form.place,
    place_words: form.placeWords,
    waiting_room: form.waitingRoom,
    passcode: form.passcode,
    early_entry: form.earlyEntry,
  };
}

/** A row of `service` as the rest of the house knows it. */
export function toService(row: Selectable<Tables['service']>): Service {
  return {
    id: row.id,
    accountId: row.account_id,
    slug: row.slug,
    name: row.name,
    description: row.description,
    durationMinutes: row.duration_minutes,
    stepMinutes: row.step_minutes,
    bufferBeforeMinutes: row.buffer_before_minutes,
    bufferAfterMinutes: row.buffer_after_minutes,
    noticeMinutes: row.notice_minutes,
    horizonDays: row.horizon_days,
    capacity: row.capacity,
    place: row.place,
    placeWords: row.place_words,
    waitingRoom: row.waiting_room,
    passcode: row.passcode,
    earlyEntry: row.early_entry,
    switchedOffAt: row.switched_off_at,
  };
}
