/** The host's hand on where sessions take place: one by one, or all that are ahead. */
import type { Account } from '#accounts';
import { LAST_MOMENT } from '#conferencing';
import { transact, type Db, type Tx } from '#db';
import type { BookParts } from './book.ts';
import { changePlace } from './change-place.ts';
import { meetingWish } from './meeting-wish.ts';
import { tell } from './records.ts';
import { bookingsOf, type BookedSession } from './rows.ts';
import { lockSession } from './seats.ts';
import { CHOSEN } from './session-book.ts';

type Place = 'built-in' | 'zoom';

/**
 * `not-usable` no working connection to Zoom · `too-many-seats` more than a built-in call holds ·
 * `too-late` it begins in a few minutes, or has begun · `removing` its former meeting is still being
 * removed · `in-words` it has a place of its own
 */
export type PlaceRefusal =
  | 'not-found'
  | 'too-late'
  | 'in-words'
  | 'too-many-seats'
  | 'not-usable'
  | 'removing';

export type Held = { ok: true } | { ok: false; reason: PlaceRefusal };

/** A session that a bulk move takes along, or the reason why it stays. */
export interface Movable {
  id: string;
  start: Temporal.Instant;
  serviceName: string;
  guests: string[];
  stays: PlaceRefusal | undefined;
}

/**
 * Holds the session there. Into a built-in call at once; into Zoom as soon as the meeting stands,
 * and until then the call remains its place. Where it is held there already, nothing changes.
 */
export async function holdIn(
  parts: BookParts,
  account: Pick<Account, 'id'>,
  sessionId: string,
  place: Place,
): Promise<Held> {
  return await transact(parts.db, async (tx) => {
    await lockSession(tx, sessionId);
    const [whole] = await bookingsOf(tx, sessionId);
    if (!whole || whole.account.id !== account.id) return { ok: false, reason: 'not-found' };
    const refusal = refusalFor(parts, whole.session, place);
    if (refusal) return { ok: false, reason: refusal };
    if (place === 'zoom') {
      if (whole.session.place === 'zoom') return { ok: true };
      const invited = await parts.conferencing.invite(tx, meetingWish(whole));
      if (invited.ok)
        await tell(parts, tx, { sessionId, kind: 'place-asked', facts: { by: 'host' } });
      return invited;
    }
    await holdInCall(parts, tx, whole.session);
    return { ok: true };
  });
}

/** At once; a session still on its way to Zoom stays where it is. */
async function holdInCall(parts: BookParts, tx: Tx, { id }: BookedSession): Promise<void> {
  const facts = { code: 'chosen' };
  const arriving = (await parts.conferencing.statesOf([id], tx)).get(id)?.arriving;
  await parts.conferencing.unwant(tx, id);
  if (arriving) await tell(parts, tx, { sessionId: id, kind: 'stays-built-in', facts });
  else await changePlace(parts, tx, id, { to: 'built-in', why: CHOSEN, facts });
}

/** Upcoming sessions held elsewhere that would take place there if they were booked now, soonest first. */
export async function movable(parts: BookParts, account: Account, to: Place): Promise<Movable[]> {
  const now = parts.clock.now();
  const rows = await upcomingElsewhere(parts.db, account, { to, now });
  const arriving = await parts.conferencing.statesOf(
    to === 'zoom' ? rows.map((row) => row.id) : [],
  );
  const usable = to === 'built-in' || !(await parts.conferencing.whyNotZoom(account.id));
  return rows
    .filter((row) => !arriving.get(row.id)?.arriving)
    .map(({ place, capacity, startsAt, ...row }) => ({
      ...row,
      start: startsAt,
      stays: usable ? refusalFor(parts, { place, capacity, startsAt }, to) : 'not-usable',
    }));
}

/** Holds all of them there that can be. Answers how many were taken along. */
export async function moveAll(parts: BookParts, account: Account, to: Place): Promise<number> {
  let moved = 0;
  for (const session of await movable(parts, account, to)) {
    if (session.stays) continue;
    const held = await holdIn(parts, account, session.id, to);
    if (held.ok) moved += 1;
  }
  return moved;
}

function refusalFor(
  { clock, conferencing }: BookParts,
  { place, capacity, startsAt }: Pick<BookedSession, 'place' | 'capacity' | 'startsAt'>,
  to: Place,
): PlaceRefusal | undefined {
  const begins = to === 'zoom' ? startsAt.subtract(LAST_MOMENT) : startsAt;
  if (Temporal.Instant.compare(begins, clock.now()) <= 0) return 'too-late';
  if (place === 'words') return 'in-words';
  return to === 'built-in' && capacity >= conferencing.largestCall ? 'too-many-seats' : undefined;
}

async function upcomingElsewhere(
  db: Db,
  account: Account,
  { to, now }: { to: Place; now: Temporal.Instant },
) {
  const follows = account.defaultPlace === to ? (['default', to] as const) : ([to] as const);
  const sessions = await db
    .selectFrom('session')
    .innerJoin('service', 'service.id', 'session.service_id')
    .select([
      'session.id',
      'session.starts_at as startsAt',
      'session.service_name as serviceName',
      'session.capacity',
      'session.place',
    ])
    .select((select) =>
      select
        .selectFrom('booking')
        .whereRef('booking.session_id', '=', 'session.id')
        .where('booking.cancelled_at', 'is', null)
        .select((booking) => booking.fn.agg<string[]>('array_agg', ['guest_name']).as('names'))
        .as('guests'),
    )
    .where('session.account_id', '=', account.id)
    .where('session.cancelled_at', 'is', null)
    .where('session.starts_at', '>', now)
    .where('session.place', '=', to === 'zoom' ? 'built-in' : 'zoom')
    .where('service.place', 'in', follows)
    .orderBy('session.starts_at')
    .execute();
  return sessions.map((session) => ({ ...session, guests: session.guests ?? [] }));
}
