import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { test } from 'node:test';
import type { Signal } from '#calls';
import { Peer } from './peer.ts';
import { Connection } from './stand-in.ts';

/** A peer that was just made, and what it did so far. */
async function opened({ owner = true } = {}) {
  const made: Connection[] = [];
  const said: [number, Signal['kind']][] = [];
  const shown: string[] = [];
  let timers: (() => void)[] = [];
  let silences = 0;
  let most: number | undefined;
  const peer = new Peer(
    { owner, firstEpoch: 7 },
    {
      make: () => made[made.push(new Connection()) - 1] as unknown as RTCPeerConnection,
      say: (epoch, { kind }) => void said.push([epoch, kind]),
      ice: () => [],
      async freshIce(be) {
        made.at(-1)?.steps.push(be);
        return [{ urls: [be] }];
      },
      tracks: () => ({ mic: null, camera: null, screen: null, screenSound: null }),
      later(run) {
        timers.push(run);
        return () => void (timers = timers.filter((one) => one !== run));
      },
      changed: (view) => void shown.push(view.connection),
      silent: () => void (silences += 1),
      mostOfPicture: () => most,
    },
  );
  await setImmediate();
  const timePasses = async () => {
    for (const run of timers.splice(0)) run();
    await setImmediate();
  };
  const picture = (bits: number | undefined) => {
    most = bits;
    peer.limit();
  };
  return { peer, made, said, shown, timePasses, picture, silences: () => silences };
}

/** One that makes the offers and found its way. */
async function connected() {
  const opening = await opened();
  opening.made[0]!.becomes('connected');
  return opening;
}

test('whoever keeps their address to themselves does so after a repair, too', async () => {
  const { made, said } = await connected();
  made[0]!.becomes('failed');
  await setImmediate();
  assert.deepEqual(made[0]?.configuration, {
    iceTransportPolicy: 'relay',
    iceServers: [{ urls: ['new'] }],
  });
  assert.equal(said.length, 2);
});

test('the first way is sought with credentials that still work, a later one with new ones, at either end', async () => {
  const host = await connected();
  host.made[0]!.becomes('failed');
  await setImmediate();
  assert.deepEqual(host.made[0]?.steps, ['young', 'new']);
  const guest = await opened({ owner: false });
  guest.peer.signal(7, { kind: 'offer', sdp: 'theirs' });
  guest.peer.signal(7, { kind: 'offer', sdp: 'theirs, restarted' });
  await setImmediate();
  assert.deepEqual(guest.made[0]?.steps, ['young', 'heard', 'new', 'heard']);
});

test('where no way was ever found it is told, and tried again', async () => {
  const { made, shown, said, timePasses } = await opened();
  await timePasses();
  assert.equal(shown.at(-1), 'failed');
  assert.equal(made[0]?.restarts, 1);
  await timePasses();
  assert.equal(made[0]?.restarts, 2);
  assert.equal(said.length, 3);
});

test('an offer nobody answers is said again for as long as that lasts', async () => {
  const { made, said, timePasses } = await opened();
  made[0]!.signalingState = 'have-local-offer';
  await timePasses();
  await timePasses();
  assert.equal(said.length, 3);
  assert.equal(made[0]?.restarts, 0, 'a new one would only be lost in the same way');
});

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
