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

interface Range {
  fromMs: number;
  toMs: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** How far around a wanted time we look for free ones nearby. */
const NEARBY_MS = 14 * DAY_MS;
const NEARBY_COUNT = 3;

interface Taken extends Busy {
  joinable: { startMs: number; seatsLeft: number } | undefined;
}

export async function slotsOf(db: Db, clock: Clock, wish: Wish, range: Range): Promise<Slot[]> {
  const taken = await takenIn(db, wish, range);
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

/** Sessions whose time can matter to a start in the range, theirs and ours widened by the buffers. */
async function takenIn(db: Db, wish: Wish, range: Range): Promise<Taken[]> {
  const { account, service, durationMinutes, except } = wish;
  const afterMs = (durationMinutes + service.bufferAfterMinutes) * MINUTE_MS;
  const from = Temporal.Instant.fromEpochMilliseconds(
    range.fromMs - service.bufferBeforeMinutes * MINUTE_MS,
  );
  const to = Temporal.Instant.fromEpochMilliseconds(range.toMs + afterMs);
  let query = db
    .selectFrom('session')
    // One row for all of them: reading a month of rows takes longer than finding them.
    .select(sql<Packed[]>`coalesce(json_agg(${packed(service)}), '[]')`.as('taken'))
    .where('account_id', '=', account.id)
    .where('cancelled_at', 'is', null)
    .where('blocked_until', '>', from)
    .where('blocked_from', '<', to);
  if (except) query = query.where('id', '!=', except);
  const { taken } = await query.executeTakeFirstOrThrow();
  return taken.map(([startMs, endMs, sessionStartMs, serviceId, seatsLeft]) => ({
    startMs,
    endMs,
    joinable:
      serviceId === service.id && seatsLeft > 0
        ? { startMs: sessionStartMs, seatsLeft }
        : undefined,
  }));
}

type Packed = [
  startMs: number,
  endMs: number,
  sessionStartMs: number,
  serviceId: string,
  seatsLeft: number,
];

/** Only sessions of a group can be joined; for the others their time is all we need. */
function packed({ capacity }: Service): RawBuilder<unknown> {
  const blocked = sql`(extract(epoch from blocked_from) * 1000)::int8, (extract(epoch from blocked_until) * 1000)::int8`;
  if (capacity === 1) return sql`json_build_array(${blocked})`;
  return sql`json_build_array(${blocked}, (extract(epoch from starts_at) * 1000)::int8, service_id, capacity - (
    select count(*) from booking where booking.session_id = session.id and booking.cancelled_at is null
  ))`;
}

/** Sessions of this service that others have booked and that still have a seat. */
function joinable(
  { service, durationMinutes }: Wish,
  taken: Taken[],
  range: Range,
  clock: Clock,
): Slot[] {
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
