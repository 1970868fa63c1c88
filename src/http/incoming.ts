/** What comes in, kept to a size and a shape that everything behind can take. */
import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';

const LARGEST_BYTES = 256 * 1024;

/** Of our own forms none comes near it. */
export const TOO_LARGE =
  'This is far more than fits. Go back in your browser, where what you wrote still stands, make it shorter and send it again.';

/** Whoever may send without a key could otherwise fill the memory of the process. */
export function limited(refuse: (c: Context) => Response | Promise<Response>): MiddlewareHandler {
  const counting = bodyLimit({ maxSize: LARGEST_BYTES, onError: refuse });
  // Asking for the body of a page that is only read would build a whole request each time.
  return async (c, next) =>
    c.req.method === 'GET' || c.req.method === 'HEAD' ? await next() : await counting(c, next);
}

/**
 * A NUL in an address is read as an unknown letter, which PostgreSQL does not refuse to look for; and a
 * percent sign that begins nothing as itself.
 */
export const withReadableAddress: MiddlewareHandler = async (c, next) => {
  const { url } = c.req;
  if (url.includes('%')) {
    const readable = (isWellFormed(url) ? url : url.replaceAll('%', '%25')).replaceAll(
      '%00',
      '%EF%BF%BD',
    );
    if (readable !== url) c.req.raw = new Request(readable, c.req.raw);
  }
  await next();
};

function isWellFormed(url: string): boolean {
  try {
    decodeURI(new URL(url).pathname);
    return true;
  } catch (error) {
    if (error instanceof URIError) return false;
    throw error;
  }
}
