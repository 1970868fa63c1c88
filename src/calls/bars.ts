import { sql } from 'kysely';
import type { Clock, Log } from '#base';
import type { Db } from '#db';
import type { Ending } from './messages.ts';

/** Who is kept out for a while, whatever ticket they bring and wherever the room is kept. */
export interface Bars {
  bar(who: string, until: Temporal.Instant): void;
  /** What to say to somebody who is barred. Rejects while the database is away. */
  refusal(who: string): Promise<Ending | undefined>;
}

const LONGER = sql<Temporal.Instant>`greatest(call_bar.until, excluded.until)`;

/** Asked only when somebody comes to the door. */
export function createBars({ db, clock, log }: { db: Db; clock: Clock; log: Log }): Bars {
  let written: Promise<unknown> = Promise.resolve();
  return {
    bar(who, until) {
      const row = { who, until };
      written = db
        .insertInto('call_bar')
        .values(row)
        .onConflict((conflict) =>
          // Whoever is out for long is not let in sooner by what is said after it.
          conflict.column('who').doUpdateSet({ until: LONGER }),
        )
        .execute()
        .catch((error: unknown) => log.error({ error: String(error) }, 'a bar was not kept'));
    },
    async refusal(who) {
      // Whoever was put out a moment ago may be back before it is written.
      await written;
      const bar = await db
        .selectFrom('call_bar')
        .select('until')
        .where('who', '=', who)
        .executeTakeFirst();
      return bar && refusalAt(clock.now(), bar.until);
    },
  };
}

export function refusalAt(now: Temporal.Instant, until: Temporal.Instant): Ending | undefined {
  const left = now.until(until).total('seconds');
  if (left <= 0) return undefined;
  // Whoever was refused may knock again soon; a minute or more is only for those removed.
  return left > 60 ? 'removed' : 'refused';
}
