import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context, MiddlewareHandler } from 'hono';
import { refuse, restErrors } from './answers.ts';
import { callOf, lostMark } from './calls.ts';
import { nextUtcMidnight, zulu } from './clock.ts';
import { checkAccessToken } from './grants.ts';
import { limitErrors } from './limits.ts';
import { refusals } from './refusals.ts';
import type { Refusal } from './refusals.ts';
import type { World } from './world.ts';

/*
 * A fault waits for calls that fit it and spoils them. "slow" adds to whatever else happens; of the others the
 * first that fits is used. `times` counts down; a fault without it stays until it is removed.
 */

export const faultKinds = {
  slow: 'answers late',
  error: 'answers with an error and does nothing',
  'error-after-effect': 'does what was asked, then answers with an error',
  lost: 'does what was asked; the answer never arrives, the line is cut',
  cut: 'does nothing; the line is cut',
  silence: 'does nothing and never answers',
  'too-many': 'answers 429: too many calls',
  'token-expired': 'answers "Access token is expired."',
  refuse: 'refuses, as for a lack of licence, plan or permission',
} as const;

export type FaultKind = keyof typeof faultKinds;

export interface Fault {
  id: number;
  kind: FaultKind;
  /** Only calls whose path starts so, for example /v2/meetings. */
  path: string | null;
  method: string | null;
  /** Only calls with this person's token: id or e-mail. */
  person: string | null;
  times: number | null;
  ms: number;
  status: 500 | 502 | 503 | 504;
  limit: 'second' | 'day' | 'hundred';
  refusal: Refusal;
}

export type FaultWish = Partial<Omit<Fault, 'id'>> & { kind: FaultKind };

export function addFault(world: World, wish: FaultWish): Fault {
  const fault: Fault = {
    path: null,
    method: null,
    person: null,
    times: null,
    ms: 3000,
    status: 500,
    limit: 'second',
    refusal: 'no licence',
    ...wish,
    id: (world.state.serial += 1),
  };
  world.state.faults.push(fault);
  return fault;
}

export function removeFault(world: World, id: number): void {
  world.state.faults = world.state.faults.filter((fault) => fault.id !== id);
}

export function injectFaults(world: World): MiddlewareHandler {
  return async (c, next) => {
    const slow = take(world, c, (fault) => fault.kind === 'slow');
    if (slow) await world.sleep(slow.ms);
    const fault = take(world, c, (each) => each.kind !== 'slow');
    callOf(c).fault = [slow?.kind, fault?.kind].filter(Boolean).join(' and ') || null;
    if (!fault) return next();
    const spoiled = await spoil(world, c, { fault, next });
    if (spoiled) c.res = spoiled;
  };
}

async function spoil(
  world: World,
  c: Context,
  about: { fault: Fault; next: () => Promise<void> },
): Promise<Response> {
  const { fault, next } = about;
  switch (fault.kind) {
    case 'error-after-effect':
      await next();
      return brokenPage(fault.status);
    case 'lost':
      await next();
      return cutLine(c);
    case 'cut':
      return cutLine(c);
    case 'silence':
      await untilGivenUp(world, c.req.raw.signal);
      return cutLine(c);
    case 'too-many':
      return refuse(c, tooMany(world, fault), world.state.switches.xmlErrors);
    case 'token-expired':
      return refuse(c, restErrors.tokenExpired, world.state.switches.xmlErrors);
    case 'refuse':
      return refuse(c, refusals[fault.refusal], world.state.switches.xmlErrors);
    default:
      return brokenPage(fault.status);
  }
}

function take(world: World, c: Context, wanted: (fault: Fault) => boolean): Fault | undefined {
  const fault = world.state.faults.find((each) => wanted(each) && fits(world, c, each));
  if (fault && fault.times !== null) {
    fault.times -= 1;
    if (fault.times <= 0) removeFault(world, fault.id);
  }
  return fault;
}

function fits(world: World, c: Context, fault: Fault): boolean {
  if (fault.path && !c.req.path.startsWith(fault.path)) return false;
  if (fault.method && fault.method !== c.req.method) return false;
  if (!fault.person) return true;
  const token = (c.req.header('authorization') ?? '').split(' ')[1] ?? '';
  const check = checkAccessToken(world, token);
  const person = world.state.people.find(
    (each) => 'grant' in check && each.id === check.grant.personId,
  );
  return person?.id === fault.person || person?.email === fault.person;
}

function tooMany(world: World, fault: Fault) {
  const error = limitErrors[fault.limit]();
  if (fault.limit === 'second' || !world.state.switches.rateHeaders) return error;
  return { ...error, headers: { 'retry-after': zulu(nextUtcMidnight(world.now())) } };
}

/** What stands before Zoom answers a failure with: a page, not JSON. */
function brokenPage(status: number): Response {
  const text = `<html><head><title>${status}</title></head><body><h1>${status}</h1></body></html>\n`;
  return new Response(text, { status, headers: { 'content-type': 'text/html' } });
}

/** Over a socket the socket goes; in process the mark tells `sandbox.fetch` to throw as fetch does. */
function cutLine(c: Context): Response {
  const outgoing = (c.env as { outgoing?: { destroy(): void } } | undefined)?.outgoing;
  outgoing?.destroy();
  const answer = outgoing ? RESPONSE_ALREADY_SENT : new Response(null, { status: 502 });
  const marked = new Response(answer.body, answer);
  marked.headers.set(lostMark, '1');
  return marked;
}

function untilGivenUp(world: World, signal: AbortSignal): Promise<void> {
  const either = AbortSignal.any([signal, world.closing.signal]);
  return new Promise((done) => {
    if (either.aborted) done();
    else either.addEventListener('abort', () => done(), { once: true });
  });
}
