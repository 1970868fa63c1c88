import { atOnce, CLIENTS, oneByOne, type Ask } from './load.ts';
import type { Row } from './report.ts';
import type { Seeded } from './seed.ts';

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
