import { hour, minute } from './clock.ts';
import { announceLife, announceParticipant, hostOf } from './events.ts';
import { emptyBin } from './meetings.ts';
import type { Meeting, Participant } from './state.ts';
import type { World } from './world.ts';

/*
 * A meeting waits, is started, and waits again under a new uuid: there is no state "ended", only an event.
 * It may be started long before or after its time. A Basic host's meeting is cut after 40 minutes (facts 4.6, 8).
 */

const basicLimitMs = 40 * minute;
const licensedLimitMs = 30 * hour;

const leaveReasons = {
  left: 'left the meeting. Reason : left the meeting',
  hostEnded: 'Host ended the meeting.',
  hostMoved: 'Host started a new meeting.',
  freeMinutes: 'Exceeded free meeting minutes limit.',
} as const;

/** The host comes in. A host cannot hold two meetings: another one that runs is ended. */
export function startMeeting(world: World, meeting: Meeting): void {
  if (meeting.live) {
    meeting.live.hostIsIn = true;
    return;
  }
  open(world, meeting, true);
}

export type Joined =
  | { ok: true; participant: Participant }
  | { ok: false; reason: 'host-not-here' };

/** A guest comes: into the meeting, into the waiting room, or not yet at all. */
export function joinMeeting(world: World, meeting: Meeting, name: string): Joined {
  if (!meeting.live) {
    if (!opensBeforeHost(meeting, world.now())) return { ok: false, reason: 'host-not-here' };
    open(world, meeting, false);
  }
  const live = meeting.live as NonNullable<Meeting['live']>;
  const participant: Participant = {
    userId: String(16_778_240 + 1024 * (world.state.serial += 1)),
    uuid: world.ids.hex().slice(0, 32).toUpperCase(),
    name,
    place: 'waiting room',
    joinedAt: world.now(),
  };
  live.participants.push(participant);
  if (!meeting.settings.waiting_room) admit(world, meeting, participant);
  return { ok: true, participant };
}

/** From the waiting room into the meeting. */
export function admit(world: World, meeting: Meeting, participant: Participant): void {
  if (!meeting.live) return;
  participant.place = 'meeting';
  participant.joinedAt = world.now();
  meeting.live.countedFrom ??= world.now();
  announceParticipant(world, meeting, { participant, since: meeting.live.since });
}

export function leaveMeeting(world: World, meeting: Meeting, participantUuid: string): void {
  const { live } = meeting;
  const participant = live?.participants.find((each) => each.uuid === participantUuid);
  if (!live || !participant) return;
  live.participants = live.participants.filter((each) => each !== participant);
  if (participant.place !== 'meeting') return;
  const left = { at: world.now(), reason: leaveReasons.left };
  announceParticipant(world, meeting, { participant, since: live.since, left });
}

export function endMeeting(
  world: World,
  meeting: Meeting,
  how: { at?: number; reason?: string } = {},
): void {
  const { live } = meeting;
  if (!live) return;
  const at = how.at ?? world.now();
  const left = { at, reason: how.reason ?? leaveReasons.hostEnded };
  for (const participant of live.participants) {
    if (participant.place !== 'meeting') continue;
    announceParticipant(world, meeting, { participant, since: live.since, left });
  }
  announceLife(world, meeting, { since: live.since, endedAt: at });
  meeting.live = null;
  meeting.lastUsedAt = at;
  meeting.uuid = world.ids.uuid();
}

/** What time alone brings about. */
export function passTime(world: World): void {
  for (const meeting of world.state.meetings) {
    const { live } = meeting;
    if (!live) continue;
    const isBasic = hostOf(world, meeting).type === 1;
    const from = isBasic ? live.countedFrom : live.since;
    const until = from === null ? Infinity : from + (isBasic ? basicLimitMs : licensedLimitMs);
    if (world.now() < until) continue;
    endMeeting(world, meeting, { at: until, reason: leaveReasons.freeMinutes });
  }
  emptyBin(world);
}

function open(world: World, meeting: Meeting, hostIsIn: boolean): void {
  const others = world.state.meetings.filter(
    (each) => each.live && each.hostId === meeting.hostId && each !== meeting,
  );
  for (const other of others) endMeeting(world, other, { reason: leaveReasons.hostMoved });
  const since = world.now();
  meeting.live = { since, hostIsIn, countedFrom: null, participants: [] };
  meeting.lastUsedAt = since;
  announceLife(world, meeting, { since });
}

/** `jbh_time` 0 is any time; otherwise so many minutes before the start. */
function opensBeforeHost(meeting: Meeting, now: number): boolean {
  const { join_before_host, jbh_time, waiting_room } = meeting.settings;
  if (!join_before_host || waiting_room) return false;
  return jbh_time === 0 || now >= (meeting.startTime ?? now) - jbh_time * minute;
}
