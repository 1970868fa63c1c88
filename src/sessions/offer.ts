/** A service at its address with its free times: what guests ask for most, read in one look. */
import { sql, type Selectable } from 'kysely';
import { holdersOfRow, toAccount, type Account } from '#accounts';
import type { Clock } from '#base';
import type { Db, Tables } from '#db';
import { toService, type Service } from '#services';
import type { Kept } from './kept.ts';
import { readTaken, slotsAmong, slotsOf, takenAround, type Range } from './slots.ts';
import type { Offer } from './views.ts';

/** As PostgreSQL wrote it. */
type Read = { account: string; service: string; taken: string | null };

export async function readOffer(
  { db, clock, kept }: { db: Db; clock: Clock; kept: Kept },
  address: { account: string; service: string },
  looked: Range,
): Promise<Offer | undefined> {
  const of = { account: sql<string>`account.id`, service: sql<string>`service.id` };
  const row = await db
    .selectFrom('service')
    .innerJoin('account', 'account.id', 'service.account_id')
    .select(
      sql<string>`(to_jsonb(account) || jsonb_build_object('holders', ${holdersOfRow()}))::text`.as(
        'account',
      ),
    )
    .select(sql<string>`to_jsonb(service)::text`.as('service'))
    .select(takenAround(db, looked, of).as('taken'))
    .where('account.slug', '=', address.account)
    .where('service.slug', '=', address.service)
    .executeTakeFirst();
  if (!row) return undefined;
  const account = accountFrom(row.account);
  const service = serviceFrom(row.service);
  const wish = { account, service, durationMinutes: service.durationMinutes };
  let lookedFurther = false;
  return {
    account,
    service,
    async slots(range) {
      const within = range.fromMs >= looked.fromMs && range.toMs <= looked.toMs;
      if (within) return slotsAmong(readTaken(row.taken), clock, wish, range);
      lookedFurther = true;
      return await slotsOf(db, clock, wish, range);
    },
    made<T>(question: string) {
      const made = kept() as Map<string, { of: Read; value: T }>;
      const asked = `${address.account}/${address.service} ${question}`;
      const found = made.get(asked);
      const keep = (value: T) => void (lookedFurther || made.set(asked, { of: row, value }));
      return { before: found && isSame(found.of, row) ? found.value : undefined, keep };
    },
  };
}

function isSame(a: Read, b: Read): boolean {
  return a.taken === b.taken && a.service === b.service && a.account === b.account;
}

const accountFrom = remembering((text): Account =>
  toAccount(JSON.parse(text) as Parameters<typeof toAccount>[0]),
);

const serviceFrom = remembering((text): Service => {
  const row = JSON.parse(text) as Selectable<Tables['service']>;
  const { switched_off_at: off } = row;
  return toService({ ...row, switched_off_at: off && Temporal.Instant.from(off) });
});

const REMEMBERED = 200;

/** Guests ask for the same few services: what a row says is read once for as long as it says the same. */
function remembering<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size === REMEMBERED) known.clear();
    const now = read(text);
    known.set(text, now);
    return now;
  };
}
