import { renderToReadableStream, renderToString } from 'react-dom/server';
import {
  isRouteErrorResponse,
  ServerRouter,
  type EntryContext,
  type HandleDocumentRequestFunction,
  type RouterContextProvider,
} from 'react-router';
import { requestContext } from '#http';
import { isStatic } from './static.ts';

export default async function handleRequest(
  ...[
    request,
    status,
    headers,
    routerContext,
    loadContext,
  ]: Parameters<HandleDocumentRequestFunction>
): Promise<Response> {
  headers.set('Content-Type', 'text/html; charset=utf-8');
  if (request.method === 'HEAD') return new Response(null, { status, headers });
  if (isStatic(routerContext.staticHandlerContext.matches)) {
    return new Response(`<!doctype html>${renderWhole(request, routerContext)}`, {
      status,
      headers,
    });
  }
  const { parley, nonce } = loadContext.get(requestContext);
  let failed = false;
  const page = await renderToReadableStream(
    <ServerRouter context={routerContext} url={request.url} nonce={nonce} />,
    {
      nonce,
      signal: request.signal,
      onError(error) {
        failed = true;
        if (!request.signal.aborted)
          parley.log.error({ error: String(error) }, 'a page could not be drawn');
      },
    },
  );
  await page.allReady;
  return new Response(page, { status: failed ? 500 : status, headers });
}

/** Pages without scripts need no data sent along and no stream: one string is several times faster. */
function renderWhole(request: Request, routerContext: EntryContext): string {
  const context = { ...routerContext };
  delete context.serverHandoffStream;
  return renderToString(<ServerRouter context={context} url={request.url} />);
}

export function handleError(
  error: unknown,
  { request, context }: { request: Request; context: Readonly<RouterContextProvider> },
): void {
  // A method or an address that we do not have is no fault of ours.
  if (request.signal.aborted || isRouteErrorResponse(error)) return;
  const { log } = context.get(requestContext).parley;
  log.error({ error: error instanceof Error ? error.stack : String(error) }, 'a page failed');
}
