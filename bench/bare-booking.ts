import pg from 'pg';
import { startsFrom } from './booking.ts';
import { CLIENTS, median } from './load.ts';

/** The rows a booking writes, written by the driver alone: the least the same database can take. */
export async function measureBareBooking(
  databaseUrl: string,
): Promise<{ oneMs: number; perSecond: number }> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: CLIENTS });
  const { rows } = await pool.query<Owner>(
    'select id as service, account_id as account from service where duration_minutes = 5',
  );
  const starts = startsFrom(400);
  const once = () => write(pool, bareStatement(rows[0]!, starts()));
  for (let index = 0; index < 200; index += 1) await once();
  const times: number[] = [];
  for (let index = 0; index < 300; index += 1) {
    const began = performance.now();
    await once();
    times.push(performance.now() - began);
  }
  const perSecond = await rateOf(once, 4_000);
  await pool.end();
  return { oneMs: median(times), perSecond };
}

interface Owner {
  service: string;
  account: string;
}

async function write(pool: pg.Pool, statement: pg.QueryConfig): Promise<void> {
  const client = await pool.connect();
  await client.query('begin');
  await client.query(statement);
  await client.query('commit');
  client.release();
}

async function rateOf(once: () => Promise<void>, count: number): Promise<number> {
  let index = 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      while (index++ < count) await once();
    }),
  );
  return (1000 * count) / (performance.now() - began);
}

function bareStatement(owner: Owner, start: string): pg.QueryConfig {
  return {
    name: 'bare booking',
    values: [owner.account, owner.service, start],
    text: `
      with s as (
        insert into session (id, account_id, service_id, service_name, starts_at, ends_at, blocked_from, blocked_until, capacity, place, created_at)
        values (gen_random_uuid(), $1, $2, 'Bare', $3::timestamptz, $3::timestamptz + interval '5 minutes', $3::timestamptz, $3::timestamptz + interval '5 minutes', 1, 'built-in', now())
        returning id
      ), b as (
        insert into booking (id, account_id, session_id, capacity, seat, token, guest_name, guest_email, guest_zone, created_at)
        select gen_random_uuid(), $1, s.id, 1, 1, gen_random_uuid()::text, 'Grace', 'grace@example.org', 'UTC', now() from s
        returning id, session_id
      ), h as (
        insert into happening (session_id, booking_id, at, kind) select session_id, id, now(), 'booked' from b
      ), n as (
        insert into notice (id, account_id, booking_id, kind, recipient, facts, created_at)
        select gen_random_uuid(), $1, b.id, 'booked-guest', 'grace@example.org', '{}'::jsonb, now() from b, generate_series(1, 2)
        returning id
      )
      insert into jobs.job (id, name, data) select gen_random_uuid(), 'send-notice', jsonb_build_object('noticeId', n.id) from n`,
  };
}
