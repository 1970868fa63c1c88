/** The connections to everybody else in the call. */
import type { IceServer, Person, Signal, ToServer } from '#calls';
import { Peer, type PeerView, type Slot, type Tracks } from './peer.ts';

export interface MeshParts {
  make(ice: IceServer[]): RTCPeerConnection;
  say(message: ToServer): void;
  later(run: () => void, ms: number): () => void;
  changed(views: Record<string, PeerView>): void;
}

/** Old credentials are better than none; the relay may still take them. */
const FRESH_ICE_MS = 3_000;

export class Mesh {
  readonly #parts: MeshParts;
  readonly #peers = new Map<string, { peer: Peer; epoch: number }>();
  readonly #tracks: Tracks = { mic: null, camera: null, screen: null, screenSound: null };
  #views: Record<string, PeerView> = {};
  #servers: IceServer[] = [];
  #waiting: ((servers: IceServer[]) => void)[] = [];

  constructor(parts: MeshParts) {
    this.#parts = parts;
  }

  /** Connects to whoever is new, or new on a page loaded anew, and drops whoever is gone. */
  people(people: Person[], me: string): void {
    const mine = people.find(({ id }) => id === me);
    if (!mine) return;
    for (const id of this.#peers.keys()) {
      if (!people.some((person) => person.id === id)) this.#drop(id);
    }
    for (const { id, visit } of people) {
      if (id === me) continue;
      const owner = me < id;
      const epoch = owner ? epochOf(mine.visit, visit) : epochOf(visit, mine.visit);
      if (this.#peers.get(id)?.epoch === epoch) continue;
      this.#drop(id);
      this.#connect(id, owner, epoch);
    }
  }

  signal(from: string, epoch: number, signal: Signal): void {
    this.#peers.get(from)?.peer.signal(epoch, signal);
  }

  put(slot: Slot, track: MediaStreamTrack | null): void {
    this.#tracks[slot] = track;
    for (const { peer } of this.#peers.values()) peer.put(slot, track);
  }

  ice(servers: IceServer[]): void {
    this.#servers = servers;
    for (const resolve of this.#waiting) resolve(servers);
    this.#waiting = [];
  }

  mend(): void {
    for (const { peer } of this.#peers.values()) peer.mend();
  }

  connections(): Map<string, RTCPeerConnection> {
    const open = [...this.#peers].flatMap(([id, { peer }]): [string, RTCPeerConnection][] => {
      const connection = peer.connection();
      return connection ? [[id, connection]] : [];
    });
    return new Map(open);
  }

  close(): void {
    for (const id of this.#peers.keys()) this.#drop(id);
  }

  #connect(id: string, owner: boolean, epoch: number): void {
    const peer = new Peer(
      { owner, firstEpoch: epoch },
      {
        make: this.#parts.make,
        later: this.#parts.later,
        say: (of, signal) => this.#parts.say({ t: 'signal', to: id, epoch: of, signal }),
        ice: () => this.#servers,
        freshIce: () => this.#freshIce(),
        tracks: () => this.#tracks,
        changed: (view) => this.#show(id, view),
      },
    );
    this.#peers.set(id, { peer, epoch });
  }

  #drop(id: string): void {
    this.#peers.get(id)?.peer.close();
    if (this.#peers.delete(id)) this.#show(id, undefined);
  }

  async #freshIce(): Promise<IceServer[]> {
    if (!this.#servers.some(({ credential }) => credential)) return this.#servers;
    return await new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#parts.later(() => resolve(this.#servers), FRESH_ICE_MS);
      if (this.#waiting.length === 1) this.#parts.say({ t: 'ice' });
    });
  }

  #show(id: string, view: PeerView | undefined): void {
    const { [id]: _, ...rest } = this.#views;
    this.#views = view ? { ...rest, [id]: view } : rest;
    this.#parts.changed(this.#views);
  }
}

/** Larger than that of every connection between pages these two had open before. */
function epochOf(ownersVisit: number, othersVisit: number): number {
  return ownersVisit * 1_000 + othersVisit;
}
