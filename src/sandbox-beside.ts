import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { randomIds, type Ids } from '#base';
import type { Config } from '#config';
import { cannotStart, portRefused } from './cannot-start.ts';

/** Our registration at Zoom, and where that Zoom is. */
export interface ZoomApp {
  clientId: string;
  clientSecret: string;
  /** Any of them may sign Zoom's events. */
  webhookSecrets: string[];
  oauthUrl: string;
  apiUrl: string;
}

/** Both ends are ours and on this machine; the secret keeps nothing. */
const CLIENT = { clientId: 'parley-on-this-machine', clientSecret: 'sandbox' };
const PROGRAM = join(import.meta.dirname, '../sandbox/cli.ts');

/** Starts the Zoom sandbox as a process of its own, on the port after ours, and waits until it listens. */
export async function startSandbox(
  config: Pick<Config, 'port' | 'appUrl' | 'dataDir'>,
  ids: Pick<Ids, 'token'> = randomIds,
): Promise<{ app: ZoomApp; url: string; stop: () => void }> {
  if (config.port !== 0) await refuseTaken(config.port + 1);
  const webhookSecret = ids.token();
  // With "=", so that a value may begin with a dash, as one random secret in 64 does.
  const child = spawn(
    process.execPath,
    [
      PROGRAM,
      `--port=${config.port === 0 ? 0 : config.port + 1}`,
      `--client-id=${CLIENT.clientId}`,
      `--client-secret=${CLIENT.clientSecret}`,
      '--app-name=Parley',
      `--redirect-uri=${config.appUrl}/zoom/callback`,
      // Without a port of our own choosing nobody can say where events should go.
      ...(config.port === 0 ? [] : [`--webhook-url=http://localhost:${config.port}/zoom/webhook`]),
      `--webhook-secret=${webhookSecret}`,
      `--state-file=${join(config.dataDir, 'zoom-sandbox.json')}`,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const stop = () => void child.kill();
  process.once('exit', stop);
  const url = await Promise.race([
    addressFrom(createInterface({ input: child.stdout })),
    once(child, 'exit').then(() => undefined),
  ]);
  if (!url)
    throw cannotStart('the Zoom sandbox did not start. Set ZOOM_SANDBOX=off to go without it.');
  const app = { ...CLIENT, webhookSecrets: [webhookSecret], oauthUrl: url, apiUrl: url };
  return { app, url, stop };
}

/** Told here, where the settings are known; the sandbox could say no more than that it ended. */
async function refuseTaken(port: number): Promise<void> {
  const trial = createServer().listen(port, '127.0.0.1');
  try {
    await once(trial, 'listening');
  } catch (error) {
    throw portRefused(
      error as Error,
      'The Zoom sandbox runs on the port after PORT: set another PORT, or ZOOM_SANDBOX=off to go without it.',
    );
  } finally {
    trial.close();
  }
}

async function addressFrom(lines: AsyncIterable<string>): Promise<string | undefined> {
  for await (const line of lines) {
    const address = /https?:\/\/\S+/.exec(line);
    if (address) return address[0];
  }
  return undefined;
}
