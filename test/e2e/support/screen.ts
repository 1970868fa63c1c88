/** A screen that nobody looks at, where Xvfb is installed: Firefox shares no other than a real one. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';

/** Why the tests with it are left out; undefined where they can run. */
export const WITHOUT_SCREEN =
  spawnSync('Xvfb', ['-help']).error && 'Xvfb is not installed (apt-get install xvfb)';

export interface Screen {
  /** As DISPLAY names it. */
  name: string;
  stop(): void;
}

export async function startScreen(): Promise<Screen> {
  // It takes the first number that is free, and writes which.
  const asked = ['-displayfd', '3', '-screen', '0', '1280x720x24', '-nolisten', 'tcp'];
  const running = spawn('Xvfb', asked, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const [number] = await once(running.stdio[3] as Readable, 'data');
  return { name: `:${String(number).trim()}`, stop: () => void running.kill() };
}
