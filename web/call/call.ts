/** One call in one browser: the state on screen, and the parts that bring it about. */
import type { FromServer } from '#calls';
import {
  AT_THE_DOOR,
  myself,
  next,
  type CallEvent,
  type CallState,
  type WhyEnded,
} from './call-state.ts';
import type { Devices } from './devices.ts';
import { createMedia, NO_MEDIA, type MediaParts, type MediaState } from './media.ts';
import { createMesh, type MeshParts } from './mesh.ts';
import type { PeerView } from './peer.ts';
import { countsOf, qualityBetween, type Counts, type Quality } from './quality.ts';
import { createSignalling, type SignallingParts } from './signalling.ts';

export interface Shown {
  call: CallState;
  media: MediaState;
  peers: Record<string, PeerView>;
  quality: Record<string, Quality>;
}

export const NOTHING_YET: Shown = { call: AT_THE_DOOR, media: NO_MEDIA, peers: {}, quality: {} };

export interface CallParts
  extends Pick<SignallingParts, 'open' | 'ticket' | 'keep' | 'later'>, Pick<MeshParts, 'make'> {
  devices: Devices;
  memory: MediaParts['memory'];
}

export type Call = ReturnType<typeof createCall>;

const LOOK_AT_QUALITY_MS = 2_000;

export function createCall(parts: CallParts) {
  let shown = NOTHING_YET;
  let hand = false;
  let lastShown = '';
  let stopLooking = () => {};
  const readers = new Set<() => void>();
  const show = (change: Partial<Shown>) => {
    shown = { ...shown, ...change };
    for (const read of readers) read();
  };
  const tell = (event: CallEvent) => show({ call: next(shown.call, event) });

  const signalling = createSignalling({
    ...parts,
    hear: (message) => hear(message),
    lineChanged(up) {
      tell({ e: 'line', up });
      if (up) mesh.mend();
    },
    ended: (why) => finish(why),
  });
  const mesh = createMesh({
    ...parts,
    say: signalling.say,
    changed: (peers) => show({ peers }),
  });
  const media = createMedia({
    ...parts,
    put: mesh.put,
    changed(state) {
      show({ media: state });
      showMyself();
    },
  });

  const hear = (message: FromServer) => {
    if (message.t === 'in' || message.t === 'ice') mesh.ice(message.ice);
    tell({ e: 'heard', message });
    if (message.t === 'signal') mesh.signal(message.from, message.epoch, message.signal);
    if (message.t === 'in') arrive();
    if (message.t !== 'in' && message.t !== 'people') return;
    mesh.people(message.people, shown.call.me);
    void media.fitTo(message.people.length);
  };
  const arrive = () => {
    hand = myself(shown.call)?.hand ?? false;
    lastShown = '';
    showMyself();
    watchQuality();
  };
  /** Tells the others what of us can be seen and heard, when it is not what they know. */
  const showMyself = () => {
    if (shown.call.stage !== 'in') return;
    const { mic, camera, screen, muted } = media.state();
    const shows = {
      mic: mic !== undefined && !muted,
      camera: Boolean(camera),
      screen: Boolean(screen),
      hand,
    };
    if (lastShown === JSON.stringify(shows)) return;
    lastShown = JSON.stringify(shows);
    signalling.say({ t: 'show', ...shows });
  };
  const watchQuality = () => {
    const before = new Map<string, Counts>();
    const look = async () => {
      const quality: Record<string, Quality> = {};
      for (const [id, connection] of mesh.connections()) {
        const counts = await countsOf(connection);
        quality[id] = qualityBetween(before.get(id) ?? counts, counts);
        before.set(id, counts);
      }
      show({ quality });
      if (shown.call.stage === 'in') stopLooking = parts.later(look, LOOK_AT_QUALITY_MS);
    };
    stopLooking();
    stopLooking = parts.later(look, LOOK_AT_QUALITY_MS);
  };
  const finish = (why: WhyEnded) => {
    stopLooking();
    mesh.close();
    media.close();
    tell({ e: 'ended', why });
  };

  return {
    media,
    shown: () => shown,
    watch(read: () => void) {
      readers.add(read);
      return () => readers.delete(read);
    },
    join() {
      tell({ e: 'joining' });
      signalling.start();
    },
    leave() {
      signalling.leave();
      finish('left');
    },
    hurry: () => signalling.hurry(),
    write: (text: string) => signalling.say({ t: 'chat', text }),
    openChat: (open: boolean) => tell({ e: 'chat-opened', open }),
    raiseHand(up: boolean) {
      hand = up;
      showMyself();
    },
    decide: (deed: 'admit' | 'refuse' | 'remove', id: string) => signalling.say({ t: deed, id }),
    lock: (locked: boolean) => signalling.say({ t: 'lock', locked }),
    /** The page goes away; the seat is kept for its return. */
    close() {
      stopLooking();
      mesh.close();
      media.close();
    },
  };
}
