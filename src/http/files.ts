import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../build/client', import.meta.url));

/** What the browser may keep: files with a hash in their name for ever, the others for an hour. */
export function files(): Hono {
  const app = new Hono();
  app.use('/assets/*', kept('public, max-age=31536000, immutable'));
  // Gone with an earlier build: the page that asks for it loads itself anew.
  app.get('/assets/*', (c) => c.text('There is no such file.', 404));
  // An account's address holds no full stop, so these never stand in its way.
  app.use('/:file{[^/]+\\.[a-z0-9]+}', kept('public, max-age=3600'));
  return app;
}

function kept(howLong: string) {
  return serveStatic({
    root: ROOT,
    precompressed: true,
    onFound: (_path, c) => c.header('Cache-Control', howLong),
  });
}
