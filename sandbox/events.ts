import { zulu } from './clock.ts';
import type { Meeting, Participant } from './state.ts';
import { accountOf, findPerson } from './people.ts';
import type { Person } from './people.ts';
import { joinUrl } from './meeting-shape.ts';
import { queueDelivery } from './webhooks.ts';
import type { World } from './world.ts';

/** Which scope an event needs, granular or classic (facts 2). */
const meetingScopes = ['meeting:read:meeting', 'meeting:read', 'meeting:write'];
const participantScopes = ['meeting:read:participant', 'meeting:read', 'meeting:write'];

export type Edit = 'meeting.created' | 'meeting.deleted' | 'meeting.recovered';

/** created, deleted, recovered: `id` is a number, and somebody did it. */
export function announceEdit(world: World, event: Edit, meeting: Meeting): void {
  const host = hostOf(world, meeting);
  if (event === 'meeting.deleted' && !reportsChanges(world, host)) return;
  const object = {
    uuid: meeting.uuid,
    id: meeting.id,
    host_id: meeting.hostId,
    topic: meeting.topic,
    type: meeting.type,
    ...startOf(meeting.startTime),
    duration: meeting.duration,
    timezone: meeting.timezone,
  };
  const { use_pmi, alternative_hosts, join_before_host, jbh_time, meeting_invitees } =
    meeting.settings;
  const created = {
    join_url: joinUrl(world, meeting),
    password: meeting.password,
    settings: { use_pmi, alternative_hosts, join_before_host, jbh_time, meeting_invitees },
  };
  send(world, host, meetingScopes, {
    event,
    event_ts: world.now(),
    payload: {
      account_id: host.accountId,
      operator: host.email,
      operator_id: host.id,
      operation: 'all',
      object: event === 'meeting.created' ? { ...object, ...created } : object,
    },
  });
}

/** updated: only what changed, beside the id. */
export function announceUpdated(
  world: World,
  meeting: Meeting,
  changed: { now: Record<string, unknown>; before: Record<string, unknown> },
): void {
  const host = hostOf(world, meeting);
  if (Object.keys(changed.now).length === 0 || !reportsChanges(world, host)) return;
  send(world, host, meetingScopes, {
    event: 'meeting.updated',
    event_ts: world.now(),
    payload: {
      account_id: host.accountId,
      operator: host.email,
      operator_id: host.id,
      scope: 'all',
      object: { id: meeting.id, ...changed.now },
      old_object: { id: meeting.id, ...changed.before },
      time_stamp: world.now(),
    },
  });
}

/** started and ended: `id` is a string, nobody is named. */
export function announceLife(
  world: World,
  meeting: Meeting,
  life: { since: number; endedAt?: number },
): void {
  const host = hostOf(world, meeting);
  const ended = life.endedAt === undefined ? {} : { end_time: zulu(life.endedAt) };
  send(world, host, meetingScopes, {
    event: life.endedAt === undefined ? 'meeting.started' : 'meeting.ended',
    event_ts: life.endedAt ?? world.now(),
    payload: {
      account_id: host.accountId,
      object: { ...liveObject(world, meeting, life.since), host_email: host.email, ...ended },
    },
  });
}

export function announceParticipant(
  world: World,
  meeting: Meeting,
  about: { participant: Participant; since: number; left?: { at: number; reason: string } },
): void {
  const host = hostOf(world, meeting);
  const { participant, left } = about;
  const deed = left
    ? { leave_time: zulu(left.at), leave_reason: left.reason, registrant_id: '' }
    : { join_time: zulu(participant.joinedAt) };
  send(world, host, participantScopes, {
    payload: {
      account_id: host.accountId,
      object: {
        participant: {
          ...deed,
          public_ip: '203.0.113.7',
          user_id: participant.userId,
          user_name: participant.name,
          participant_user_id: '',
          id: '',
          email: '',
          participant_uuid: participant.uuid,
        },
        ...liveObject(world, meeting, about.since),
      },
    },
    event_ts: left?.at ?? participant.joinedAt,
    event: left ? 'meeting.participant_left' : 'meeting.participant_joined',
  });
}

function liveObject(world: World, meeting: Meeting, since: number) {
  const id = meeting.settings.use_pmi ? hostOf(world, meeting).pmi : meeting.id;
  return {
    duration: meeting.duration,
    start_time: zulu(since),
    timezone: meeting.timezone,
    topic: meeting.topic,
    id: String(id),
    type: meeting.type,
    uuid: meeting.uuid,
    host_id: meeting.hostId,
  };
}

/** Events come only for hosts who have the app, with the scope the event needs. */
function send(
  world: World,
  host: Person,
  scopes: string[],
  body: { event: string; event_ts: number; payload: object },
): void {
  const install = world.state.installs.find((each) => each.personId === host.id);
  if (!install?.scopes.some((scope) => scopes.includes(scope))) return;
  queueDelivery(world, body.event, body);
}

function reportsChanges(world: World, host: Person): boolean {
  return accountOf(world.state, host).plan !== 'free' && host.type === 2
    ? true
    : world.state.switches.basicHostsReportChanges;
}

export function hostOf(world: World, meeting: Meeting): Person {
  const host = findPerson(world.state, meeting.hostId);
  if (!host) throw new Error(`meeting ${meeting.id} has no host`);
  return host;
}

function startOf(startTime: number | null) {
  return startTime === null ? {} : { start_time: zulu(startTime) };
}
