import { Hono } from 'hono';
import type { Context } from 'hono';
import { invalid, mayNotScheduleFor, noSuchMeeting, refuse, restErrors } from './answers.ts';
import { callOf, noteMalformed } from './calls.ts';
import { spendChange } from './limits.ts';
import { endMeeting } from './meeting-life.ts';
import { listMeetings } from './meeting-list.ts';
import { checkMeetingRequest } from './meeting-request.ts';
import type { MeetingRequest } from './meeting-request.ts';
import { meetingAnswer } from './meeting-shape.ts';
import {
  createMeeting,
  deleteMeeting,
  findDeleted,
  recoverMeeting,
  updateMeeting,
} from './meetings.ts';
import { securityAnswer, settingsAnswer, userAnswer } from './people.ts';
import type { Person } from './people.ts';
import { operation, ownMeeting, readObject } from './rest-gate.ts';
import type { Operation, Outcome } from './rest-gate.ts';
import type { World } from './world.ts';

const reading = { classic: ['meeting:read', 'meeting:write'], label: 'Light' } as const;
const writing = { classic: ['meeting:write'], label: 'Light', needsHosting: true } as const;
const userReading = ['user:read', 'user:write', 'user_profile', 'user_info:read'];

/** Scopes and rate labels of facts 2. */
const operations = {
  me: { scope: 'user:read:user', classic: userReading, label: 'Light' },
  settings: { scope: 'user:read:settings', classic: ['user:read'], label: 'Medium' },
  create: { scope: 'meeting:write:meeting', ...writing },
  list: { scope: 'meeting:read:list_meetings', ...reading, label: 'Medium' },
  read: { scope: 'meeting:read:meeting', ...reading, needsHosting: true },
  update: { scope: 'meeting:update:meeting', ...writing },
  remove: { scope: 'meeting:delete:meeting', ...writing },
  status: { scope: 'meeting:update:status', ...writing },
} satisfies Record<string, Operation>;

/** Everything under /v2. */
export function restRoutes(world: World): Hono {
  const routes = new Hono().basePath('/v2');
  const at = (name: keyof typeof operations, deed: Parameters<typeof operation>[2]) =>
    operation(world, operations[name], deed);

  routes.get(
    '/users/:who',
    at('me', ({ person }) => ok(readMe(world, person))),
  );
  routes.get(
    '/users/:who/settings',
    at('settings', ({ c, person }) => {
      const security = c.req.query('option') === 'meeting_security';
      return ok(
        security ? securityAnswer(world.state, person) : settingsAnswer(world.state, person),
      );
    }),
  );
  routes.post(
    '/users/:who/meetings',
    at('create', (about) => create(world, about)),
  );
  routes.get(
    '/users/:who/meetings',
    at('list', (about) => list(world, about)),
  );
  routes.get(
    '/meetings/:id',
    at('read', ({ c, person }) => {
      const meeting = ownMeeting(world, c, person);
      return 'message' in meeting ? meeting : ok(meetingAnswer(world, meeting));
    }),
  );
  routes.patch(
    '/meetings/:id',
    at('update', (about) => update(world, about)),
  );
  routes.delete(
    '/meetings/:id',
    at('remove', (about) => remove(world, about)),
  );
  routes.put(
    '/meetings/:id/status',
    at('status', (about) => changeStatus(world, about)),
  );
  routes.all('/*', (c) => {
    noteMalformed(c, 'the sandbox has no such call');
    const message = `The sandbox does not do ${c.req.method} ${c.req.path}.`;
    return refuse(c, { status: 404, code: 404, message }, world.state.switches.xmlErrors);
  });
  return routes;
}

interface About {
  c: Context;
  person: Person;
}

const ok = (answer: object): Outcome => ({ status: 200, answer });

function readMe(world: World, person: Person): object {
  return userAnswer(world.state, person, { now: world.now(), baseUrl: world.baseUrl });
}

async function create(world: World, { c, person }: About): Promise<Outcome> {
  const spent = spendChange(world, person);
  if (spent) return spent;
  const request = await readMeetingRequest(c, person);
  if ('message' in request) return request;
  const meeting = createMeeting(world, { host: person, request, source: 'open_api' });
  return { status: 201, answer: meetingAnswer(world, meeting) };
}

async function update(world: World, { c, person }: About): Promise<Outcome> {
  const spent = spendChange(world, person);
  if (spent) return spent;
  const meeting = ownMeeting(world, c, person);
  if ('message' in meeting) return meeting;
  const request = await readMeetingRequest(c, person);
  if ('message' in request) return request;
  updateMeeting(world, meeting, request);
  return { status: 204 };
}

function list(world: World, { c, person }: About): Outcome {
  const listed = listMeetings(world, person, c.req.query());
  if (listed.ok) return ok(listed.answer);
  noteMalformed(c, ...listed.errors.map((error) => `${error.field}: ${error.message}`));
  return invalid(listed.errors);
}

function remove(world: World, { c, person }: About): Outcome {
  if (c.req.param('id') === String(person.pmi)) return restErrors.deletePmi;
  const meeting = ownMeeting(world, c, person);
  if ('message' in meeting) return meeting;
  const wrong = wrongDeleteQuery(c);
  if (wrong) {
    noteMalformed(c, `${wrong} in the query`);
    return { status: 400, code: 300, message: `Invalid parameter: ${wrong}.` };
  }
  const { refuseDeleteRunning, refuseDeleteEnded } = world.state.switches;
  if (meeting.live && refuseDeleteRunning) return restErrors.deleteRunning;
  if (!meeting.live && meeting.lastUsedAt !== null && refuseDeleteEnded) {
    return restErrors.deleteEnded;
  }
  endMeeting(world, meeting);
  deleteMeeting(world, meeting);
  return { status: 204 };
}

async function changeStatus(world: World, { c, person }: About): Promise<Outcome> {
  const body = await readObject(c);
  if (!body) return restErrors.badJson;
  if (body.action === 'recover') {
    const deleted = findDeleted(world, Number(c.req.param('id')));
    if (deleted?.hostId !== person.id) return noSuchMeeting(c.req.param('id') ?? '');
    recoverMeeting(world, deleted);
    return { status: 204 };
  }
  const meeting = ownMeeting(world, c, person);
  if ('message' in meeting) return meeting;
  if (body.action !== 'end') {
    noteMalformed(c, 'action is neither end nor recover');
    return invalid([{ field: 'action', message: 'Invalid parameter: action.' }]);
  }
  endMeeting(world, meeting);
  return { status: 204 };
}

async function readMeetingRequest(c: Context, person: Person) {
  const body = await readObject(c);
  if (!body) return restErrors.badJson;
  const checked = checkMeetingRequest(body);
  if (!checked.ok) {
    noteMalformed(c, ...checked.errors.map((error) => `${error.field}: ${error.message}`));
    return invalid(checked.errors);
  }
  callOf(c).ignored.push(...checked.ignored);
  const other = scheduledForAnother(checked.request, person);
  return other ? mayNotScheduleFor(other) : checked.request;
}

/** Nobody in the sandbox has scheduling privilege for anybody else. */
function scheduledForAnother(request: MeetingRequest, person: Person): string | null {
  const { schedule_for } = request;
  const isOwn = !schedule_for || schedule_for === person.id || schedule_for === person.email;
  return isOwn ? null : schedule_for;
}

function wrongDeleteQuery(c: Context): string | null {
  if (c.req.query('occurrence_id') !== undefined) return 'occurrence_id';
  const flags = ['schedule_for_reminder', 'cancel_meeting_reminder'];
  const isFlag = (value: string | undefined) => value === undefined || /^(true|false)$/.test(value);
  return flags.find((name) => !isFlag(c.req.query(name))) ?? null;
}
