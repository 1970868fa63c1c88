import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  createRequestHandler,
  RouterContextProvider,
  type RequestHandler,
  type ServerBuild,
} from 'react-router';
import { answerPages } from './pages.ts';

/** Paths by their names; what stands in a layout has it for a parent. */
const ROUTES: Record<string, { path?: string; parentId?: string }> = {
  'sign-in': { path: 'sign-in' },
  host: {},
  session: { path: 'sessions/:id', parentId: 'host' },
  lasting: { path: 'b/:token' },
  account: { path: ':account' },
  service: { path: ':account/:service' },
  unknown: { path: '*' },
};

const ADDRESSES = {
  '/ada-berger': 'account ada-berger',
  '/ada-berger/first-talk': 'service ada-berger first-talk',
  '/ada-berger/first-talk/': 'service ada-berger first-talk',
  '/ada-berger/first-talk/more': 'unknown ada-berger/first-talk/more',
  '/Ada-Berger': 'account Ada-Berger',
  '/sign-in': 'sign-in ',
  '/SIGN-IN': 'sign-in ',
  '/sign-ins': 'account sign-ins',
  '/sign-in/more': 'service sign-in more',
  '/sessions': 'account sessions',
  '/sessions/7': 'session 7',
  '/Sessions/7': 'session 7',
  '/%73essions/7': 'session 7',
  '/b/token': 'lasting token',
  '/b': 'account b',
};

test('every address leads to the page it always led to', async () => {
  const answer = answerPages(pagesOf(ROUTES), 'production');
  const plain = createRequestHandler(pagesOf(ROUTES), 'production');
  for (const [address, found] of Object.entries(ADDRESSES)) {
    for (const handler of [answer, plain]) assert.equal(await look(handler, address), found);
  }
});

async function look(handler: RequestHandler, address: string) {
  const request = new Request(`https://book.example.org${address}`);
  return await (await handler(request, new RouterContextProvider())).text();
}

/** Every route answers with its name and what it read out of the address. */
function pagesOf(routes: typeof ROUTES): ServerBuild {
  const answering = Object.entries(routes).map(([id, route]) => {
    const loader = ({ params }: { params: Record<string, string> }) =>
      new Response(`${id} ${Object.values(params).join(' ')}`);
    return [id, { id, parentId: 'root', ...route, module: route.path ? { loader } : {} }];
  });
  return {
    routes: { root: { id: 'root', path: '', module: {} }, ...Object.fromEntries(answering) },
    assets: { routes: {} },
    entry: { module: {} },
    routeDiscovery: { mode: 'initial' },
    future: {},
    ssr: true,
  } as unknown as ServerBuild;
}
