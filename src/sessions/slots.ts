/** Free start times of a service: the pure core of `#availability` fed with what is booked. */
import { sql } from 'kysely';
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
  startMs: number;
  endMs: number;
  sessionStartMs: number;
  serviceId: string;
  seatsLeft: number;
}

export async function slotsOf(db: Db, clock: Clock, wish: Wish, range: Range): Promise<Slot[]> {
  const taken = await takenIn(db, wish, range);
  return merge(wish, freeSlots(queryOf(wish, taken, range, clock)), joinable(wish, taken, range, clock));
}

/** Whether this very start is among the free ones. */
export async function isOffered(db: Db, clock: Clock, wish: Wish, startMs: number): Promise<boolean> {
  const range = { fromMs: startMs, toMs: startMs + 1 };
  const taken = await takenIn(db, wish, range);
  const free = isFree({ ...queryOf(wish, taken, range, clock), startMs });
  return free || joinable(wish, taken, range, clock).some((slot) => slot.startMs === startMs);
}

/** The free start times nearest to a wanted one, in order of time. */
export async function nearest(db: Db, clock: Clock, wish: Wish, startMs: number): Promise<Slot[]> {
  const range = { fromMs: startMs - NEARBY_MS, toMs: startMs + NEARBY_MS };
  const taken = await takenIn(db, wish, range);
  return merge(wish, nearestFree(queryOf(wish, taken, range, clock), startMs, NEARBY_COUNT), []);
}

function queryOf({ account, service, durationMinutes }: Wish, busy: Busy[], range: Range, clock: Clock): SlotQuery {
  return {
    hours: account.hours,
    rules: { ...service, durationMinutes },
    busy,
    ...range,
    nowMs: clock.now().epochMilliseconds,
  };
}

async function takenIn(db: Db, { account, service, except }: Wish, range: Range): Promise<Taken[]> {
  // A whole day wider than asked: buffers and long sessions reach over the edge.
  const from = Temporal.Instant.fromEpochMilliseconds(range.fromMs - DAY_MS);
  const to = Temporal.Instant.fromEpochMilliseconds(range.toMs + DAY_MS);
  let query = db
    .selectFrom('session')
    .select([
      sql<number>`(extract(epoch from blocked_from) * 1000)::float8`.as('startMs'),
      sql<number>`(extract(epoch from blocked_until) * 1000)::float8`.as('endMs'),
      sql<number>`(extract(epoch from starts_at) * 1000)::float8`.as('sessionStartMs'),
      'service_id as serviceId',
      'capacity as seatsLeft',
    ])
    .where('account_id', '=', account.id)
    .where('cancelled_at', 'is', null)
    .where('blocked_until', '>', from)
    .where('blocked_from', '<', to);
  if (service.capacity > 1) {
    query = query.select(
      sql<number>`capacity - (select count(*)::int from booking where booking.session_id = session.id and booking.cancelled_at is null)`.as('seatsLeft'),
    );
  }
  if (except) query = query.where('id', '!=', except);
  return await query.execute();
}

/** Sessions of this service that others have booked and that still have a seat. */
function joinable({ service }: Wish, taken: Taken[], range: Range, clock: Clock): Slot[] {
  if (service.capacity === 1) return [];
  const earliest = clock.now().epochMilliseconds + service.noticeMinutes * MINUTE_MS;
  const lengthMs = service.durationMinutes * MINUTE_MS;
  return taken
    .filter((one) => one.serviceId === service.id && one.seatsLeft > 0)
    .map((one) => ({ startMs: one.sessionStartMs, endMs: one.sessionStartMs + lengthMs, seatsLeft: one.seatsLeft }))
    .filter(({ startMs }) => startMs >= earliest && startMs >= range.fromMs && startMs < range.toMs);
}

function merge({ service, durationMinutes }: Wish, starts: number[], joinable: Slot[]): Slot[] {
  const lengthMs = durationMinutes * MINUTE_MS;
  const free = starts.map((startMs) => ({ startMs, endMs: startMs + lengthMs, seatsLeft: service.capacity }));
  if (joinable.length === 0) return free;
  return [...free, ...joinable].toSorted((a, b) => a.startMs - b.startMs);
}
