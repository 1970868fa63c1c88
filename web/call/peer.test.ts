import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { test } from 'node:test';
import type { Signal } from '#calls';
import { Peer } from './peer.ts';

/** As much of a browser's connection as a peer needs to believe in it. */
class Connection extends EventTarget {
  connectionState: RTCPeerConnectionState = 'new';
  signalingState = 'stable';
  localDescription = { sdp: 'an offer' };
  remoteDescription = null;
  onconnectionstatechange: (() => void) | null = null;
  restarts = 0;
  packets = 0;
  limits: unknown[] = [];
  heardMs: number | undefined;
  wholePictures = 0;
  #places: object[] = [];
  addTransceiver(kind: string): void {
    const parameters: RTCRtpSendParameters = {
      ...{ codecs: [], headerExtensions: [], rtcp: {}, transactionId: '' },
      encodings: [{}],
    };
    const sender = {
      replaceTrack: async () => {},
      setStreams: () => {},
      getParameters: () => structuredClone(parameters),
      track: { kind },
      setParameters: async (now: RTCRtpSendParameters, options?: { encodingOptions: object[] }) => {
        Object.assign(parameters, now);
        if (options) this.wholePictures += 1;
        this.limits.push(now.encodings[0]?.maxBitrate);
      },
    };
    const heard = () => (this.heardMs === undefined ? [] : [{ timestamp: this.heardMs }]);
    this.#places.push({ sender, receiver: { getSynchronizationSources: heard } });
  }
  getTransceivers(): object[] {
    return this.#places;
  }
  async setLocalDescription(): Promise<void> {}
  setConfiguration(): void {}
  restartIce(): void {
    this.restarts += 1;
  }
  async getStats(): Promise<Map<string, object>> {
    return new Map([['voice', { type: 'inbound-rtp', packetsReceived: this.packets }]]);
  }
  close(): void {
    this.signalingState = 'closed';
  }
  becomes(state: RTCPeerConnectionState): void {
    this.connectionState = state;
    this.onconnectionstatechange?.();
  }
}

// A set of tracks is all that is needed of a stream here.
Object.assign(globalThis, { MediaStream: Set });

/** A peer that makes the offers, connected, and what it did so far. */
async function connected() {
  const made: Connection[] = [];
  const said: [number, Signal['kind']][] = [];
  let timers: (() => void)[] = [];
  let silences = 0;
  let most: number | undefined;
  const peer = new Peer(
    { owner: true, firstEpoch: 7 },
    {
      make: () => made[made.push(new Connection()) - 1] as unknown as RTCPeerConnection,
      say: (epoch, { kind }) => void said.push([epoch, kind]),
      ice: () => [],
      freshIce: async () => [],
      tracks: () => ({ mic: null, camera: null, screen: null, screenSound: null }),
      later(run) {
        timers.push(run);
        return () => void (timers = timers.filter((one) => one !== run));
      },
      changed: () => {},
      silent: () => void (silences += 1),
      mostOfPicture: () => most,
    },
  );
  made[0]!.becomes('connected');
  await setImmediate();
  const timePasses = async () => {
    for (const run of timers.splice(0)) run();
    await setImmediate();
  };
  const picture = (bits: number | undefined) => {
    most = bits;
    peer.limit();
  };
  return { peer, made, said, timePasses, picture, silences: () => silences };
}

test('a connection thrown away is followed by a new one, whichever end wished it', async () => {
  const { peer, made, said } = await connected();
  peer.rebuild();
  await setImmediate();
  peer.signal(8, { kind: 'rebuild' });
  await setImmediate();
  // Wished for before the newest was made.
  peer.signal(8, { kind: 'rebuild' });
  assert.deepEqual(
    made.map(({ signalingState }) => signalingState),
    ['closed', 'closed', 'stable'],
  );
  assert.deepEqual(said, [
    [7, 'offer'],
    [8, 'offer'],
    [9, 'offer'],
  ]);
});

test('the picture takes less of the line while others join, and again as much as it likes when they left', async () => {
  const { made, picture } = await connected();
  picture(700_000);
  picture(700_000);
  picture(undefined);
  assert.deepEqual(made[0]?.limits, [700_000, undefined]);
});

test('the line is back and nothing is heard of the other: it is another network, and a new way is sought', async () => {
  const { peer, made, said, timePasses } = await connected();
  peer.mend();
  await setImmediate();
  await timePasses();
  assert.equal(made[0]?.restarts, 1);
  assert.deepEqual(said, [
    [7, 'offer'],
    [7, 'offer'],
  ]);
});

test('the line is back and the other was heard all along: nothing is touched', async () => {
  const { peer, made, timePasses } = await connected();
  peer.mend();
  await setImmediate();
  made[0]!.packets += 20;
  await timePasses();
  assert.equal(made[0]?.restarts, 0);
});

test('after a gap the next pictures are sent whole, and only then', async () => {
  const { made, timePasses } = await connected();
  const pictures = async (heardMs: number | undefined) => {
    made[0]!.heardMs = heardMs;
    await timePasses();
    return made[0]!.wholePictures;
  };
  for (const [heardMs, whole] of [
    [undefined, 0],
    [50_000, 0],
    [50_250, 0],
    // Nothing for long enough that the browser has forgotten the last of it.
    [undefined, 0],
    [62_000, 2],
    [62_250, 2],
  ] as const)
    assert.equal(await pictures(heardMs), whole);
});

test('that the other is not heard any more is said after a second, for two seconds', async () => {
  const { made, timePasses, silences } = await connected();
  const after = async (...heard: (number | undefined)[]) => {
    for (const heardMs of heard) {
      made[0]!.heardMs = heardMs;
      await timePasses();
    }
    return silences();
  };
  const never = undefined;
  assert.equal(await after(never, never, never, never, never), 0, 'who was never heard');
  assert.equal(await after(50_000, 50_250, 50_250, 50_250, 50_250), 0, 'too soon to say');
  assert.equal(await after(50_250, 50_250), 2);
  // The browser has forgotten the last of it.
  assert.equal(await after(never, never), 4);
  assert.equal(await after(62_000, 62_000, 62_000, 62_000), 4);
  const muchLater = Array.from({ length: 20 }, () => 62_000);
  assert.equal(await after(...muchLater), 12, 'perhaps their microphone was pulled out');
});
