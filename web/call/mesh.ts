/** The connections to everybody else in the call. */
import type { IceServer, Person, Signal, ToServer } from '#calls';
import { createPeer, SLOTS, type Peer, type PeerView, type Slot, type Tracks } from './peer.ts';

export interface MeshParts {
  make(ice: IceServer[]): RTCPeerConnection;
  say(message: ToServer): void;
  later(run: () => void, ms: number): () => void;
  changed(views: Record<string, PeerView>): void;
}

export interface Mesh {
  /** Connects to whoever is new and drops whoever is gone. */
  people(people: Person[], me: string): void;
  signal(from: string, epoch: number, signal: Signal): void;
  put(slot: Slot, track: MediaStreamTrack | null): void;
  ice(servers: IceServer[]): void;
  mend(): void;
  connections(): Map<string, RTCPeerConnection>;
  close(): void;
}

/** Old credentials are better than none; the relay may still take them. */
const FRESH_ICE_MS = 3_000;

export function createMesh(parts: MeshParts): Mesh {
  const peers = new Map<string, { peer: Peer; epoch: number }>();
  const tracks: Tracks = { mic: null, camera: null, screen: null, screenSound: null };
  let views: Record<string, PeerView> = {};
  let servers: IceServer[] = [];
  let waiting: ((servers: IceServer[]) => void)[] = [];

  const show = (id: string, view: PeerView | undefined) => {
    const { [id]: _, ...rest } = views;
    views = view ? { ...rest, [id]: view } : rest;
    parts.changed(views);
  };
  const freshIce = async () => {
    if (!servers.some(({ credential }) => credential)) return servers;
    return await new Promise<IceServer[]>((resolve) => {
      waiting.push(resolve);
      parts.later(() => resolve(servers), FRESH_ICE_MS);
      if (waiting.length === 1) parts.say({ t: 'ice' });
    });
  };
  const connect = (id: string, owner: boolean, epoch: number) => {
    const peer = createPeer(
      { owner, firstEpoch: epoch },
      {
        make: parts.make,
        later: parts.later,
        say: (of, signal) => parts.say({ t: 'signal', to: id, epoch: of, signal }),
        ice: () => servers,
        freshIce,
        tracks: () => tracks,
        changed: (view) => show(id, view),
      },
    );
    peers.set(id, { peer, epoch });
  };
  const drop = (id: string) => {
    peers.get(id)?.peer.close();
    peers.delete(id);
    show(id, undefined);
  };

  return {
    people(people, me) {
      const mine = people.find(({ id }) => id === me);
      if (!mine) return;
      for (const id of peers.keys()) if (!people.some((person) => person.id === id)) drop(id);
      for (const { id, visit } of people) {
        if (id === me) continue;
        const owner = me < id;
        const epoch = owner ? epochOf(mine.visit, visit) : epochOf(visit, mine.visit);
        const known = peers.get(id);
        if (known?.epoch === epoch) continue;
        if (known) drop(id);
        connect(id, owner, epoch);
      }
    },
    signal: (from, epoch, signal) => peers.get(from)?.peer.signal(epoch, signal),
    put(slot, track) {
      tracks[slot] = track;
      for (const { peer } of peers.values()) peer.put(slot, track);
    },
    ice(fresh) {
      servers = fresh;
      for (const resolve of waiting) resolve(fresh);
      waiting = [];
    },
    mend() {
      for (const { peer } of peers.values()) peer.mend();
    },
    connections() {
      const open = [...peers].flatMap(([id, { peer }]): [string, RTCPeerConnection][] => {
        const connection = peer.connection();
        return connection ? [[id, connection]] : [];
      });
      return new Map(open);
    },
    close() {
      for (const id of peers.keys()) drop(id);
      for (const slot of SLOTS) tracks[slot] = null;
    },
  };
}

/** Larger than that of every connection between pages these two had open before. */
function epochOf(ownersVisit: number, othersVisit: number): number {
  return ownersVisit * 1_000 + othersVisit;
}
