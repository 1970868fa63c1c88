import type { Context, Handler } from 'hono';
import { invalid, noSuchMeeting, refuse, restErrors, scopeMissing } from './answers.ts';
import type { RestError } from './answers.ts';
import { callOf, noteMalformed } from './calls.ts';
import { checkAccessToken } from './grants.ts';
import type { Label } from './limits.ts';
import { spendCall } from './limits.ts';
import { findMeeting } from './meetings.ts';
import { findPerson, isStillApproved } from './people.ts';
import type { Person } from './people.ts';
import type { Grant, Meeting } from './state.ts';
import type { World } from './world.ts';

export interface Operation {
  /** The granular scope; `classic` ones do as well. */
  scope: string;
  classic: readonly string[];
  label: Label;
  /** Refused with 3161 when the person may not host. */
  needsHosting?: boolean;
}

export type Outcome = { status: 200 | 201; answer: object } | { status: 204 } | RestError;
type Deed = (about: { c: Context; person: Person }) => Outcome | Promise<Outcome>;

/** Token, pace, scope, licence, and only then the deed: in this order. */
export function operation(world: World, op: Operation, deed: Deed): Handler {
  return async (c) => {
    const outcome = await pass(world, c, { op, deed });
    if ('message' in outcome) return refuse(c, outcome, world.state.switches.xmlErrors);
    if (outcome.status === 204) return c.body(null, 204);
    return c.json(outcome.answer, outcome.status);
  };
}

async function pass(
  world: World,
  c: Context,
  about: { op: Operation; deed: Deed },
): Promise<Outcome> {
  const { op, deed } = about;
  const entry = admitToken(world, c);
  if ('message' in entry) return entry;
  const { person, grant } = entry;
  const tooFast = spendCall(world, c, { person, label: op.label });
  if (tooFast) return tooFast;
  const who = c.req.param('who');
  if (who !== undefined && who !== 'me') {
    noteMalformed(c, 'a person is named where a user-level token wants "me"');
    return restErrors.notMe;
  }
  const allowed = [op.scope, ...op.classic];
  if (!grant.scopes.some((scope) => allowed.includes(scope))) return scopeMissing(op.scope);
  if (op.needsHosting && !person.mayHost) return restErrors.mayNotHost;
  return deed({ c, person });
}

function admitToken(world: World, c: Context): { person: Person; grant: Grant } | RestError {
  if (c.req.query('access_token') !== undefined) {
    noteMalformed(c, 'the token is in the address');
    return restErrors.tokenInQuery;
  }
  const [scheme, token] = (c.req.header('authorization') ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || !token) {
    noteMalformed(c, 'no Bearer token');
    return restErrors.tokenInvalid;
  }
  const check = checkAccessToken(world, token);
  const person = 'grant' in check ? findPerson(world.state, check.grant.personId) : undefined;
  if (!('grant' in check) || !person || !isStillApproved(world.state, person.id)) {
    return restErrors.tokenInvalid;
  }
  callOf(c).personId = person.id;
  return check.ok ? { person, grant: check.grant } : restErrors.tokenExpired;
}

/** The meeting of the path, if it is there and this person's; else 3001, as for one that never was. */
export function ownMeeting(world: World, c: Context, person: Person): Meeting | RestError {
  const id = c.req.param('id') ?? '';
  if (!/^\d{9,12}$/.test(id)) {
    noteMalformed(c, 'the meeting id is not a number of 9 to 12 digits');
    return invalid([{ field: 'meetingId', message: 'Invalid parameter: meetingId.' }]);
  }
  const meeting = findMeeting(world, Number(id));
  return meeting?.hostId === person.id ? meeting : noSuchMeeting(id);
}

/** The body as a JSON object, or null. */
export async function readObject(c: Context): Promise<Record<string, unknown> | null> {
  const type = c.req.header('content-type') ?? '';
  if (!type.startsWith('application/json')) {
    noteMalformed(c, `the body is not sent as application/json but ${type || 'untyped'}`);
    return null;
  }
  try {
    const body: unknown = JSON.parse(await c.req.text());
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) {
      return body as Record<string, unknown>;
    }
  } catch {
    // Said below, as for JSON that is no object.
  }
  noteMalformed(c, 'the body is not a JSON object');
  return null;
}
