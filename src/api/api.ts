import { Hono, type Context, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { Failure } from '#base';
import { describeApi } from './document.ts';
import { documentOperation, operations } from './operations.ts';
import type { ApiParts, Operation } from './operation.ts';
import { problemResponse, refuse } from './problems.ts';
import { readAsk } from './read-ask.ts';

const BODY_BYTES_MAX = 64 * 1024;

/** Written as plain objects: the server passes them on without building a Headers. */
const CLOSED = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
};
const OPEN = { ...CLOSED, 'access-control-allow-origin': '*' };

/** The API of DESIGN section 9: every operation, its document, and problems for all the rest. */
export function createApi(parts: ApiParts): Hono {
  const app = new Hono();
  let written: string | undefined;
  const all: Operation[] = [
    ...operations,
    documentOperation(() => (written ??= JSON.stringify(describeApi(all, parts.appUrl)))),
  ];
  for (const operation of all) mount(app, operation, parts);
  for (const [path, here] of Map.groupBy(all, (operation) => operation.path)) {
    app.all(honoPath(path), (c) => otherMethod(c, here));
  }
  app.all('*', () =>
    problemResponse(refuse('not-found', 'There is nothing at this address.'), OPEN),
  );
  return app;
}

function mount(app: Hono, operation: Operation, parts: ApiParts): void {
  const headers = headersOf(operation);
  const answer = async (c: Context) => {
    try {
      return await answerTo(c, operation, parts);
    } catch (error) {
      return failed(error, operation, parts);
    }
  };
  const path = honoPath(operation.path);
  if (!operation.body) {
    app.on(operation.method, path, answer);
    return;
  }
  const tooLarge = refuse('too-large', `Send at most ${BODY_BYTES_MAX / 1024} KiB.`);
  const refuseIt = () => problemResponse(tooLarge, headers);
  const counting = bodyLimit({ maxSize: BODY_BYTES_MAX, onError: refuseIt });
  // A length that is told is judged by itself: counting would build a stream for every booking.
  const limit: MiddlewareHandler = async (c, next) => {
    const told = c.req.header('transfer-encoding') ? undefined : c.req.header('content-length');
    if (told === undefined) return await counting(c, next);
    return Number(told) > BODY_BYTES_MAX ? refuseIt() : await next();
  };
  app.on(operation.method, path, limit, answer);
}

async function answerTo(c: Context, operation: Operation, parts: ApiParts): Promise<Response> {
  const headers = headersOf(operation);
  const asked = await readAsk(c, operation, parts);
  const outcome = asked.ok ? await operation.handle(parts, asked.ask) : asked;
  if (outcome.ok) {
    return new Response('json' in outcome ? outcome.json : JSON.stringify(outcome.body), {
      status: operation.status,
      headers: { ...headers, 'content-type': 'application/json' },
    });
  }
  const challenge =
    outcome.code === 'unauthorized' ? { 'www-authenticate': 'Bearer realm="Parley API"' } : {};
  return problemResponse(outcome, { ...headers, ...challenge });
}

function failed(error: unknown, operation: Operation, { log }: ApiParts): Response {
  const headers = headersOf(operation);
  // The stack alone: a database's error also carries the values it stumbled over.
  const stack = error instanceof Error ? error.stack : String(error);
  log.error({ error: stack, operation: operation.id }, 'an API request failed');
  return error instanceof Failure
    ? problemResponse(refuse('unavailable', 'Please ask again in a moment.'), headers)
    : problemResponse(refuse('failed', 'This is our mistake, and it has been noted.'), headers);
}

/** Answers OPTIONS, a browser's question before a request from another origin, and refuses the rest. */
function otherMethod(c: Context, here: Operation[]): Response {
  const methods = here.map((operation) => operation.method.toUpperCase());
  if (methods.includes('GET')) methods.push('HEAD');
  const allow = [...methods, 'OPTIONS'].join(', ');
  const open = here.some((operation) => operation.access === 'anyone');
  const headers = { ...(open ? OPEN : CLOSED), allow };
  if (c.req.method !== 'OPTIONS') {
    return problemResponse(refuse('method-not-allowed', `This address knows ${allow}.`), headers);
  }
  const welcome = {
    'access-control-allow-methods': methods.join(', '),
    'access-control-allow-headers': 'content-type, idempotency-key',
    'access-control-max-age': '86400',
  };
  return new Response(null, { status: 204, headers: { ...headers, ...(open ? welcome : {}) } });
}

/** API keys are not for browsers, so only what needs none may be asked from other origins. */
function headersOf(operation: Operation): Record<string, string> {
  return operation.access === 'anyone' ? OPEN : CLOSED;
}

function honoPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}
