import { serve } from '@hono/node-server';
import type { ServerType } from '@hono/node-server';
import type { AddressInfo } from 'node:net';
import type { Control } from './control.ts';
import { passTime } from './meeting-life.ts';
import type { Sandbox } from './sandbox.ts';
import { assemble } from './sandbox.ts';
import { createStore } from './store.ts';
import { deliverDue } from './webhooks.ts';
import type { SandboxOptions, World } from './world.ts';
import { createWorld, subscriptionOf } from './world.ts';

type Fetch = (request: Request, env?: unknown) => Promise<Response>;

const tickMs = 250;

export interface RunningSandbox extends Sandbox {
  /** Without a slash at the end. */
  url: string;
  control: Control;
  close(): Promise<void>;
}

/** Listens; port 0 picks a free one. With `stateFile`, goes on where it was. */
export async function startSandbox(
  options: SandboxOptions & { port: number; hostname?: string },
): Promise<RunningSandbox> {
  const world = createWorld(options);
  const keeping = await keepState(world, options);
  const sandbox = assemble(world);
  const answer: Fetch = async (request, env) => {
    const response = await sandbox.app.fetch(request, env);
    keeping?.saveIfChanged();
    return response;
  };
  const { server, port } = await listen(answer, options);
  if (!options.baseUrl) world.baseUrl = `http://localhost:${port}`;
  const tick = setInterval(() => {
    passTime(world);
    deliverDue(world);
    keeping?.saveIfChanged();
  }, tickMs);
  return {
    ...sandbox,
    url: world.baseUrl,
    async close() {
      clearInterval(tick);
      world.closing.abort();
      await closeServer(server);
      await Promise.all(world.underWay);
      await keeping?.finish();
    },
  };
}

async function keepState(world: World, options: SandboxOptions) {
  if (!options.stateFile) return null;
  const store = createStore(options.stateFile, () => world.state);
  const former = await store.load();
  if (former) world.state = { ...former, subscription: restored(former, options) };
  let written = JSON.stringify(world.state);
  const saveIfChanged = () => {
    const text = JSON.stringify(world.state);
    if (text === written) return;
    written = text;
    store.save();
  };
  return {
    saveIfChanged,
    async finish() {
      saveIfChanged();
      await store.flush();
    },
  };
}

/** What the caller says about the webhook counts for more than what was kept. */
function restored(former: World['state'], options: SandboxOptions) {
  const given = subscriptionOf(options);
  return {
    ...former.subscription,
    url: given.url ?? former.subscription.url,
    deauthorizationUrl: given.deauthorizationUrl ?? former.subscription.deauthorizationUrl,
    secret: options.webhookSecret ?? former.subscription.secret,
  };
}

function listen(
  answer: Fetch,
  options: { port: number; hostname?: string },
): Promise<{ server: ServerType; port: number }> {
  return new Promise((done, fail) => {
    const server = serve(
      { fetch: answer, port: options.port, hostname: options.hostname ?? '127.0.0.1' },
      (info: AddressInfo) => done({ server, port: info.port }),
    );
    server.once('error', fail);
  });
}

function closeServer(server: ServerType): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}
