import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { test } from 'node:test';
import type { FromServer, IceServer, Person, ToServer } from '#calls';
import type { PeerView } from './engine.ts';
import { LiveKit } from './livekit.ts';
import type { LiveKitProgram } from './locked-room.ts';

interface Publication {
  source: string;
  isEncrypted: boolean;
  track: { mediaStreamTrack: string };
}

/** As much of LiveKit's client as a call needs to believe in it. */
class Room extends EventEmitter {
  static opened: Room[] = [];
  remoteParticipants = new Map<string, { trackPublications: Map<string, Publication> }>();
  localParticipant = {};
  rtcConfig: RTCConfiguration | undefined;
  async setE2EEEnabled(): Promise<void> {}
  async connect(_url: string, _token: string, options: { rtcConfig: RTCConfiguration }) {
    this.rtcConfig = options.rtcConfig;
    Room.opened.push(this);
  }
  async disconnect(): Promise<void> {}
  /** Somebody sends something, of which their browser says whether it is locked. */
  receives(id: string, source: string, { isEncrypted = true } = {}): void {
    const track = { mediaStreamTrack: `${source} of ${id}` };
    const known = this.remoteParticipants.get(id) ?? {
      trackPublications: new Map(),
      getTrackPublication: () => undefined,
    };
    this.remoteParticipants.set(id, known);
    known.trackPublications.set(source, { source, isEncrypted, track });
    this.emit('TrackSubscribed', track, { source, isEncrypted }, { identity: id });
  }
}

class Stream extends Set {
  addTrack(track: string): void {
    this.add(track);
  }
  removeTrack(track: string): void {
    this.delete(track);
  }
  getAudioTracks(): string[] {
    return [];
  }
}
Object.assign(globalThis, { MediaStream: Stream });

const tracksOf = (stream: MediaStream | undefined) =>
  stream ? [...(stream as unknown as Stream)] : [];

const words = new Proxy({}, { get: (_, word) => word });
const program = {
  client: {
    Room,
    RoomEvent: words,
    Track: { Source: words },
    BaseKeyProvider: class {
      onSetEncryptionKey(): void {}
    },
    setLogLevel() {},
  },
  startWorker: () => ({ terminate() {} }),
} as unknown as LiveKitProgram;

const KEYS = (credential: string): IceServer[] => [{ urls: ['turn:relay'], credential }];

/** Ada's page, whose connection to LiveKit stands. */
async function adasPage() {
  const said: ToServer['t'][] = [];
  const timers: { run: () => void; ms: number }[] = [];
  let views: Record<string, PeerView> = {};
  const engine = new LiveKit({
    able: true,
    load: async () => program,
    say: ({ t }) => void said.push(t),
    tracks: () => ({ mic: null, camera: null, screen: null, screenSound: null }),
    fit: async () => {},
    later(run, ms) {
      const timer = { run, ms };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer) >>> 0, 1);
    },
    silent: () => {},
    changed: (now) => void (views = now),
  });
  const there = (...ids: string[]) => engine.people(['ada', ...ids].map(person), 'ada');
  there('linus');
  engine.hear({ t: 'in', ice: KEYS('of the start') } as FromServer);
  engine.hear({ t: 'pass', url: 'wss://media', token: '', ice: KEYS('of the pass') });
  for (let turn = 0; turn < 20; turn += 1) await setImmediate();
  return {
    engine,
    there,
    said,
    room: Room.opened.at(-1) ?? assert.fail('it did not connect'),
    face: (id: string) => tracksOf(views[id]?.face),
    screen: (id: string) => tracksOf(views[id]?.screen),
    minutesPass: (minutes: number) =>
      timers.filter(({ ms }) => ms <= minutes * 60_000).forEach(({ run }) => run()),
  };
}

function person(id: string): Person {
  const shows = { mic: true, camera: true, screen: false, hand: false };
  return { id, name: id, role: 'guest', visit: 1, here: true, ...shows };
}

test('whoever comes back to our server, and was with LiveKit all the time, is seen and heard again', async () => {
  const { room, there, face, screen } = await adasPage();
  room.receives('linus', 'Camera');
  room.receives('linus', 'ScreenShare');
  there();
  there('linus');
  assert.deepEqual(face('linus'), ['Camera of linus']);
  assert.deepEqual(screen('linus'), ['ScreenShare of linus']);
});

test('what was sent unlocked is not taken, neither at first nor when its sender is back', async () => {
  const { room, there, face } = await adasPage();
  room.receives('linus', 'Camera', { isEncrypted: false });
  assert.deepEqual(face('linus'), []);
  there();
  there('linus');
  assert.deepEqual(face('linus'), []);
  room.receives('linus', 'Microphone');
  room.emit('ParticipantEncryptionStatusChanged', false, { identity: 'linus' });
  assert.deepEqual(face('linus'), []);
});

test('LiveKit’s client finds fresh keys to the relay whenever it mends its connection', async () => {
  const { engine, room, said, minutesPass } = await adasPage();
  assert.deepEqual(room.rtcConfig?.iceServers, KEYS('of the pass'));
  minutesPass(9);
  assert.equal(said.filter((t) => t === 'ice').length, 1);
  engine.hear({ t: 'ice', ice: KEYS('of later') });
  assert.deepEqual(room.rtcConfig?.iceServers, KEYS('of later'));
});
