/** What has to be true whatever happened. Each promise names what breaks it; a broken one is thrown. */
import { sql } from 'kysely';
import { checkLetters } from './letters.ts';
import type { Told } from './play.ts';
import type { Stage } from './stage.ts';

class BrokenPromise extends Error {
  constructor(broken: string[]) {
    super(broken.join('\n'));
    this.name = 'BrokenPromise';
  }
}

/** One session with everything that is known about where it takes place. */
interface Row {
  session_id: string;
  account_id: string;
  starts_at: Temporal.Instant;
  ends_at: Temporal.Instant;
  blocked_from: Temporal.Instant;
  blocked_until: Temporal.Instant;
  capacity: number;
  guests: number;
  place: 'built-in' | 'zoom' | 'words';
  cancelled: boolean;
  /** Null where no meeting was ever wanted. */
  mark: string | null;
  managed: boolean | null;
  wanted: boolean | null;
  topic: string | null;
  waiting_room: boolean | null;
  join_url: string | null;
  meeting_id: string | null;
  outcome: string | null;
  reason: { code: string } | null;
  creating: boolean;
  /** The Zoom user whose permission the meeting hangs on, while we hold it. */
  zoom_user_id: string | null;
  /** Whether Parley knows that this permission has ended. */
  lost: boolean | null;
  /** About what its hosts were last written to. */
  asked_for: string | null;
  /** Its hosts read in its story that Parley could no longer remove its meeting. */
  left: boolean;
  /** The permission the account is connected to now is the one the meeting hangs on. */
  tied: boolean;
}

interface Meeting {
  id: number;
  hostId: string;
  topic: string;
  startTime: number | null;
  createdAt: number;
  settings: { waiting_room: boolean };
}

/** At a moment of rest. */
export async function checkPromises(stage: Stage, told: Told[]): Promise<void> {
  const rows = await readRows(stage);
  const zoom = readZoom(stage);
  const broken = [
    ...rows.flatMap((row) => placeOf(stage, row, zoom)),
    ...rows.flatMap((row) => meetingOf(stage, row, zoom)),
    ...rows.flatMap(leftBehind(stage, zoom)),
    ...(await hands(stage, rows)),
    ...seats(rows),
    ...stage.watch.trespasses.map(
      (what) => `a meeting that is the host’s alone was written to: ${what}`,
    ),
    ...(await bookings(stage, told)),
    ...(await ties(stage)),
    ...(await losses(stage)),
    ...(await rehearsals(stage, zoom)),
    ...(await forgotten(stage)),
    ...(await checkLetters(stage)),
  ];
  if (broken.length > 0) throw new BrokenPromise(broken);
}

/** A few minutes before its start a session has a place, however Zoom and the connection stand. */
export async function checkPlacesAtStart(stage: Stage): Promise<void> {
  const now = stage.clock.now();
  const rows = await readRows(stage);
  const broken = rows
    .filter(
      (row) =>
        !row.cancelled &&
        isAhead(row.starts_at, now) &&
        !isAhead(row.starts_at, now.add({ minutes: 6 })),
    )
    .filter((row) => !isReady(row))
    .map(
      (row) => `${name(row)}: about to begin without a place (${row.outcome}, ${row.reason?.code})`,
    );
  if (broken.length > 0) throw new BrokenPromise(broken);
}

export async function readRows({ db }: Pick<Stage, 'db'>): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select session.id as session_id, session.account_id, session.starts_at, session.ends_at, blocked_from, blocked_until,
      session.capacity, session.place, session.cancelled_at is not null as cancelled,
      (select count(*)::int from booking where session_id = session.id and cancelled_at is null) as guests,
      mark, managed, wanted, desired.topic, (desired.settings ->> 'waitingRoom')::boolean as waiting_room, join_url, meeting_id, outcome, reason, creating_since is not null as creating,
      asked_for, exists (select from happening where session_id = session.id and kind = 'meeting-left') as left,
      zoom_user_id, zoom_grant.lost_at is not null as lost,
      coalesce(connection.grant_id = desired.grant_id and connection.lost_at is null, false) as tied
    from session
    left join desired_meeting desired on desired.session_id = session.id
    left join observed_meeting observed on observed.session_id = session.id
    left join zoom_grant on zoom_grant.id = desired.grant_id
    left join connection on connection.account_id = session.account_id
    order by starts_at, session.id
  `.execute(db);
  return rows;
}

interface Zoom {
  /** Living meetings by the first line of their agenda: the mark. */
  marked: Map<string, Meeting[]>;
  /** Zoom users who still let us in. */
  open: Set<string>;
}

function readZoom({ sandbox }: Stage): Zoom {
  const { meetings, grants } = sandbox.control.state();
  const living = meetings.filter((meeting) => meeting.deletedAt === null);
  return {
    marked: Map.groupBy(living, (meeting) => meeting.agenda.split('\n')[0] ?? ''),
    open: new Set(grants.map((grant) => grant.personId)),
  };
}

function placeOf({ clock }: Stage, row: Row, zoom: Zoom): string[] {
  if (row.cancelled || !isAhead(row.starts_at, clock.now()) || isReady(row)) return [];
  const deleted = row.reason?.code === 'gone-in-zoom';
  if (row.managed && row.tied && !deleted && zoom.open.has(row.zoom_user_id ?? '')) {
    return [
      `${name(row)}: has no place though Zoom works (${row.outcome}, ${JSON.stringify(row.reason)})`,
    ];
  }
  const inTime = isAhead(row.starts_at.subtract({ minutes: 10 }), clock.now());
  const said = row.outcome === 'person' && row.reason !== null && row.zoom_user_id !== null;
  if (inTime && said) return [];
  return [
    `${name(row)}: has no place and nobody is told why (${row.outcome}, managed ${row.managed})`,
  ];
}

const MATTERS = ['changed-in-zoom', 'gone-in-zoom', 'not-allowed', 'refused', 'not-set-up'];

/** It waits for its host, who knows nothing of it. Of a permission that ended another letter tells. */
export function isUntold(row: Row, now: Temporal.Instant): boolean {
  const code = row.reason?.code ?? '';
  if (!row.managed || row.outcome !== 'person' || !MATTERS.includes(code)) return false;
  if (!isAhead(row.wanted ? row.starts_at : row.ends_at, now)) return false;
  return row.asked_for !== (row.wanted ? code : `remove ${code}`);
}

/** What waits for a host was told by mail, and nothing waits once its session is over. */
async function hands({ db, clock }: Stage, rows: Row[]): Promise<string[]> {
  const { rows: letters } = await sql<{ session: string; about: string }>`
    select distinct session ->> 'id' as session, facts ->> 'about' as about
    from notice cross join jsonb_array_elements(facts -> 'sessions') as session
    where kind = 'meeting-needs-host' and sent_at is not null
  `.execute(db);
  const told = new Set(letters.map(({ session, about }) => `${session} ${about}`));
  const now = clock.now();
  return rows.flatMap((row) => {
    const code = row.asked_for?.replace('remove ', '');
    const over = !isAhead(row.ends_at, now);
    const forGood = row.outcome === 'person' && row.reason?.code !== 'grant-lost';
    return [
      ...(isUntold(row, now)
        ? [`${name(row)}: needs its host (${row.reason?.code}), who was not told`]
        : []),
      ...(code && !told.has(`${row.session_id} ${code}`)
        ? [`${name(row)}: no letter about ${row.asked_for} went out`]
        : []),
      ...(over && forGood
        ? [`${name(row)}: is over and waits for its host (${row.reason?.code})`]
        : []),
    ];
  });
}

function meetingOf({ watch, clock }: Stage, row: Row, zoom: Zoom): string[] {
  const inStep =
    row.managed &&
    row.wanted &&
    !row.cancelled &&
    row.tied &&
    zoom.open.has(row.zoom_user_id ?? '');
  if (!inStep || !isAhead(row.starts_at, clock.now())) return [];
  const [meeting, ...more] = zoom.marked.get(row.mark ?? '') ?? [];
  if (!meeting) {
    return watch.touchedByHost.has(row.meeting_id ?? '')
      ? []
      : [`${name(row)}: its meeting is not at Zoom`];
  }
  if (more.length > 0) return [];
  if (watch.touchedByHost.has(String(meeting.id))) return [];
  const start = meeting.startTime === row.starts_at.epochMilliseconds;
  return [
    ...(String(meeting.id) === row.meeting_id
      ? []
      : [`${name(row)}: its link leads to another meeting than its own`]),
    ...(start
      ? []
      : [
          `${name(row)}: its meeting is at ${Temporal.Instant.fromEpochMilliseconds(meeting.startTime ?? 0)}`,
        ]),
    ...(meeting.topic === row.topic
      ? []
      : [`${name(row)}: its meeting is called ${meeting.topic}, not ${row.topic}`]),
    ...(row.waiting_room === null ||
    row.waiting_room === meeting.settings.waiting_room ||
    watch.locked.has(meeting.hostId)
      ? []
      : [`${name(row)}: its waiting room is not ${row.waiting_room ? 'on' : 'off'}`]),
    ...(row.outcome === 'settled' ? [] : [`${name(row)}: does not settle (${row.outcome})`]),
  ];
}

/** Nothing that nobody needs stays at Zoom. */
function leftBehind({ watch, clock }: Stage, zoom: Zoom): (row: Row) => string[] {
  return (row) => {
    const meetings = (zoom.marked.get(row.mark ?? '') ?? []).filter(
      (meeting) => !watch.broughtBack.has(String(meeting.id)),
    );
    const broken =
      meetings.length > 1 ? [`${name(row)}: has ${meetings.length} meetings at Zoom`] : [];
    const [meeting] = meetings;
    if (!meeting) return broken;
    if (meeting.createdAt > row.ends_at.epochMilliseconds)
      broken.push(`${name(row)}: was given a meeting when it was over`);
    // Once its Zoom user removed Parley, not even the number of what was let go before is known.
    const known = row.meeting_id !== null || watch.removed.has(meeting.hostId);
    if (row.wanted || (row.managed === false && known)) return broken;
    const held = row.zoom_user_id !== null && !row.lost && zoom.open.has(row.zoom_user_id);
    const givenBack = row.zoom_user_id === null;
    // Without a permission nothing can be removed: then its host is told. One given back too early does not excuse.
    const excused = watch.tokensInDoubt || watch.killed.has(meeting.hostId) || isOver(row, clock);
    if (held || (givenBack && !(row.left && excused)))
      broken.push(
        `${name(row)}: its meeting was left behind at Zoom (${row.outcome}, ${JSON.stringify(row.reason)}, told: ${row.left})`,
      );
    return broken;
  };
}

const isOver = (row: Row, clock: Stage['clock']): boolean => !isAhead(row.ends_at, clock.now());

/**
 * Nor does the meeting of a rehearsal, while we may still remove it. A second one, made by a worker
 * that stood still and died before it could take it back, is left to the scan of the day; and while
 * Zoom takes no more calls until tomorrow, removing waits until then.
 */
async function rehearsals(stage: Stage, zoom: Zoom): Promise<string[]> {
  const { db, sandbox, watch } = stage;
  const { rows } = await sql<{ grant_id: string; mark: string; zoom_user_id: string }>`
    select grant_id, mark, zoom_user_id from rehearsal join zoom_grant on zoom_grant.id = grant_id
    where lost_at is null and coalesce(reason ->> 'code', '') not in ('rate-limited', 'day-used-up')
  `.execute(db);
  const left = rows.filter((row) => zoom.open.has(row.zoom_user_id) && zoom.marked.has(row.mark));
  for (const { grant_id: grantId } of left) await stage.start().conferencing.scanOrphans(grantId);
  const stands = ({ mark }: { mark: string }) =>
    sandbox.control
      .state()
      .meetings.some(
        ({ id, deletedAt, agenda }) =>
          deletedAt === null && agenda.startsWith(mark) && !watch.broughtBack.has(String(id)),
      );
  return left
    .filter(stands)
    .map((row) => `the rehearsal with ${row.zoom_user_id} left its meeting behind at Zoom`);
}

function seats(rows: Row[]): string[] {
  const standing = rows.filter((row) => !row.cancelled);
  const full = standing
    .filter((row) => row.guests > row.capacity || row.guests === 0)
    .map((row) => `${name(row)}: ${row.guests} guests on ${row.capacity} seats`);
  const overlapping = standing.flatMap((a, index) =>
    standing
      .slice(index + 1)
      .filter(
        (b) =>
          a.account_id === b.account_id &&
          isAhead(a.blocked_until, b.blocked_from) &&
          isAhead(b.blocked_until, a.blocked_from),
      )
      .map((b) => `${name(a)} and ${name(b)}: at the same time`),
  );
  return [...full, ...overlapping];
}

async function bookings(stage: Stage, told: Told[]): Promise<string[]> {
  const { sessions } = stage.start();
  const broken: string[] = [];
  for (const one of told) {
    const booking = await sessions.find(one.token);
    const cancelled = booking?.status === 'cancelled';
    if (!booking) broken.push(`the booking ${one.token} is gone`);
    else if (cancelled !== one.cancelled)
      broken.push(`the booking ${one.token} is ${booking.status}`);
    else if (!cancelled && booking.start.toString() !== one.start)
      broken.push(`the booking ${one.token} is at ${booking.start}`);
  }
  return broken;
}

/** Nothing is kept of a Zoom user who removed Parley: not in any row of any table, jobs included. */
async function forgotten({ db, watch, sandbox }: Stage): Promise<string[]> {
  const { people } = sandbox.control.state();
  const removed = people.filter((person) => watch.removed.has(person.id));
  if (removed.length === 0) return [];
  const tables = await sql<{ name: string }>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'jobs')
  `.execute(db);
  const rowsOf = tables.rows.map(
    ({ name: table }) =>
      sql`select ${table}::text as name, each::text as content from ${sql.raw(table)} each`,
  );
  const { rows } = await sql<{ name: string; content: string }>`
    select * from (${sql.join(rowsOf, sql` union all `)}) every_row
    where ${sql.join(
      removed
        .flatMap(({ id, email }) => [id, email])
        .map((telltale) => sql`content like ${`%${telltale}%`}`),
      sql` or `,
    )}
  `.execute(db);
  return rows.map((row) => `a Zoom user who removed Parley is still on file in ${row.name}`);
}

/** An ended permission is known to every account on it, and its hosts have been asked to act. */
async function ties({ db, clock }: Stage): Promise<string[]> {
  const { rows } = await sql<{
    name: string;
    lost: boolean;
    known: boolean;
    asked: number;
    days: number;
  }>`
    select account.name, zoom_grant.lost_at is not null as lost, connection.lost_at is not null as known,
      coalesce(extract(epoch from ${clock.now()}::timestamptz - connection.lost_at) / 86400, 0)::float8 as days,
      (select count(*)::int from notice where account_id = account.id and kind = 'action-required' and created_at >= connection.lost_at) as asked
    from connection join account on account.id = account_id left join zoom_grant on zoom_grant.id = grant_id
  `.execute(db);
  return rows.flatMap((row) => [
    ...(row.lost && !row.known ? [`${row.name}: its permission ended and nobody was told`] : []),
    ...(row.known && (row.asked === 0 || row.asked > 1 + 2 * Math.ceil(row.days))
      ? [`${row.name}: was asked ${row.asked} times to reconnect within ${row.days} days`]
      : []),
  ]);
}

/** No permission is lost that nobody ended and of which no answer got lost. */
async function losses({ db, watch }: Stage): Promise<string[]> {
  if (watch.tokensInDoubt) return [];
  const { rows } = await sql<{ zoom_user_id: string }>`
    select zoom_user_id from zoom_grant where lost_at is not null
  `.execute(db);
  return rows
    .filter((row) => !watch.killed.has(row.zoom_user_id))
    .map((row) => `the permission of ${row.zoom_user_id} was lost without anybody’s doing`);
}

function isReady(row: Row): boolean {
  return row.place !== 'zoom' || row.join_url !== null;
}

function isAhead(at: Temporal.Instant, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(at, now) > 0;
}

function name(row: Row): string {
  return `session ${row.session_id.slice(-4)} of ${row.starts_at}`;
}
