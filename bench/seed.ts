import { sql } from 'kysely';
import { createAccounts } from '#accounts';
import type { Hours } from '#availability';
import { randomIds as ids, systemClock as clock } from '#base';
import { openDatabase, type Db } from '#db';
import { createServices } from '#services';

export interface Seeded {
  account: string;
  service: string;
}

interface Amount {
  /** Sessions behind, and in the days ahead. */
  past: number;
  coming: number;
}

/** A studio: weekdays nine to five, half-hour sessions, as a guest sees it. */
export async function seedStudio(
  where: { databaseUrl?: string; dataDir?: string },
  amount: Amount,
): Promise<Seeded> {
  return await seed(where, amount, {});
}

/** Open day and night with five-minute sessions, so that there are starts enough to buy. */
export async function seedShop(where: { databaseUrl?: string; dataDir?: string }): Promise<Seeded> {
  const always = [{ start: '00:00', end: '24:00' }];
  const weekly = Object.fromEntries(
    ['1', '2', '3', '4', '5', '6', '7'].map((day) => [day, always]),
  );
  const hours = { zone: 'Europe/Berlin', weekly, exceptions: {} };
  return await seed(where, { past: 0, coming: 0 }, { hours, minutes: 5 });
}

async function seed(
  where: { databaseUrl?: string; dataDir?: string },
  { past, coming }: Amount,
  { hours, minutes = 30 }: { hours?: Hours; minutes?: number },
): Promise<Seeded> {
  const database = await openDatabase(where);
  const { db } = database;
  const services = createServices({ db, clock, ids });
  const accounts = createAccounts({
    db,
    clock,
    ids,
    furnish: (tx, account) => services.addFirst(tx, account.id),
  });
  const personId = ids.id();
  await db
    .insertInto('person')
    .values({ id: personId, name: 'Bea', email: `${personId}@example.org` })
    .execute();
  const account = await accounts.open({
    personId,
    name: `Bench ${personId.slice(-6)}`,
    zone: 'Europe/Berlin',
  });
  if (hours) await accounts.setHours(account.id, hours);
  const [first] = await services.list(account.id);
  if (!first) throw new Error('a new account has no service');
  const rules = {
    ...first,
    durationMinutes: minutes,
    stepMinutes: minutes,
    noticeMinutes: 0,
    horizonDays: 730,
  };
  await services.edit(account.id, first.id, rules);
  const of = { accountId: account.id, serviceId: first.id };
  await fill(db, { ...of, fromNow: '-2 days', step: '-30 minutes', count: past });
  await fill(db, { ...of, fromNow: '2 days', step: '210 minutes', count: coming });
  await sql`analyze`.execute(db);
  await database.close();
  return { account: account.slug, service: first.slug };
}

async function fill(
  db: Db,
  rows: { accountId: string; serviceId: string; fromNow: string; step: string; count: number },
): Promise<void> {
  await sql`
    with made as (
      insert into session (id, account_id, service_id, service_name, starts_at, ends_at, blocked_from, blocked_until, capacity, place, created_at)
      select gen_random_uuid(), ${rows.accountId}::uuid, ${rows.serviceId}::uuid, 'Bench', at, at + interval '30 minutes', at, at + interval '30 minutes', 1, 'built-in', now()
      from generate_series(0, ${rows.count}::int - 1) as n,
        lateral (select date_trunc('hour', now()) + ${rows.fromNow}::interval + n * ${rows.step}::interval as at) as times
      returning id, account_id
    )
    insert into booking (id, account_id, session_id, capacity, seat, token, guest_name, guest_email, guest_zone, created_at)
    select gen_random_uuid(), account_id, id, 1, 1, gen_random_uuid()::text, 'Grace', 'grace@example.org', 'UTC', now() from made
  `.execute(db);
}
