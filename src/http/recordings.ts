import { serveStatic } from '@hono/node-server/serve-static';
import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { LARGEST_PART_BYTES, type Taken } from '#recordings';
import type { Parley } from './parley.ts';
import { visitorOf } from './visitor.ts';

const ID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const PRIVATE = 'private, no-store';

/** Recordings of calls: taken in parts from the host's browser, and handed out to whoever may see them. */
export function recordings(parley: Parley): Hono {
  const app = new Hono();
  const { recordings: kept, sessions } = parley;
  const taking = `/calls/recordings/:id{${ID}}`;
  const fromHost =
    (take: (personId: string, id: string, c: Context) => Promise<Taken>) => async (c: Context) => {
      const visitor = await visitorOf(parley, c)();
      if (!visitor) return answer(c, { ok: false, reason: 'not-found' });
      return answer(c, await take(visitor.person.id, c.req.param('id')!, c));
    };
  app.post(
    `${taking}/parts/:no{[0-9]{1,6}}`,
    bodyLimit({ maxSize: LARGEST_PART_BYTES }),
    fromHost(async (personId, id, c) => {
      const bytes = new Uint8Array(await c.req.arrayBuffer());
      return await kept.takePart(personId, id, Number(c.req.param('no')), bytes);
    }),
  );
  app.post(
    `${taking}/end`,
    fromHost((personId, id) => kept.close(personId, id)),
  );
  app.get(`/sessions/:session/recordings/:id{${ID}}`, async (c, next) => {
    const visitor = await visitorOf(parley, c)();
    const accountIds = (visitor?.accounts ?? []).map((account) => account.id);
    const file = await kept.fileOf(c.req.param('id'), { accountIds });
    return file ? await handOut(c, file) : await next();
  });
  app.get(`/b/:token{[\\w-]+}/recordings/:id{${ID}}`, async (c, next) => {
    const booking = await sessions.find(c.req.param('token'));
    if (booking?.status !== 'confirmed') return await next();
    const file = await kept.fileOf(c.req.param('id'), { bookedSession: booking.sessionId });
    return file ? await handOut(c, file) : await next();
  });
  return app;
}

/** In ranges where they are asked for: a player seeks by them. */
async function handOut(c: Context, path: string): Promise<Response | undefined> {
  c.header('Cache-Control', PRIVATE);
  c.header('Accept-Ranges', 'bytes');
  return (await serveStatic({ path })(c, async () => {})) ?? c.notFound();
}

const STATUS = { 'not-found': 404, ended: 409, 'too-large': 413, 'no-room': 507 } as const;

function answer(c: Context, taken: Taken): Response {
  return c.json(taken, taken.ok ? 200 : STATUS[taken.reason]);
}
