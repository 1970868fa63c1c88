import { useEffect, useState } from 'react';

/** The server's clock, going on: that of the device may be wrong. */
export function useNow(serverNowMs: number): number {
  const [seen, setSeen] = useState({ serverNowMs, passedMs: 0 });
  useEffect(() => {
    const began = performance.now();
    const tick = () => setSeen({ serverNowMs, passedMs: performance.now() - began });
    const timer = setInterval(tick, 5_000);
    return () => clearInterval(timer);
  }, [serverNowMs]);
  return serverNowMs + (seen.serverNowMs === serverNowMs ? seen.passedMs : 0);
}
