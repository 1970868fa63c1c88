import { getConnInfo } from '@hono/node-server/conninfo';
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import type { Metrics, RouteClass } from '#operator';

interface Guarded {
  metricsToken?: string | undefined;
  production: boolean;
}

const HOST_PAGES = new Set(['sessions', 'scheduling', 'account', 'accounts', 'setup', 'zoom']);
const SIGN_IN = new Set(['sign-in', 'sign-up', 'sign-out', 'reset-password']);
const SIGNS = new Set(['healthz', 'readyz', 'metrics']);

/** Counts every answer and how long it took. */
export function counted(metrics: Metrics): MiddlewareHandler {
  return async (c, next) => {
    const began = performance.now();
    await next();
    const seconds = (performance.now() - began) / 1000;
    metrics.answered(routeClass(c.req.path), c.res.status, seconds);
  };
}

/** `GET /metrics`: with the token where one is set; without one for this machine alone, and never in production. */
export function metricsDoor(metrics: Metrics, guarded: Guarded) {
  return async (c: Context): Promise<Response> => {
    if (!mayRead(c, guarded)) {
      c.header('WWW-Authenticate', 'Bearer');
      return c.text('Metrics are shown to whoever brings METRICS_TOKEN as a bearer token.\n', 401);
    }
    return c.body(await metrics.text(), 200, { 'Content-Type': metrics.contentType });
  };
}

export function routeClass(path: string): RouteClass {
  const [first = '', second = '', third = ''] = path.split('/').slice(1);
  if (path === '/zoom/webhook') return 'webhook';
  if (first === 'api') return second === 'auth' ? 'sign-in' : 'api';
  if (first === 'calls' || (third === 'call' && (first === 'b' || first === 'sessions'))) {
    return 'call';
  }
  if (first === 'b') return 'booking';
  if (first === 'assets' || first.includes('.')) return 'file';
  if (SIGNS.has(first)) return 'sign';
  if (SIGN_IN.has(first)) return 'sign-in';
  return HOST_PAGES.has(first) ? 'host page' : 'public page';
}

function mayRead(c: Context, { metricsToken, production }: Guarded): boolean {
  if (metricsToken !== undefined) {
    return isSame(c.req.header('authorization') ?? '', `Bearer ${metricsToken}`);
  }
  // Behind a proxy on this machine everybody would seem to come from it.
  return !production && isLoopback(getConnInfo(c).remote.address ?? '');
}

function isLoopback(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address);
}

function isSame(given: string, right: string): boolean {
  const [a, b] = [given, right].map((text) => createHash('sha256').update(text).digest());
  return timingSafeEqual(a!, b!);
}
