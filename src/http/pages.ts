import { createRequestHandler, type RequestHandler, type ServerBuild } from 'react-router';

type Routes = ServerBuild['routes'];
type Route = NonNullable<Routes[string]>;

/**
 * Answers with a page. React Router tries its routes one after another, and more than once for each page;
 * those of guests, asked for most, stand last. What can be nothing else is looked for among these alone.
 */
export function answerPages(
  pages: ServerBuild,
  mode: 'production' | 'development',
): RequestHandler {
  const words = ownWords(pages.routes);
  const anywhere = createRequestHandler(pages, mode);
  const atGuests = createRequestHandler(onlyGuests(pages), mode);
  return async (request, context) => {
    const [, word] = GUESTS.exec(new URL(request.url).pathname) ?? [];
    return await (word && !words.has(word) ? atGuests : anywhere)(request, context);
  };
}

/** '/ada-berger' or '/ada-berger/introductory-session'. */
const GUESTS = /^\/([a-z0-9-]+)(?:\/[a-z0-9-]+)?$/;

/** With which words our own addresses begin: 'sessions', 'b'. */
function ownWords(routes: Routes): Set<string | undefined> {
  return new Set(all(routes).map(({ path }) => path?.split('/')[0]));
}

/** The routes that begin with a word of somebody else’s choice, and what stands around them. */
function onlyGuests(pages: ServerBuild): ServerBuild {
  const ids = new Set<string>();
  for (const route of all(pages.routes)) {
    if (!route.path?.startsWith(':')) continue;
    for (let at: Route | undefined = route; at; at = pages.routes[at.parentId ?? ''])
      ids.add(at.id);
  }
  const only = <T>(routes: Record<string, T>): Record<string, T> =>
    Object.fromEntries(Object.entries(routes).filter(([id]) => ids.has(id)));
  const assets = { ...pages.assets, routes: only(pages.assets.routes) };
  return { ...pages, assets, routes: only(pages.routes) };
}

function all(routes: Routes): Route[] {
  return Object.values(routes).filter((route) => route !== undefined);
}
