/** A redis of our own for tests, where Debian's redis-server is installed. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** Why the tests with it are left out; undefined where they can run. */
export const WITHOUT_REDIS = spawnSync('redis-server', ['--version']).error
  ? 'redis is not installed (apt-get install redis-server)'
  : undefined;

/** In memory, for this machine alone. */
export async function startRedis(port: number): Promise<ChildProcess> {
  const settings = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const running = spawn('redis-server', settings, { stdio: ['ignore', 'pipe', 'inherit'] });
  const { promise: there, resolve, reject } = Promise.withResolvers<void>();
  running.stdout.on('data', (text) => String(text).includes('Ready to accept') && resolve());
  once(running, 'exit').then(() => reject(new Error('redis ended before it was there')), reject);
  await there;
  return running;
}
