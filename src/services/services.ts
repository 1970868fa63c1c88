import { sql, type Selectable } from 'kysely';
import { firstFree, slugFrom, toAccount, type Account } from '#accounts';
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
  /** An account and one of its services by their addresses, in one look. */
  atAddress(
    account: string,
    service: string,
  ): Promise<{ account: Account; service: Service } | undefined>;
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
};

export function createServices({ db, clock, ids }: { db: Db; clock: Clock; ids: Ids }): Services {
  const of = (accountId: string) =>
    db.selectFrom('service').selectAll().where('account_id', '=', accountId);
  const add = (on: Db, accountId: string, form: ServiceForm, slug: string) =>
    on
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
  const setOff = async (accountId: string, id: string, at: Temporal.Instant | null) => {
    await db
      .updateTable('service')
      .set({ switched_off_at: at })
      .where('account_id', '=', accountId)
      .where('id', '=', id)
      .execute();
  };
  const create = async (accountId: string, form: ServiceForm): Promise<Service> => {
    const slugs = await of(accountId).clearSelect().select('slug').execute();
    const slug = firstFree(slugFrom(form.name), new Set(slugs.map((row) => row.slug)));
    try {
      return toService(await add(db, accountId, form, slug));
    } catch (error) {
      if (violates(error, 'service_account_id_slug_key')) return await create(accountId, form);
      throw error;
    }
  };
  return {
    list: async (accountId) => (await of(accountId).orderBy('created_at').execute()).map(toService),
    offered: async (accountId) =>
      (
        await of(accountId).where('switched_off_at', 'is', null).orderBy('created_at').execute()
      ).map(toService),
    atAddress: (account, service) => atAddress(db, account, service),
    byId: async (accountId, id) => {
      const row = await of(accountId).where('id', '=', id).executeTakeFirst();
      return row && toService(row);
    },
    create,
    edit: async (accountId, id, form) => {
      const row = await db
        .updateTable('service')
        .set(columns(form))
        .where('account_id', '=', accountId)
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst();
      return row && toService(row);
    },
    switchOff: (accountId, id) => setOff(accountId, id, clock.now()),
    switchOn: (accountId, id) => setOff(accountId, id, null),
    addFirst: async (tx, accountId) => {
      await add(tx, accountId, FIRST, slugFrom(FIRST.name));
    },
  };
}

async function atAddress(
  db: Db,
  accountSlug: string,
  serviceSlug: string,
): ReturnType<Services['atAddress']> {
  const row = await db
    .selectFrom('service')
    .innerJoin('account', 'account.id', 'service.account_id')
    .select(sql<Selectable<Tables['account']>>`to_jsonb(account)`.as('account'))
    .selectAll('service')
    .where('account.slug', '=', accountSlug)
    .where('service.slug', '=', serviceSlug)
    .executeTakeFirst();
  return row && { account: toAccount(row.account), service: toService(row) };
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
    switchedOffAt: row.switched_off_at,
  };
}
