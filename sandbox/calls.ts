import type { Context, MiddlewareHandler } from 'hono';
import type { Call } from './state.ts';
import type { World } from './world.ts';

const kept = 300;
const open = new WeakMap<Request, Call>();

/** Writes down every call of the app, without its query and its tokens. */
export function recordCalls(world: World): MiddlewareHandler {
  return async (c, next) => {
    const call: Call = {
      at: world.now(),
      method: c.req.method,
      path: c.req.path,
      status: 'no answer',
      personId: null,
      malformed: [],
      ignored: [],
      fault: null,
    };
    world.state.calls.push(call);
    world.state.calls.splice(0, world.state.calls.length - kept);
    open.set(c.req.raw, call);
    await next();
    call.status = c.res.headers.has(lostMark) ? 'no answer' : c.res.status;
    if (call.malformed.length > 0) world.state.malformedCalls += 1;
  };
}

/** Set on an answer that must not reach the caller. */
export const lostMark = 'x-sandbox-lost';

export function callOf(c: Context): Call {
  const call = open.get(c.req.raw);
  if (!call) throw new Error(`${c.req.path} is served outside recordCalls`);
  return call;
}

/** Says what was wrong with this request; shown on the first page and counted. */
export function noteMalformed(c: Context, ...faults: string[]): void {
  callOf(c).malformed.push(...faults);
}
