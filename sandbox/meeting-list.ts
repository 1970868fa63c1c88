import { day, isZone, minute } from './clock.ts';
import { isExpired } from './meetings.ts';
import { listedMeeting } from './meeting-shape.ts';
import type { Person } from './people.ts';
import type { Meeting } from './state.ts';
import type { World } from './world.ts';

const types = ['scheduled', 'live', 'upcoming', 'upcoming_meetings', 'previous_meetings'] as const;
type ListType = (typeof types)[number];
const windowMs = 183 * day;
const pageTokenLifeMs = 15 * minute;

type Query = Record<string, string | undefined>;
type Listed =
  | { ok: true; answer: object }
  | { ok: false; errors: { field: string; message: string }[] };

/** Answer of GET /v2/users/me/meetings (facts 4.5). */
export function listMeetings(world: World, host: Person, query: Query): Listed {
  const wrong = Object.keys(checks).filter(
    (name) => query[name] !== undefined && !checks[name]?.(query[name] as string),
  );
  const page = readPage(world, query);
  if (!page) wrong.push('next_page_token');
  if (wrong.length > 0 || !page) {
    const errors = wrong.map((name) => ({ field: name, message: `Invalid parameter: ${name}.` }));
    return { ok: false, errors };
  }
  const found = select(world, host, query);
  const shown = found.slice(page.from, page.from + page.size);
  const next = page.from + page.size;
  return {
    ok: true,
    answer: {
      page_count: Math.ceil(found.length / page.size),
      page_number: Math.floor(page.from / page.size) + 1,
      page_size: page.size,
      total_records: found.length,
      next_page_token: next < found.length ? pageToken(world, next) : '',
      meetings: shown.map((meeting) => listedMeeting(world, meeting)),
    },
  };
}

const isDate = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text) && isCalendarDay(text);

const checks: Record<string, (value: string) => boolean> = {
  type: (value) => types.includes(value as ListType),
  page_size: (value) => /^\d+$/.test(value) && Number(value) >= 1 && Number(value) <= 300,
  page_number: (value) => /^\d+$/.test(value) && Number(value) >= 1,
  from: isDate,
  to: isDate,
  timezone: isZone,
};

function select(world: World, host: Person, query: Query): Meeting[] {
  const now = world.now();
  const type = (query.type ?? 'scheduled') as ListType;
  return world.state.meetings
    .filter((meeting) => meeting.hostId === host.id && meeting.type !== 1)
    .filter((meeting) => isKnownToList(world, meeting) && !isExpired(meeting, now))
    .filter((meeting) => isOfType(meeting, type, now) && isWithin(meeting, query, host))
    .toSorted((a, b) => sortKey(a) - sortKey(b) || a.id - b.id);
}

/** The list hears of a new or a deleted meeting only after the lag. */
function isKnownToList(world: World, meeting: Meeting): boolean {
  const heard = world.now() - world.state.switches.listLagMs;
  const isNew = meeting.createdAt > heard;
  return meeting.deletedAt === null ? !isNew : meeting.deletedAt > heard && !isNew;
}

function isOfType(meeting: Meeting, type: ListType, now: number): boolean {
  const start = meeting.startTime ?? now;
  const over = !meeting.live && start + meeting.duration * minute < now;
  switch (type) {
    case 'scheduled':
      return true;
    case 'live':
      return meeting.live !== null;
    case 'previous_meetings':
      return over && start > now - windowMs;
    default:
      return !over && start < now + windowMs;
  }
}

/** `from` and `to` are whole days, both included, in `timezone`. */
function isWithin(meeting: Meeting, query: Query, host: Person): boolean {
  if (meeting.startTime === null) return true;
  const zone = query.timezone ?? host.timezone;
  const date = Temporal.Instant.fromEpochMilliseconds(meeting.startTime)
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .toString();
  return date >= (query.from ?? date) && date <= (query.to ?? date);
}

function sortKey(meeting: Meeting): number {
  return meeting.startTime ?? meeting.createdAt;
}

function readPage(world: World, query: Query): { from: number; size: number } | null {
  const size = Number(query.page_size ?? 30);
  if (!query.next_page_token) return { from: (Number(query.page_number ?? 1) - 1) * size, size };
  const [from, issuedAt] = Buffer.from(query.next_page_token, 'base64url').toString().split(' ');
  const isLive = Number(issuedAt) + pageTokenLifeMs > world.now();
  return isLive && Number.isInteger(Number(from)) ? { from: Number(from), size } : null;
}

function pageToken(world: World, from: number): string {
  return Buffer.from(`${from} ${world.now()}`).toString('base64url');
}

function isCalendarDay(text: string): boolean {
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}
