/** The two rows of a session's meeting: what we want (`desired_meeting`) and what we last saw (`observed_meeting`). */
import { sql, type RawBuilder, type Updateable } from 'kysely';
import type { Clock, Ids } from '#base';
import { later, type Db, type Tables, type Tx } from '#db';
import type { Jobs } from '#jobs';
import { newMark } from './mark.ts';
import type { Desired, Observed } from './plan.ts';
import type { Meeting, MeetingSettings } from './provider.ts';
import type { Held } from './reconcile.ts';
import { ring } from './ring.ts';
import type { Reason } from './state.ts';

export interface WantedMeeting {
  id: string;
  accountId: string;
  topic: string;
  zone: string;
  startsAt: Temporal.Instant;
  durationMinutes: number;
  settings: MeetingSettings;
}

interface Parts {
  db: Db;
  clock: Clock;
  ids: Ids;
  jobs: Jobs;
}

/** Wants a meeting as the session stands now: a new generation, and a ring for a pass. */
export async function want(
  { clock, ids, jobs }: Parts,
  tx: Tx,
  session: WantedMeeting,
): Promise<void> {
  const now = clock.now();
  const wish = tx
    .insertInto('desired_meeting')
    .columns([
      'session_id',
      'account_id',
      'provider',
      'grant_id',
      'generation',
      'wanted',
      'topic',
      'zone',
      'starts_at',
      'duration_minutes',
      'settings',
      'updated_at',
    ])
    .expression(
      sql`select ${session.id}::uuid, ${session.accountId}::uuid, 'zoom',
        (select grant_id from connection where account_id = ${session.accountId}::uuid and provider = 'zoom'),
        1, true, ${session.topic}::text, ${session.zone}::text, ${session.startsAt}::timestamptz,
        ${session.durationMinutes}::integer, ${JSON.stringify(session.settings)}::jsonb,
        ${now}::timestamptz`,
    )
    .onConflict((conflict) =>
      conflict.column('session_id').doUpdateSet({
        generation: sql`desired_meeting.generation + 1`,
        wanted: true,
        topic: session.topic,
        zone: session.zone,
        starts_at: session.startsAt,
        duration_minutes: session.durationMinutes,
        settings: JSON.stringify(session.settings),
        updated_at: now,
      }),
    );
  const unseen = tx
    .insertInto('observed_meeting')
    .values({
      session_id: session.id,
      mark: newMark(ids),
      updated_at: now,
    })
    .onConflict((conflict) => conflict.column('session_id').doNothing());
  await later(tx, wish);
  await later(tx, unseen);
  await ring({ clock, jobs }, tx, [session.id]);
}

/** The session has another time: whatever meeting is wanted for it follows. */
export async function follow(parts: Parts, tx: Tx, session: WantedMeeting): Promise<void> {
  const wanted = await tx
    .selectFrom('desired_meeting')
    .select('session_id')
    .where('session_id', '=', session.id)
    .where('wanted', '=', true)
    .executeTakeFirst();
  if (wanted) await want(parts, tx, session);
}

/** Wants no meeting any more. */
export async function unwant(
  { clock, jobs }: Pick<Parts, 'clock' | 'jobs'>,
  tx: Tx,
  sessionId: string,
): Promise<void> {
  const now = clock.now();
  const changed = await tx
    .updateTable('desired_meeting')
    .set({ wanted: false, arriving: false, generation: sql`generation + 1`, updated_at: now })
    .where('session_id', '=', sessionId)
    .where('wanted', '=', true)
    .returning('session_id')
    .executeTakeFirst();
  if (changed) await ring({ clock, jobs }, tx, [sessionId]);
}

export async function readMeeting(
  db: Db,
  sessionId: string,
): Promise<{ desired: Desired; observed: Observed } | undefined> {
  const row = await joined(db).where('desired.session_id', '=', sessionId).executeTakeFirst();
  return row && { desired: desiredOf(row), observed: observedOf(row) };
}

/**
 * What the provider answered becomes what we observed, as of the wish of this `generation`. False
 * when the lease is not ours any more: then it may be old, and nothing is written.
 */
export async function noteMeeting(
  tx: Tx,
  held: Held,
  meeting: Meeting,
  { generation, now }: { generation: number; now: Temporal.Instant },
): Promise<boolean> {
  const made = { creating_since: null, applied_generation: generation, attempts: 0 };
  return await noteUnderLease(tx, held, { ...seen(meeting, now), ...made });
}

/**
 * A change of an older wish came through late, on top of a newer one. Whoever holds the lease now
 * loses it, and the next pass compares anew.
 */
export async function noteLate(
  tx: Tx,
  parts: { clock: Clock; jobs: Jobs },
  sessionId: string,
  meeting: Meeting,
): Promise<void> {
  await tx
    .updateTable('observed_meeting')
    .set({ ...seen(meeting, parts.clock.now()), applied_generation: 0, leased_until: null })
    .where('session_id', '=', sessionId)
    .where('meeting_id', '=', meeting.meetingId)
    .execute();
  await ring(parts, tx, [sessionId]);
}

export function seen(meeting: Meeting, now: Temporal.Instant) {
  return {
    meeting_id: meeting.meetingId,
    join_url: meeting.joinUrl,
    topic: meeting.topic,
    starts_at: meeting.startsAt ?? null,
    duration_minutes: meeting.durationMinutes,
    ...(meeting.settings && { settings: JSON.stringify(meeting.settings) }),
    seen_at: now,
    updated_at: now,
  };
}

const NOTHING_SEEN = {
  join_url: null,
  topic: null,
  starts_at: null,
  duration_minutes: null,
  settings: null,
};

/** There is no meeting at the provider. False, and nothing written, when the lease is not ours any more. */
export async function noteNothing(tx: Tx, held: Held, now: Temporal.Instant): Promise<boolean> {
  const nothing = { ...NOTHING_SEEN, meeting_id: null, creating_since: null };
  return await noteUnderLease(tx, held, { ...nothing, seen_at: now, updated_at: now });
}

/** The meeting we knew is gone at the provider, where it may still be brought back. */
export async function noteGone(tx: Tx, held: Held, now: Temporal.Instant): Promise<boolean> {
  return await noteUnderLease(tx, held, { ...NOTHING_SEEN, seen_at: now, updated_at: now });
}

async function noteUnderLease(
  tx: Tx,
  { sessionId, lease }: Held,
  set: Updateable<Tables['observed_meeting']>,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('observed_meeting')
    .set(set)
    .where('session_id', '=', sessionId)
    .where('leased_until', '=', lease)
    .executeTakeFirst();
  return numUpdatedRows > 0;
}

/** The session is still to come or going on. */
export const notOver = (now: Temporal.Instant): RawBuilder<boolean> =>
  sql<boolean>`desired.starts_at + desired.duration_minutes * interval '1 minute' > ${now}`;

export type Joined = Awaited<ReturnType<ReturnType<typeof joined>['execute']>>[number];

/** Both rows of each meeting, side by side. */
export function joined(db: Db) {
  return db
    .selectFrom('desired_meeting as desired')
    .innerJoin('observed_meeting as observed', 'observed.session_id', 'desired.session_id')
    .select([
      'desired.session_id',
      'desired.generation',
      'desired.wanted',
      'desired.managed',
      'desired.arriving',
      'desired.settings',
      'desired.grant_id',
      'desired.topic',
      'desired.zone',
      'desired.starts_at',
      'desired.duration_minutes',
      'observed.mark',
      'observed.creating_since',
      'observed.meeting_id',
      'observed.join_url',
      'observed.topic as seen_topic',
      'observed.starts_at as seen_starts_at',
      'observed.duration_minutes as seen_duration_minutes',
      'observed.settings as seen_settings',
      'observed.applied_generation',
      'observed.attempts',
      'observed.outcome',
      'observed.reason',
      'observed.look_again_at',
      'observed.look_wanted_at',
    ]);
}

function desiredOf(row: Joined): Desired {
  return {
    generation: row.generation,
    wanted: row.wanted,
    managed: row.managed,
    arriving: row.arriving,
    grantId: row.grant_id,
    topic: row.topic,
    zone: row.zone,
    startsAt: row.starts_at,
    durationMinutes: row.duration_minutes,
    settings: row.settings,
  };
}

function observedOf(row: Joined): Observed {
  return {
    mark: row.mark,
    creatingSince: row.creating_since,
    meetingId: row.meeting_id,
    joinUrl: row.join_url,
    topic: row.seen_topic,
    startsAt: row.seen_starts_at,
    durationMinutes: row.seen_duration_minutes,
    settings: row.seen_settings as MeetingSettings | null,
    appliedGeneration: row.applied_generation,
    attempts: row.attempts,
    reason: row.reason as Reason | null,
    lookWantedAt: row.look_wanted_at,
    promisedAt: (row.outcome === 'later' && row.look_again_at) || undefined,
  };
}
