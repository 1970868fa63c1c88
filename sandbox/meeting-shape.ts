import { hour, zulu } from './clock.ts';
import { findPerson } from './people.ts';
import type { Meeting } from './state.ts';
import type { World } from './world.ts';

const zakLifeMs = 2 * hour;
const agendaInLists = 250;

/** Answer of create and read: one shape. Every answer carries a fresh start link, good for two hours. */
export function meetingAnswer(world: World, meeting: Meeting) {
  const host = findPerson(world.state, meeting.hostId);
  return {
    uuid: meeting.uuid,
    id: meeting.id,
    host_id: meeting.hostId,
    host_email: host?.email,
    topic: meeting.topic,
    type: meeting.type,
    status: meeting.live ? 'started' : 'waiting',
    ...startOf(meeting),
    duration: meeting.duration,
    timezone: meeting.timezone,
    agenda: meeting.agenda,
    created_at: zulu(meeting.createdAt),
    start_url: startUrl(world, meeting),
    join_url: joinUrl(world, meeting),
    ...passcodeOf(meeting),
    ...(meeting.settings.use_pmi ? { pmi: host?.pmi } : {}),
    ...(meeting.recurrence ? { recurrence: meeting.recurrence } : {}),
    ...(meeting.trackingFields ? { tracking_fields: meeting.trackingFields } : {}),
    settings: meeting.settings,
    creation_source: meeting.source,
    pre_schedule: meeting.preSchedule,
  };
}

/** One row of a list: no settings, no status, no start link, and the agenda cut. */
export function listedMeeting(world: World, meeting: Meeting) {
  const host = findPerson(world.state, meeting.hostId);
  return {
    uuid: meeting.uuid,
    id: meeting.id,
    host_id: meeting.hostId,
    topic: meeting.topic,
    type: meeting.type,
    ...startOf(meeting),
    duration: meeting.duration,
    timezone: meeting.timezone,
    agenda: meeting.agenda.slice(0, agendaInLists),
    created_at: zulu(meeting.createdAt),
    join_url: joinUrl(world, meeting),
    ...(meeting.settings.use_pmi ? { pmi: host?.pmi } : {}),
  };
}

export function joinUrl(world: World, meeting: Meeting): string {
  const pwd = meeting.password === '' ? '' : `?pwd=${meeting.linkToken}`;
  return `${world.baseUrl}/j/${meeting.id}${pwd}`;
}

/** Whoever holds this link is the host, for two hours. */
function startUrl(world: World, meeting: Meeting): string {
  const now = world.now();
  const zak = world.ids.short();
  meeting.zaks = meeting.zaks.filter((each) => each.expiresAt > now).slice(-9);
  meeting.zaks.push({ value: zak, expiresAt: now + zakLifeMs });
  return `${world.baseUrl}/s/${meeting.id}?zak=${zak}`;
}

export function opensAsHost(world: World, meeting: Meeting, zak: string | undefined): boolean {
  return meeting.zaks.some((each) => each.value === zak && world.now() < each.expiresAt);
}

function startOf(meeting: Meeting) {
  return meeting.startTime === null ? {} : { start_time: zulu(meeting.startTime) };
}

function passcodeOf(meeting: Meeting) {
  if (meeting.password === '') return {};
  const digits = String(meeting.id % 1_000_000).padStart(6, '0');
  return {
    password: meeting.password,
    h323_password: digits,
    pstn_password: digits,
    encrypted_password: meeting.linkToken,
  };
}
