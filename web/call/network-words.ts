import type { NetworkFound } from './network-test.ts';

export interface NetworkWords {
  tone: 'good' | 'warn';
  words: string;
}

const SLOW_MS = 400;
const LOSSY = 0.05;

/** What a test of the network found, and what to do about it. */
export function networkWords({ lineMs, relay }: NetworkFound): NetworkWords {
  if (lineMs === undefined) {
    return warn('This server cannot be reached just now. Look whether your network is on.');
  }
  if (relay.is === 'blocked') {
    return warn(
      'This network does not let the relay through. A call may still find a direct way; if it does not, another network helps, such as that of a phone.',
    );
  }
  if (relay.is === 'carries' && relay.lostShare > LOSSY) {
    return warn(
      `On the way through the relay ${Math.round(relay.lostShare * 100)} of 100 packets were lost. Voices may break up; a cable or a place nearer to the router helps.`,
    );
  }
  const ms = relay.is === 'carries' ? Math.max(lineMs, relay.ms) : lineMs;
  if (ms > SLOW_MS) {
    return warn(
      `Your network answers slowly (${secondsOf(ms)}). Pause downloads, or move nearer to the router.`,
    );
  }
  return { tone: 'good', words: `Your network is ready${WAYS[relay.is]}` };
}

const WAYS: Record<Exclude<NetworkFound['relay']['is'], 'blocked'>, string> = {
  carries: ': a short call through the relay came back whole.',
  reached: ': this server answers quickly, and its relay is within reach.',
  none: ': this server answers quickly. It has no relay, so a call needs a direct way between you, which most networks have.',
};

function secondsOf(ms: number): string {
  return `${(ms / 1000).toFixed(1)} seconds there and back`;
}

function warn(words: string): NetworkWords {
  return { tone: 'warn', words };
}
