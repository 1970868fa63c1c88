import { day, zulu } from './clock.ts';
import { announceEdit, announceUpdated, hostOf } from './events.ts';
import type { MeetingRequest } from './meeting-request.ts';
import { startInstant } from './meeting-request.ts';
import { settleSettings } from './meeting-settings.ts';
import { accountOf, passcodeRequired } from './people.ts';
import type { Person } from './people.ts';
import type { Meeting } from './state.ts';
import type { World } from './world.ts';

const binLifeMs = 7 * day;

/** A start that is missing or past means now (facts 4.1). */
export function createMeeting(
  world: World,
  about: { host: Person; request: MeetingRequest; source: Meeting['source'] },
): Meeting {
  const { host, request } = about;
  const account = accountOf(world.state, host);
  const type = request.type ?? 2;
  const timezone = request.timezone ?? host.timezone;
  const now = world.now();
  const asked = request.start_time ? startInstant(request.start_time, timezone) : now;
  const password = request.password || (wantsPasscode(world, about) ? world.ids.passcode() : '');
  const meeting: Meeting = {
    id: freeMeetingId(world),
    uuid: world.ids.uuid(),
    hostId: host.id,
    topic: request.topic ?? 'Zoom Meeting',
    type,
    startTime: type === 1 || type === 3 ? null : wholeSecond(Math.max(asked, now)),
    duration: request.duration ?? 60,
    timezone,
    agenda: request.agenda ?? '',
    createdAt: wholeSecond(now),
    password,
    linkToken: `${world.ids.short()}.1`,
    settings: settleSettings({
      person: host,
      account,
      asked: request.settings ?? {},
      before: null,
      hasPasscode: password !== '',
    }),
    preSchedule: request.pre_schedule ?? false,
    recurrence: request.recurrence ?? null,
    trackingFields: request.tracking_fields ?? null,
    source: about.source,
    zaks: [],
    live: null,
    lastUsedAt: null,
    deletedAt: null,
  };
  world.state.meetings.push(meeting);
  announceEdit(world, 'meeting.created', meeting);
  return meeting;
}

/** Only what is sent changes; a start that is past is passed over in silence (facts 4.3). */
export function updateMeeting(world: World, meeting: Meeting, request: MeetingRequest): void {
  const before = visible(meeting);
  const host = hostOf(world, meeting);
  const account = accountOf(world.state, host);
  meeting.topic = request.topic ?? meeting.topic;
  meeting.type = request.type ?? meeting.type;
  meeting.timezone = request.timezone ?? meeting.timezone;
  meeting.duration = request.duration ?? meeting.duration;
  meeting.agenda = request.agenda ?? meeting.agenda;
  meeting.preSchedule = request.pre_schedule ?? meeting.preSchedule;
  meeting.recurrence = request.recurrence ?? meeting.recurrence;
  meeting.trackingFields = request.tracking_fields ?? meeting.trackingFields;
  if (request.start_time) {
    const start = startInstant(request.start_time, meeting.timezone);
    if (start >= world.now()) meeting.startTime = start;
  }
  changePasscode(world, meeting, request.password, passcodeRequired(account, host));
  meeting.settings = settleSettings({
    person: host,
    account,
    asked: request.settings ?? {},
    before: meeting.settings,
    hasPasscode: meeting.password !== '',
  });
  announceUpdated(world, meeting, difference(before, visible(meeting)));
}

/** Into the bin for a week. */
export function deleteMeeting(world: World, meeting: Meeting): void {
  meeting.deletedAt = world.now();
  announceEdit(world, 'meeting.deleted', meeting);
}

/** Out of the bin; old links work again. */
export function recoverMeeting(world: World, meeting: Meeting): void {
  if (meeting.deletedAt === null) return;
  meeting.deletedAt = null;
  announceEdit(world, 'meeting.recovered', meeting);
}

/** A meeting that is there: not deleted, not expired. */
export function findMeeting(world: World, id: number): Meeting | undefined {
  const meeting = world.state.meetings.find((each) => each.id === id && each.deletedAt === null);
  return meeting && !isExpired(meeting, world.now()) ? meeting : undefined;
}

/** A meeting in the bin that may still be brought back. */
export function findDeleted(world: World, id: number): Meeting | undefined {
  return world.state.meetings.find(
    (each) => each.id === id && each.deletedAt !== null && world.now() < each.deletedAt + binLifeMs,
  );
}

/** Ids live 30 days past the later of date and last use; a series a year; an instant meeting until its end (facts 4.6). */
export function isExpired(meeting: Meeting, now: number): boolean {
  if (meeting.live) return false;
  if (meeting.type === 1) return meeting.lastUsedAt !== null;
  const latest = Math.max(meeting.startTime ?? meeting.createdAt, meeting.lastUsedAt ?? 0);
  const life = meeting.type === 3 || meeting.type === 8 ? 365 * day : 30 * day;
  return now > latest + life;
}

export function emptyBin(world: World): void {
  const { state } = world;
  const kept = (meeting: Meeting) =>
    meeting.deletedAt === null || world.now() < meeting.deletedAt + binLifeMs;
  if (!state.meetings.every(kept)) state.meetings = state.meetings.filter(kept);
}

function changePasscode(
  world: World,
  meeting: Meeting,
  asked: string | undefined,
  required: boolean,
) {
  if (asked === undefined) return;
  const password = asked === '' && required ? world.ids.passcode() : asked;
  if (password === meeting.password) return;
  meeting.password = password;
  meeting.linkToken = `${world.ids.short()}.1`;
}

function wantsPasscode(world: World, about: { host: Person; request: MeetingRequest }): boolean {
  const account = accountOf(world.state, about.host);
  const lockedOn = account.plan === 'free';
  const chosen = passcodeRequired(account, about.host) && about.request.default_password !== false;
  return lockedOn || chosen;
}

/** What an update event may speak of. */
function visible(meeting: Meeting): Record<string, unknown> {
  return {
    topic: meeting.topic,
    type: meeting.type,
    ...(meeting.startTime === null ? {} : { start_time: zulu(meeting.startTime) }),
    duration: meeting.duration,
    timezone: meeting.timezone,
    agenda: meeting.agenda,
    password: meeting.password,
    settings: { ...meeting.settings },
  };
}

function difference(before: Record<string, unknown>, now: Record<string, unknown>) {
  const changed = { now: {} as Record<string, unknown>, before: {} as Record<string, unknown> };
  for (const [name, value] of Object.entries(now)) {
    const former = before[name];
    if (JSON.stringify(value) === JSON.stringify(former)) continue;
    if (name === 'settings') {
      const inner = difference(former as Record<string, unknown>, value as Record<string, unknown>);
      changed.now.settings = inner.now;
      changed.before.settings = inner.before;
    } else {
      changed.now[name] = value;
      changed.before[name] = former;
    }
  }
  return changed;
}

function freeMeetingId(world: World): number {
  for (;;) {
    const id = world.ids.meetingId();
    if (!world.state.meetings.some((meeting) => meeting.id === id)) return id;
  }
}

function wholeSecond(ms: number): number {
  return Math.floor(ms / 1000) * 1000;
}
