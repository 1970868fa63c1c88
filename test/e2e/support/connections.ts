/** What the browser itself counts, from the connections its page has made. */
import type { Page } from '@playwright/test';

interface Kept {
  connections: RTCPeerConnection[];
  tracks: MediaStreamTrack[];
  sockets: WebSocket[];
  rollbacks: number;
}

/** Before the page is opened: everything it makes is remembered. */
export async function keepConnections(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const kept: Kept = { connections: [], tracks: [], sockets: [], rollbacks: 0 };
    Object.assign(window, { kept });
    window.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        kept.connections.push(this);
      }
      override async setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
        const glares = description.type === 'offer' && this.signalingState === 'have-local-offer';
        if (glares) kept.rollbacks += 1;
        await super.setRemoteDescription(description);
      }
    };
    window.WebSocket = class extends WebSocket {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(url, protocols);
        kept.sockets.push(this);
      }
    };
    const devices = navigator.mediaDevices as MediaDevices | undefined;
    // Firefox has none on its empty first page.
    if (!devices) return;
    const ask = devices.getUserMedia.bind(devices);
    devices.getUserMedia = async (constraints) => {
      const stream = await ask(constraints);
      kept.tracks.push(...stream.getTracks());
      return stream;
    };
  });
}

export interface Open {
  connections: number;
  sockets: number;
  tracks: number;
}

/** What of it is still open. */
export async function stillOpen(page: Page): Promise<Open> {
  return await page.evaluate(() => {
    const { connections, sockets, tracks } = (window as unknown as { kept: Kept }).kept;
    return {
      connections: connections.filter(({ connectionState }) => connectionState !== 'closed').length,
      sockets: sockets.filter(({ readyState }) => readyState <= WebSocket.OPEN).length,
      tracks: tracks.filter(({ readyState }) => readyState === 'live').length,
    };
  });
}

export async function connectionsMade(page: Page): Promise<number> {
  return await page.evaluate(() => (window as unknown as { kept: Kept }).kept.connections.length);
}

export async function rollbacks(page: Page): Promise<number> {
  return await page.evaluate(() => (window as unknown as { kept: Kept }).kept.rollbacks);
}

export interface Counted {
  freezes: number;
  /** Of all voice that was played, made up because it did not arrive. */
  concealed: number;
  samples: number;
  /** Everything heard so far, as the browser adds it up. */
  voice: number;
  /** How the address in use was found, at both ends: 'host', 'srflx', 'prflx', 'relay'. */
  ends: string[];
}

export async function counted(page: Page): Promise<Counted> {
  return await page.evaluate(async () => {
    const { connections } = (window as unknown as { kept: Kept }).kept;
    const open = connections.filter(({ connectionState }) => connectionState === 'connected');
    const reports = await Promise.all(open.map((connection) => connection.getStats()));
    const all = reports.flatMap((report) => [...report.values()]) as Record<string, unknown>[];
    const inbound = all.filter(({ type }) => type === 'inbound-rtp');
    const sum = (name: string) =>
      inbound.reduce((total, report) => total + Number(report[name] ?? 0), 0);
    const pairs = all.filter(
      ({ type, nominated, state }) =>
        type === 'candidate-pair' && nominated && state === 'succeeded',
    );
    const ids = pairs.flatMap((pair) => [pair['localCandidateId'], pair['remoteCandidateId']]);
    return {
      freezes: sum('freezeCount'),
      concealed: sum('concealedSamples') - sum('silentConcealedSamples'),
      samples: sum('totalSamplesReceived'),
      voice: sum('totalAudioEnergy'),
      ends: all.filter(({ id }) => ids.includes(id)).map((end) => String(end['candidateType'])),
    };
  });
}

/** What was counted on either page while something ran, of whoever came off worse. */
export async function countedDuring<T>(
  pages: Page[],
  run: () => Promise<T>,
): Promise<{ result: T; freezes: number; concealedShare: number; heard: boolean }> {
  const before = await Promise.all(pages.map(counted));
  const result = await run();
  const after = await Promise.all(pages.map(counted));
  const each = after.map((now, place) => ({
    freezes: now.freezes - before[place]!.freezes,
    concealedShare:
      (now.concealed - before[place]!.concealed) / (now.samples - before[place]!.samples),
    heard: now.voice > before[place]!.voice,
  }));
  return {
    result,
    freezes: Math.max(...each.map(({ freezes }) => freezes)),
    concealedShare: Math.max(...each.map(({ concealedShare }) => concealedShare)),
    heard: each.every(({ heard }) => heard),
  };
}
