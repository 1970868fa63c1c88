import { useState } from 'react';
import type { IceServer } from '#calls';
import { networkWords, type NetworkWords } from '../network-words.ts';
import type { NetworkTestParts } from '../network-test.ts';

/** Nobody has to; whoever sits in a strict network knows before the session instead of in it. */
export function NetworkCheck({ relayHref, ready }: { relayHref: string; ready: boolean }) {
  const [found, setFound] = useState<NetworkWords | 'testing' | undefined>();
  const test = async () => {
    setFound('testing');
    const { testNetwork } = await import('../network-test.ts');
    setFound(networkWords(await testNetwork(partsFor(relayHref))));
  };
  const words =
    found === 'testing' ? 'Trying the network. This takes a few seconds.' : found?.words;
  return (
    <div className="trial">
      <button
        className="button"
        type="button"
        disabled={!ready || found === 'testing'}
        onClick={() => void test()}
      >
        Test the network
      </button>
      <p
        className={typeof found === 'object' && found.tone === 'warn' ? 'warn-words' : 'soft'}
        role="status"
      >
        {words}
      </p>
    </div>
  );
}

function partsFor(relayHref: string): NetworkTestParts {
  const ask = async (href: string) => {
    const answer = await fetch(href, { cache: 'no-store' });
    if (!answer.ok) throw new Error(`${href} answered ${answer.status}`);
    return answer;
  };
  return {
    ping: async () => void (await ask('/healthz')),
    relay: async () => (await (await ask(relayHref)).json()) as IceServer[],
    make: (config) => new RTCPeerConnection(config),
    nowMs: () => performance.now(),
    later(run, ms) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  };
}
