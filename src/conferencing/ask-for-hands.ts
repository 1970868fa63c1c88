/**
 * Whatever waits for a person is told to the hosts by mail, within minutes. What Zoom refuses to one
 * session it soon refuses to the next: so they are gathered, and one letter names them all.
 */
import { sql } from 'kysely';
import type { Db, Tx } from '#db';
import type { ConnectionParts } from './connections.ts';
import { lettersAbout, type Matter } from './hands-letter.ts';
import { notOver } from './meetings.ts';

/** So long a matter stands before it is told: what is mended at once needs nobody. */
const GATHERED = { minutes: 1 };
/** Of the same matter no account is told more often, unless a session is near. */
const APART = { minutes: 30 };
const NEAR = { hours: 2 };
/** A permission that ended has a letter of its own. */
const MATTERS = ['changed-in-zoom', 'gone-in-zoom', 'not-allowed', 'refused', 'not-set-up'];

/** What stands in the way of a meeting; of one that is to go it is another matter. */
const matterOf = sql<string>`(case when desired.wanted then '' else 'remove ' end) || (observed.reason ->> 'code')`;

/** Writes to the hosts of each account about what they were not written to yet. */
export async function askForHands(parts: ConnectionParts): Promise<void> {
  await parts.db.transaction().execute(async (tx) => {
    const untold = await untoldMatters(tx, parts.clock.now());
    for (const rows of Map.groupBy(untold, (row) => `${row.account_id} ${row.matter}`).values())
      await askFor(parts, tx, rows);
  });
}

async function untoldMatters(tx: Tx, now: Temporal.Instant) {
  return await tx
    .selectFrom('observed_meeting as observed')
    .innerJoin('desired_meeting as desired', 'desired.session_id', 'observed.session_id')
    .select([
      'desired.session_id',
      'desired.account_id',
      'desired.topic',
      'desired.starts_at as meets_at',
      'desired.wanted',
      'observed.reason',
      matterOf.as('matter'),
    ])
    .where('desired.managed', '=', true)
    .where('observed.outcome', '=', 'person')
    .where(sql<string>`observed.reason ->> 'code'`, 'in', MATTERS)
    .where('observed.asked_for', 'is distinct from', matterOf)
    .where('observed.updated_at', '<=', now.subtract(GATHERED))
    .where((where) =>
      where.or([where('desired.wanted', '=', false), where('desired.starts_at', '>', now)]),
    )
    .where(notOver(now))
    .orderBy('desired.starts_at')
    .forUpdate('observed')
    .skipLocked()
    .execute();
}

type Untold = Awaited<ReturnType<typeof untoldMatters>>[number];

/** All rows are of one account and one matter, the soonest first. */
async function askFor(parts: ConnectionParts, tx: Tx, rows: Untold[]): Promise<void> {
  const [first] = rows;
  const now = parts.clock.now();
  if (!first || !(await mayAsk(tx, first, now))) return;
  const about = (first.reason as { code: Matter['about'] }).code;
  const concerned = rows.map((row) => ({
    ...row,
    detail: (row.reason as { detail?: string }).detail ?? null,
  }));
  await lettersAbout(parts, tx, { about, removal: !first.wanted }, concerned);
  await tx
    .updateTable('observed_meeting')
    .set({ asked_for: first.matter, asked_at: now })
    .where(
      'session_id',
      'in',
      rows.map((row) => row.session_id),
    )
    .execute();
}

async function mayAsk(
  db: Db,
  { account_id: accountId, matter, meets_at: soonest }: Untold,
  now: Temporal.Instant,
): Promise<boolean> {
  if (Temporal.Instant.compare(soonest, now.add(NEAR)) <= 0) return true;
  const lately = await db
    .selectFrom('observed_meeting as observed')
    .innerJoin('desired_meeting as desired', 'desired.session_id', 'observed.session_id')
    .select('observed.session_id')
    .where('desired.account_id', '=', accountId)
    .where('observed.asked_for', '=', matter)
    .where('observed.asked_at', '>', now.subtract(APART))
    .limit(1)
    .executeTakeFirst();
  return !lately;
}
