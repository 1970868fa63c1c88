import { Hono } from 'hono';
import { authorizeRoutes } from './authorize.ts';
import { lostMark, recordCalls } from './calls.ts';
import { controlRoutes } from './control-routes.ts';
import { createControl } from './control.ts';
import type { Control } from './control.ts';
import { injectFaults } from './faults.ts';
import { passTime } from './meeting-life.ts';
import { pageRoutes } from './page-routes.ts';
import { restRoutes } from './rest.ts';
import { roomRoutes } from './room-routes.ts';
import { tokenRoutes } from './token.ts';
import { deliverDue } from './webhooks.ts';
import type { SandboxOptions, World } from './world.ts';
import { createWorld } from './world.ts';

export interface Sandbox {
  app: Hono;
  control: Control;
  /** Speaks to the sandbox in process, as `fetch` would over a line: a cut line throws. */
  fetch: typeof fetch;
}

/** A sandbox without a port. State is in memory; time passes when it is called or told. */
export function createSandbox(options: SandboxOptions): Sandbox {
  return assemble(createWorld(options));
}

export function assemble(world: World): Sandbox {
  const control = createControl(world);
  const app = new Hono();
  app.use(async (c, next) => {
    passTime(world);
    deliverDue(world);
    await next();
    if ((c.res.headers.get('content-type') ?? '').startsWith('text/html')) guardPage(c.res.headers);
  });
  for (const path of ['/oauth/token', '/oauth/revoke', '/v2/*']) {
    app.use(path, recordCalls(world), injectFaults(world));
  }
  app.route('/', tokenRoutes(world));
  app.route('/', authorizeRoutes(world));
  app.route('/', restRoutes(world));
  app.route('/', roomRoutes(world, control));
  app.route('/', controlRoutes(world, control));
  app.route('/', pageRoutes(world, control));
  return { app, control, fetch: inProcessFetch(app) };
}

function guardPage(headers: Headers): void {
  headers.set(
    'content-security-policy',
    "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'",
  );
  headers.set('referrer-policy', 'same-origin');
  headers.set('x-content-type-options', 'nosniff');
}

function inProcessFetch(app: Hono): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    const answer = await Promise.race([app.fetch(request), abortOf(request.signal)]);
    if (!answer.headers.has(lostMark)) return answer;
    request.signal.throwIfAborted();
    throw new TypeError('fetch failed', { cause: new Error('other side closed') });
  };
}

function abortOf(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}
