import { Hono, type Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { RouterContextProvider, type ServerBuild } from 'react-router';
import { files } from './files.ts';
import type { Metrics } from '#operator';
import { guard, nonceOf, ownOriginOnly } from './guard.ts';
import { limited, TOO_LARGE, withReadableAddress } from './incoming.ts';
import { counted, metricsDoor } from './metrics-door.ts';
import { requestContext, type Parley } from './parley.ts';
import { recordings } from './recordings.ts';
import { answerPages } from './pages.ts';
import { loginOf, visitorOf } from './visitor.ts';

/** What `/readyz` tells: each part by name, and whether it can do its work. */
export type Readiness = Record<string, boolean>;

export interface HttpParts {
  parley: Parley;
  /** Mounted at /api/v1. */
  api: Hono;
  /** The pages, as `react-router build` left them. */
  pages: ServerBuild;
  ready: () => Promise<Readiness>;
  metrics: Metrics;
  /** Addresses other programs call, such as '/zoom/webhook'. They see the request as it came in. */
  doors?: Record<string, (request: Request) => Promise<Response>>;
}

/** Everything we answer over HTTP. `fetch` of what it returns can be served as it is. */
export function createHttpApp(parts: HttpParts): Hono {
  const { parley, api } = parts;
  const app = new Hono();
  app.use(counted(parts.metrics));
  // In front of the guard, whose rules are for pages: the API brings headers of its own.
  app.route('/api/v1', api);
  app.use(guard(parley.config));
  addSigns(app, parts);
  for (const [path, enter] of Object.entries(parts.doors ?? {})) {
    app.all(path, (c) => enter(c.req.raw));
  }
  app.route('/', files());
  app.use(ownOriginOnly(parley.config), withReadableAddress);
  app.route('/', recordings(parley));
  addPages(app, parts);
  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse();
    parley.log.error({ error: error.stack }, 'a request failed');
    return c.text('Something went wrong on our side. Wait a moment and try again.', 500);
  });
  return app;
}

function addSigns(app: Hono, { parley, ready, metrics }: HttpParts): void {
  app.get('/healthz', (c) => c.json({ status: 'alive' }));
  app.get('/metrics', metricsDoor(metrics, parley.config));
  app.get('/readyz', async (c) => {
    const parts = await ready().catch((error: unknown) => {
      parley.log.error({ error: String(error) }, 'readiness could not be told');
      return { house: false };
    });
    const all = Object.values(parts).every(Boolean);
    return c.json({ status: all ? 'ready' : 'not ready', parts }, all ? 200 : 503);
  });
}

function addPages(app: Hono, { parley, pages }: HttpParts): void {
  const answer = answerPages(pages, parley.config.production ? 'production' : 'development');
  const page = (c: Context, request: Request, refusal?: Response) => {
    const context = new RouterContextProvider();
    const login = loginOf(parley, c);
    const visitor = visitorOf(parley, c, login);
    context.set(requestContext, { parley, login, visitor, nonce: nonceOf(c), refusal });
    return answer(request, context);
  };
  const tooLarge = (c: Context) => {
    const { url, method } = c.req;
    return page(c, new Request(url, { method }), new Response(TOO_LARGE, { status: 413 }));
  };
  app.use(limited(tooLarge));
  app.on(['GET', 'POST'], '/api/auth/*', (c) => parley.auth.handler(c.req.raw));
  app.all('*', (c) => page(c, c.req.raw));
}
