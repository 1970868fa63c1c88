/** Free start times of a service: the pure core of `#availability` fed with what is booked. */
import { sql, type RawBuilder } from 'kysely';
import type { Account } from '#accounts';
import { freeSlots, isFree, nearestFree, type Busy, type SlotQuery } from '#availability';
import type { Clock } from '#base';
import type { Db } from '#db';
import type { Service } from '#services';
import type { Slot } from './views.ts';

/** What is looked for: a stretch of this length, by this service's rules. */
export interface Wish {
  account: Account;
  service: Service;
  durationMinutes: number;
  /** A session whose own time counts as free: the one being moved. */
  except?: string;
}

export interface Range {
  fromMs: number;
  toMs: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const LAST_MS = Temporal.Instant.from('9999-12-31T00:00:00Z').epochMilliseconds;
/** How far around a wanted time we look for free ones nearby. */
const NEARBY_MS = 14 * DAY_MS;
const NEARBY_COUNT = 3;

export interface Taken extends Busy {
  joinable: { startMs: number; seatsLeft: number } | undefined;
}

export async function slotsOf(db: Db, clock: Clock, wish: Wish, range: Range): Promise<Slot[]> {
  return slotsAmong(await takenIn(db, wish, range), clock, wish, range);
}

/** The same where what is taken around the range has been read. */
export function slotsAmong(taken: Taken[], clock: Clock, wish: Wish, range: Range): Slot[] {
  return merge(
    wish,
    freeSlots(queryOf(wish, taken, range, clock)),
    joinable(wish, taken, range, clock),
  );
}

/** Whether this very start is among the free ones. */
export async function isOffered(
  db: Db,
  clock: Clock,
  wish: Wish,
  startMs: number,
): Promise<boolean> {
  const range = { fromMs: startMs, toMs: startMs + 1 };
  const taken = await takenIn(db, wish, range);
  const free = isFree({ ...queryOf(wish, taken, range, clock), startMs });
  return free || joinable(wish, taken, range, clock).some((slot) => slot.startMs === startMs);
}

/**
 * Whether it is worth trying to take this very start. A time that only one guest can have needs no
 * look at what is booked: the database refuses a taken one when it is written.
 */
export async function mayBeFree(
  db: Db,
  clock: Clock,
  wish: Wish,
  startMs: number,
): Promise<boolean> {
  if (wish.service.capacity > 1) return await isOffered(db, clock, wish, startMs);
  const range = { fromMs: startMs, toMs: startMs + 1 };
  return isFree({ ...queryOf(wish, [], range, clock), startMs });
}

/** The free start times nearest to a wanted one, in order of time. */
export async function nearest(db: Db, clock: Clock, wish: Wish, startMs: number): Promise<Slot[]> {
  const range = { fromMs: startMs - NEARBY_MS, toMs: startMs + NEARBY_MS };
  const taken = await takenIn(db, wish, range);
  return merge(wish, nearestFree(queryOf(wish, taken, range, clock), startMs, NEARBY_COUNT), []);
}

function queryOf(
  { account, service, durationMinutes }: Wish,
  busy: Busy[],
  range: Range,
  clock: Clock,
): SlotQuery {
  return {
    hours: account.hours,
    rules: { ...service, durationMinutes },
    busy,
    ...range,
    nowMs: clock.now().epochMilliseconds,
  };
}

async function takenIn(db: Db, wish: Wish, range: Range): Promise<Taken[]> {
  const { account, service, except } = wish;
  const query = takenAround(db, range, {
    account: sql.val(account.id),
    service: sql.val(service.id),
  });
  const { taken } = await (
    except ? query.where('session.id', '!=', except) : query
  ).executeTakeFirstOrThrow();
  return readTaken(taken);
}

/**
 * Sessions whose time can matter to a start in the range, as one text: reading a month of rows takes
 * longer than finding them. No session with its buffers is longer than a day, so theirs and ours are
 * among those that end between a day before and two days after.
 */
export function takenAround(
  db: Db,
  { fromMs, toMs }: Range,
  of: { account: RawBuilder<string>; service: RawBuilder<string> },
) {
  return db
    .selectFrom('session')
    .select(sql<string | null>`string_agg(${packed(of.service)}, ',')`.as('taken'))
    .where('session.account_id', '=', of.account)
    .where('session.cancelled_at', 'is', null)
    .where('blocked_until', '>', instant(fromMs - DAY_MS))
    .where('blocked_until', '<', instant(toMs + 2 * DAY_MS));
}

/** Years of five digits PostgreSQL reads differently from everybody else. */
function instant(ms: number): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(Math.min(ms, LAST_MS));
}

/** Of the service’s own group sessions also when they start and how many seats are left. */
function packed(service: RawBuilder<string>): RawBuilder<string> {
  const ms = (column: string) => sql`(date_part('epoch', ${sql.ref(column)}) * 1000)::int8`;
  const left = sql`session.capacity - (
    select count(*) from booking where booking.session_id = session.id and booking.cancelled_at is null
  )`;
  const joinable = sql`case when session.capacity > 1 and session.service_id = ${service}
    then ',' || ${ms('starts_at')} || ',' || ${left} else '' end`;
  return sql`'[' || ${ms('blocked_from')} || ',' || ${ms('blocked_until')} || ${joinable} || ']'`;
}

export function readTaken(text: string | null): Taken[] {
  const packs = JSON.parse(`[${text ?? ''}]`) as [number, number, number?, number?][];
  return packs.map(([startMs, endMs, joinableMs, seatsLeft = 0]) => ({
    startMs,
    endMs,
    joinable:
      joinableMs !== undefined && seatsLeft > 0 ? { startMs: joinableMs, seatsLeft } : undefined,
  }));
}

/** Sessions of this service that others have booked and that still have a seat. */
function joinable(
  { service, durationMinutes }: Wish,
  taken: Taken[],
  range: Range,
  clock: Clock,
): Slot[] {
  if (service.capacity === 1) return [];
  const earliest = clock.now().epochMilliseconds + service.noticeMinutes * MINUTE_MS;
  return taken.flatMap(({ joinable: session }) => {
    if (
      !session ||
      session.startMs < Math.max(earliest, range.fromMs) ||
      session.startMs >= range.toMs
    )
      return [];
    return [{ ...session, endMs: session.startMs + durationMinutes * MINUTE_MS }];
  });
}

function merge({ service, durationMinutes }: Wish, starts: number[], joinable: Slot[]): Slot[] {
  const lengthMs = durationMinutes * MINUTE_MS;
  const free = starts.map((startMs) => ({
    startMs,
    endMs: startMs + lengthMs,
    seatsLeft: service.capacity,
  }));
  if (joinable.length === 0) return free;
  return [...free, ...joinable].toSorted((a, b) => a.startMs - b.startMs);
}
