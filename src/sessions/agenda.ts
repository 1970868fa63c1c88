/** Sessions as their host sees them. */
import { sql } from 'kysely';
import type { Conferencing } from '#conferencing';
import type { Clock } from '#base';
import type { Db } from '#db';
import type { Notices } from '#notices';
import { lastingLink } from './rows.ts';
import type { Happening, SessionView } from './views.ts';

export interface AgendaParts {
  db: Db;
  clock: Clock;
  conferencing: Conferencing;
  notices: Notices;
  appUrl: string;
}

const LONGEST_PAGE = 200;

/** Where in the list a session stands. */
export interface SessionPlace {
  start: Temporal.Instant;
  id: string;
}

export interface ListAsked {
  when: 'upcoming' | 'past';
  after?: SessionPlace | undefined;
}

export interface SessionPage {
  sessions: SessionView[];
  /** The place of the last one, as a word for addresses; undefined where no more follow. */
  next: string | undefined;
}

/** Upcoming ones soonest first; past and cancelled ones latest first. A page begins behind a place. */
export async function listSessions(
  parts: AgendaParts,
  accountId: string,
  { when, after }: ListAsked,
): Promise<SessionPage> {
  const now = parts.clock.now();
  const [direction, behind] =
    when === 'upcoming' ? (['asc', '>'] as const) : (['desc', '<'] as const);
  let query = sessionsOf(parts.db, accountId)
    .where((where) =>
      when === 'upcoming'
        ? where.and([where('ends_at', '>', now), where('cancelled_at', 'is', null)])
        : where.or([where('ends_at', '<=', now), where('cancelled_at', 'is not', null)]),
    )
    .orderBy('starts_at', direction)
    .orderBy('id', direction)
    .limit(LONGEST_PAGE + 1);
  if (after) {
    query = query.where(
      sql<boolean>`(starts_at, id) ${sql.raw(behind)} (${after.start}, ${after.id}::uuid)`,
    );
  }
  const rows = await query.execute();
  const page = rows.slice(0, LONGEST_PAGE);
  const last = rows.length > LONGEST_PAGE ? page.at(-1) : undefined;
  const next = last && `${last.start.epochMilliseconds}~${last.id}`;
  return { sessions: await complete(parts, page), next };
}

/** Reads a `next`; undefined for anything else. */
export function readPlace(text: string): SessionPlace | undefined {
  const [, ms, id] = PLACE.exec(text) ?? [];
  return id ? { start: Temporal.Instant.fromEpochMilliseconds(Number(ms)), id } : undefined;
}

const PLACE = /^(\d{1,14})~([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

export async function readSession(
  parts: AgendaParts,
  accountId: string,
  sessionId: string,
): Promise<SessionView | undefined> {
  const rows = await sessionsOf(parts.db, accountId).where('id', '=', sessionId).execute();
  return (await complete(parts, rows))[0];
}

/** What happened, oldest first; with `bookingId` only what concerns that guest. */
async function readHappenings(db: Db, sessionId: string, bookingId?: string): Promise<Happening[]> {
  let query = db
    .selectFrom('happening')
    .select(['at', 'kind', 'facts'])
    .where('session_id', '=', sessionId)
    .orderBy('id');
  if (bookingId) {
    query = query.where((where) =>
      where.or([where('booking_id', 'is', null), where('booking_id', '=', bookingId)]),
    );
  }
  return (await query.execute()) as Happening[];
}

/** The whole story for its host: what happened, and the letters that went out about it. */
export async function readStory(
  { db, notices }: Pick<AgendaParts, 'db' | 'notices'>,
  session: SessionView,
): Promise<Happening[]> {
  const ids = session.bookings.map((booking) => booking.id);
  return inOrder(await readHappenings(db, session.id), await readLetters(notices, ids));
}

/** The story for one of its guests, with the letters to them. */
export async function readGuestStory(
  { db, notices }: Pick<AgendaParts, 'db' | 'notices'>,
  booking: { id: string; sessionId: string },
): Promise<Happening[]> {
  const letters = await readLetters(notices, [booking.id]);
  const theirs = letters.filter(({ facts }) => facts['reader'] === 'guest');
  return inOrder(await readHappenings(db, booking.sessionId, booking.id), theirs);
}

function inOrder(happenings: Happening[], letters: Happening[]): Happening[] {
  return [...happenings, ...letters].toSorted(
    (a, b) => Temporal.Instant.compare(a.at, b.at) || Number(isEnd(a)) - Number(isEnd(b)),
  );
}

async function readLetters(notices: Notices, bookingIds: string[]): Promise<Happening[]> {
  const fates = await notices.fatesOf(bookingIds);
  return fates.map(({ at, outcome, about, reader, recipient }) => {
    const kind = outcome === 'sent' ? 'mail-sent' : 'mail-failed';
    return { at, kind, facts: { about, reader, recipient } };
  });
}

/** Zoom ends a meeting in the moment in which the last one leaves it, and may tell both in any order. */
function isEnd({ kind }: Happening): boolean {
  return kind === 'meeting-ended';
}

type Row = Awaited<ReturnType<ReturnType<typeof sessionsOf>['execute']>>[number];

function sessionsOf(db: Db, accountId: string) {
  return db
    .selectFrom('session')
    .select([
      'id',
      'service_id as serviceId',
      'service_name as serviceName',
      'starts_at as start',
      'ends_at as end',
      'capacity',
      'place',
      'place_words as placeWords',
      'cancelled_at as cancelledAt',
    ])
    .where('account_id', '=', accountId);
}

async function complete(
  { db, conferencing, notices, appUrl }: AgendaParts,
  rows: Row[],
): Promise<SessionView[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const outside = rows.filter((row) => row.place !== 'words').map((row) => row.id);
  const meetings = await conferencing.statesOf(outside);
  const removals = await conferencing.removalsOf(outside);
  const overlaps = await conferencing.overlapsOf([...meetings.keys()]);
  const bookings = await db
    .selectFrom('booking')
    .select([
      'id',
      'session_id as sessionId',
      'token',
      'guest_name as guestName',
      'guest_email as guestEmail',
      'guest_zone as guestZone',
      'note',
      'cancelled_at as cancelledAt',
      'cancelled_by as cancelledBy',
      'cancel_reason as cancelReason',
    ])
    .where('session_id', 'in', ids)
    .orderBy('id')
    .execute();
  const lost = await notices.undelivered(bookings.map((booking) => booking.id));
  const bySession = Map.groupBy(bookings, (booking) => booking.sessionId);
  return rows.map((row) => {
    const ofSession = bySession.get(row.id) ?? [];
    return {
      ...row,
      meeting: meetings.get(row.id),
      removal: removals.get(row.id),
      overlaps: overlaps.get(row.id) ?? [],
      undelivered: lost.filter(({ bookingId }) => ofSession.some(({ id }) => id === bookingId)),
      bookings: ofSession.map(({ token, ...booking }) => ({
        ...booking,
        url: lastingLink(appUrl, token),
      })),
    };
  });
}
