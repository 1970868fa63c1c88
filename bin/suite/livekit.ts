import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { runQuietly, which } from './commands.ts';

/** The newest that Go installs as it stands: later ones replace parts of their libraries. */
const VERSION = 'v1.11.0';

/**
 * The LiveKit server the tests run against: the one LIVEKIT_SERVER names, one on PATH, or one that Go
 * installs through its module proxy, kept for the next time. `missing` says in words why there is none.
 */
export async function findLiveKit(): Promise<{ program?: string; missing?: string }> {
  const named = process.env.LIVEKIT_SERVER || which('livekit-server');
  if (named) return { program: named };
  const folder = join(homedir(), '.cache', 'parley', `livekit-${VERSION}`);
  const program = join(folder, 'server');
  if (existsSync(program)) return { program };
  if (!which('go')) return { missing: 'neither a LiveKit server nor Go to install one is here' };
  console.log('  Installing a LiveKit server with Go (once; some minutes) …');
  const { code, output } = await runQuietly(
    'go',
    ['install', `github.com/livekit/livekit-server/cmd/server@${VERSION}`],
    { ...process.env, GOBIN: folder, CGO_ENABLED: '0' },
  );
  if (code === 0 && existsSync(program)) return { program };
  return { missing: `Go could not install LiveKit ${VERSION}: ${lastLine(output)}` };
}

function lastLine(output: string): string {
  return output.trim().split('\n').at(-1) ?? '';
}
