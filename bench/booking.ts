import pg from 'pg';
import { atOnce, oneByOne, type Ask } from './load.ts';
import type { Row } from './report.ts';
import type { Seeded } from './seed.ts';

const CLIENTS = 8;
const MINUTE_MS = 60_000;

/** Bookings over HTTP: mails and everything else queued durably by the same commit. */
export async function measureBooking(
  where: string,
  url: string,
  seeded: Seeded,
  bare: { oneMs: number; perSecond: number } | undefined,
): Promise<Row[]> {
  const starts = startsFrom(10);
  const buy = () => bookingOf(url, seeded, starts());
  await oneByOne(100, buy);
  const one = await oneByOne(300, buy);
  await atOnce(CLIENTS, 500, buy);
  const many = await atOnce(CLIENTS, 3_000, buy);
  const refused = [...one.answers, ...many.answers].filter((answer) => answer.status !== 201);
  if (refused[0])
    throw new Error(
      `${refused.length} bookings were refused: ${refused[0].status} ${refused[0].body}`,
    );
  return [
    {
      what: `a booking over HTTP, ${where}`,
      ours: one.medianMs,
      unit: 'ms',
      hold: 'under 5 on PostgreSQL',
      beside: bare?.oneMs,
      besideWhat: 'its bare transaction',
    },
    {
      what: `bookings a second, 8 clients, ${where}`,
      ours: many.perSecond,
      unit: 'a second',
      hold: 'over 1,000 on PostgreSQL, a quarter of bare',
      beside: bare?.perSecond,
      besideWhat: 'its bare transaction',
    },
  ];
}

/** One start, eight buyers at once, many rounds. Answers how many starts were sold twice. */
export async function measureOversold(
  where: string,
  url: string,
  seeded: Seeded,
  rounds: number,
): Promise<Row[]> {
  const starts = startsFrom(200);
  let oversold = 0;
  for (let round = 0; round < rounds; round += 1) {
    const start = starts();
    const { answers } = await atOnce(CLIENTS, CLIENTS, () => bookingOf(url, seeded, start));
    const sold = answers.filter((answer) => answer.status === 201).length;
    const strange = answers.find((answer) => answer.status !== 201 && answer.status !== 409);
    if (strange || sold === 0)
      throw new Error(`a round ended strangely: ${strange?.status} ${strange?.body}`);
    if (sold > 1) oversold += 1;
  }
  return [
    {
      what: `one slot, 8 buyers, ${rounds} rounds, ${where}`,
      ours: oversold,
      unit: 'oversold',
      hold: '0',
      beside: undefined,
      besideWhat: '',
    },
  ];
}

/** Five-minute starts, one after another, so many days ahead; seeded sessions stand in none of them. */
export function startsFrom(days: number): () => string {
  const grid = 5 * MINUTE_MS;
  let next =
    Math.floor((Temporal.Now.instant().epochMilliseconds + days * 1_440 * MINUTE_MS) / grid) * grid;
  return () => new Date((next += grid)).toISOString();
}

export function bookingOf(url: string, { account, service }: Seeded, start: string): Ask {
  return {
    method: 'POST',
    url: `${url}/api/v1/accounts/${account}/services/${service}/bookings`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      start,
      guest: { name: 'Grace', email: 'grace@example.org', timezone: 'America/New_York' },
    }),
  };
}

/** The rows a booking writes, written by the driver alone: the least the same database can take. */
export async function measureBareBooking(
  databaseUrl: string,
): Promise<{ oneMs: number; perSecond: number }> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: CLIENTS });
  const { rows } = await pool.query(
    'select id as service, account_id as account from service where duration_minutes = 5',
  );
  const owner = rows[0] as { service: string; account: string };
  const starts = startsFrom(400);
  const once = async () => {
    const client = await pool.connect();
    await client.query('begin');
    await client.query(bareStatement(owner, starts()));
    await client.query('commit');
    client.release();
  };
  for (let index = 0; index < 200; index += 1) await once();
  const times: number[] = [];
  for (let index = 0; index < 300; index += 1) {
    const began = performance.now();
    await once();
    times.push(performance.now() - began);
  }
  const count = 4_000;
  let index = 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      while (index++ < count) await once();
    }),
  );
  const perSecond = (1000 * count) / (performance.now() - began);
  await pool.end();
  return { oneMs: times.toSorted((a, b) => a - b)[150]!, perSecond };
}

function bareStatement(owner: { service: string; account: string }, start: string): pg.QueryConfig {
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
