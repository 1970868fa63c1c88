/** A relay of our own for tests, where coturn is installed. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SECRET = 'a secret of the relay for tests';

/** Why the tests with a relay are left out; undefined where they can run. */
export const WITHOUT_COTURN =
  spawnSync('turnserver', ['--version']).error &&
  'coturn is not installed (apt-get install coturn)';

export const relaySettings = (port: number) => ({
  TURN_URLS: `turn:127.0.0.1:${port}?transport=udp`,
  TURN_SECRET: SECRET,
});

/** `within` stands before the program, where it is to run somewhere else than here. */
export interface RelayPlace {
  ip: string;
  within: string[];
}

const HERE: RelayPlace = { ip: '127.0.0.1', within: [] };

export async function startCoturn(port: number, { ip, within } = HERE): Promise<ChildProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-coturn-'));
  const [command = '', ...before] = [...within, 'turnserver'];
  const running = spawn(
    command,
    [
      ...before,
      ...['-n', '--no-cli', '--no-tls', '--no-dtls', '--allow-loopback-peers'],
      ...[`--listening-ip=${ip}`, `--relay-ip=${ip}`, `--listening-port=${port}`],
      ...['--use-auth-secret', `--static-auth-secret=${SECRET}`, '--realm=parley'],
      ...[`--pidfile=${join(folder, 'pid')}`, `--userdb=${join(folder, 'db')}`],
      `--log-file=${join(folder, 'log')}`,
    ],
    { stdio: 'ignore' },
  );
  const there = () => (within.length > 0 ? listensWithin(port, within) : listens(port));
  while (!(await there())) await new Promise((resolve) => setTimeout(resolve, 50));
  return running;
}

/** At once, as a power cut would. */
export async function kill(running: ChildProcess): Promise<void> {
  const ended = once(running, 'exit');
  running.kill('SIGKILL');
  await ended;
}

/** As coturn's manual tells it, apart from our own code. */
export function credentialUntil(expiresS: number, secret = SECRET) {
  const username = `${expiresS}:anybody`;
  return { username, credential: createHmac('sha1', secret).update(username).digest('base64') };
}

async function listens(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  const answer = await Promise.race([
    once(socket, 'connect').then(() => true),
    once(socket, 'error').then(() => false),
  ]).catch(() => false);
  socket.destroy();
  return answer;
}

/** From here nothing in there can be called. */
function listensWithin(port: number, [command = '', ...args]: string[]): boolean {
  const { stdout } = spawnSync(command, [...args, 'ss', '-Hltn', `sport = :${port}`]);
  return stdout.length > 0;
}
