/** A LiveKit server of our own for tests, where there is one: LIVEKIT_SERVER names the program. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';

export const LIVEKIT_KEYS = {
  LIVEKIT_API_KEY: 'a-key-for-tests',
  LIVEKIT_API_SECRET: 'a secret of LiveKit that is long enough',
};

/** Why the tests with LiveKit are left out; undefined where they can run. */
export const WITHOUT_LIVEKIT = process.env['LIVEKIT_SERVER']
  ? undefined
  : 'no LiveKit server here: LIVEKIT_SERVER does not name one';

/** Nobody answers there, for everybody is on one machine; but named, and at a port that Firefox allows. */
export const OUR_STUN = 'stun:127.0.0.1:3478';

export interface LiveKitPlace {
  url: string;
  port: number;
}

/** Where it is going to be: the house wants to know before it is there. */
export async function liveKitPlace(): Promise<LiveKitPlace> {
  const port = await freePort();
  return { url: `ws://127.0.0.1:${port}`, port };
}

/** What tells a house of it, with sessions too large to go from browser to browser. */
export function largeCallsAt({ url }: LiveKitPlace): Record<string, string> {
  return { LIVEKIT_URL: url, ...LIVEKIT_KEYS, STUN_URLS: OUR_STUN, CAPACITY: '7' };
}

/** Configured as our documentation asks for it; posts its news to the house. */
export async function startLiveKit(
  { port }: LiveKitPlace,
  { houseUrl, redis }: { houseUrl: string; redis?: string },
): Promise<ChildProcess> {
  const config = {
    port,
    bind_addresses: ['127.0.0.1'],
    rtc: {
      udp_port: await freePort(),
      tcp_port: await freePort(),
      enable_loopback_candidate: true,
      use_external_ip: false,
      node_ip: '127.0.0.1',
      // Never asked: it is here so that LiveKit names no public service to browsers.
      stun_servers: ['127.0.0.1:1'],
    },
    keys: { [LIVEKIT_KEYS.LIVEKIT_API_KEY]: LIVEKIT_KEYS.LIVEKIT_API_SECRET },
    room: { auto_create: false },
    webhook: { api_key: LIVEKIT_KEYS.LIVEKIT_API_KEY, urls: [`${houseUrl}/calls/livekit`] },
    ...(redis && { redis: { address: redis } }),
  };
  const program = process.env['LIVEKIT_SERVER'] ?? '';
  // YAML reads JSON as it is.
  const args = ['--config-body', JSON.stringify(config), '--node-ip', '127.0.0.1'];
  const running = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [running.stdout, running.stderr]) {
    stream.on('data', (text) => (said = `${said}${text}`.slice(-4_000)));
  }
  running.once('exit', (code) => code && console.error(`LiveKit ended with ${code}:\n${said}`));
  await answers(`http://127.0.0.1:${port}`);
  return running;
}

async function answers(url: string): Promise<void> {
  const giveUpAt = Date.now() + 20_000;
  while (!(await fetch(url).catch(() => undefined))?.ok) {
    if (Date.now() > giveUpAt) throw new Error(`nobody answers at ${url}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
