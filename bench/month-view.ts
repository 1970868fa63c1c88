import { atOnce, CLIENTS, oneByOne, type Ask } from './load.ts';
import type { Row } from './report.ts';
import type { Seeded } from './seed.ts';
import { barePage, type BarePage } from './bare-page.ts';

/** A month as the booking page shows it, and as the API answers it, beside a bare page of the same size. */
export async function measureMonthView(
  where: string,
  url: string,
  seeded: { small: Seeded; large: Seeded },
): Promise<Row[]> {
  const small = await median(pageOf(url, seeded.small));
  const large = await median(pageOf(url, seeded.large));
  const bare = await barePage(small.bytes);
  try {
    return [
      {
        what: `month page, 200 bookings, ${where}`,
        ours: small.ms,
        unit: 'ms',
        hold: 'under 5',
        beside: (await median({ url: bare.url })).ms,
        besideWhat: 'bare page of that size',
      },
      {
        what: `month page, 10,000 past ones more, ${where}`,
        ours: large.ms,
        unit: 'ms',
        hold: 'under 5',
        beside: small.ms,
        besideWhat: 'the same with 200',
      },
      await rate(`month pages a second, 8 clients, ${where}`, pageOf(url, seeded.large), bare),
      await rate(
        `month of free times by API a second, 8 clients, ${where}`,
        slotsOf(url, seeded.large),
        bare,
      ),
    ];
  } finally {
    bare.stop();
  }
}

async function median(ask: Ask): Promise<{ ms: number; bytes: number }> {
  await oneByOne(200, () => ask);
  const { medianMs, answers } = await oneByOne(400, () => ask);
  const [first] = answers;
  if (!first || answers.some((answer) => answer.status !== 200))
    throw new Error(`${ask.url} did not answer 200`);
  return { ms: medianMs, bytes: Buffer.byteLength(first.body) };
}

async function rate(what: string, ask: Ask, bare: BarePage): Promise<Row> {
  await atOnce(CLIENTS, 1_000, () => ask);
  const ours = await atOnce(CLIENTS, 4_000, () => ask);
  const floor = await atOnce(CLIENTS, 8_000, () => ({ url: bare.url }));
  if (ours.answers.some((answer) => answer.status !== 200))
    throw new Error(`${what}: not every answer was 200`);
  return {
    what,
    ours: ours.perSecond,
    unit: 'a second',
    hold: 'over 1,000',
    beside: floor.perSecond,
    besideWhat: 'bare page',
  };
}

function pageOf(url: string, { account, service }: Seeded): Ask {
  const [from] = nextMonth();
  return { url: `${url}/${account}/${service}?month=${from.slice(0, 7)}&zone=Europe/Berlin` };
}

function slotsOf(url: string, { account, service }: Seeded): Ask {
  const [from, to] = nextMonth();
  return {
    url: `${url}/api/v1/accounts/${account}/services/${service}/slots?from=${from}&to=${to}&timezone=Europe/Berlin`,
  };
}

function nextMonth(): [string, string] {
  const first = Temporal.Now.plainDateISO().with({ day: 1 }).add({ months: 1 });
  return [first.toString(), first.with({ day: first.daysInMonth }).toString()];
}
