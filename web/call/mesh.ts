/** A call from browser to browser: the connections to everybody else in it. */
import type { FromServer, IceServer, Person } from '#calls';
import {
  RELAY_KEYS_YOUNG_MS,
  type CallEngine,
  type EngineParts,
  type PeerView,
  type Slot,
} from './engine.ts';
import { Peer } from './peer.ts';
import { countsIn, framesIn, type Counts } from './quality.ts';
import { isStill, looked, type Drawing } from './still.ts';
import { fingerprintsOf } from './fingerprints.ts';

export interface MeshParts extends EngineParts {
  make(ice: IceServer[], relayOnly: boolean): RTCPeerConnection;
}

interface Known {
  peer: Peer;
  epoch: number;
  drawn: boolean;
  drawing: Drawing | undefined;
  /** A connection was made anew for it, and needs time to help. */
  leftAloneUntilMs: number;
  /** That did not help so far: once more would only interrupt the voice. */
  triedInVain: boolean;
}

/** Old credentials are better than none; the relay may still take them. */
const FRESH_ICE_MS = 3_000;
/** Enough for a face at 640x360; sent two or three times over, it still fits the line of a home. */
const SMALL_PICTURE_BITS = 700_000;
const LEFT_ALONE_MS = 60_000;

export class Mesh implements CallEngine {
  readonly #parts: MeshParts;
  readonly #peers = new Map<string, Known>();
  #views: Record<string, PeerView> = {};
  #servers: IceServer[] = [];
  #young = false;
  #stopAgeing = () => {};
  #relayOnly = false;
  #people = 0;
  #waiting: ((servers: IceServer[]) => void)[] = [];

  constructor(parts: MeshParts) {
    this.#parts = parts;
  }

  /** Connects to whoever is new, or new on a page loaded anew, and drops whoever is gone. */
  people(people: Person[], me: string): void {
    const mine = people.find(({ id }) => id === me);
    if (!mine) return;
    this.#people = people.length;
    // What is taken small need not be made small for each of the others.
    void this.#parts.fit(people.length > 2 ? 'small' : 'large');
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
    for (const { peer } of this.#peers.values()) peer.limit();
  }

  hear(message: FromServer): void {
    if (message.t === 'in') this.#relayOnly = message.relayOnly;
    if (message.t === 'in' || message.t === 'ice') this.#ice(message.ice);
    if (message.t !== 'signal') return;
    this.#peers.get(message.from)?.peer.signal(message.epoch, message.signal);
  }

  put(slot: Slot): void {
    for (const { peer } of this.#peers.values()) peer.put(slot);
  }

  /** Browsers fit what they send to the line; only a server sends several sizes. */
  sized(): void {}

  drawn(id: string): void {
    const known = this.#peers.get(id);
    if (known) known.drawn = true;
  }

  mend(): void {
    for (const { peer } of this.#peers.values()) peer.mend();
  }

  level(id: string): number {
    return this.#peers.get(id)?.peer.level() ?? 0;
  }

  async counts(): Promise<Map<string, Counts>> {
    const counts = new Map<string, Counts>();
    for (const [id, { peer }] of this.#peers) {
      const report = await peer.connection()?.getStats();
      if (!report) continue;
      counts.set(id, countsIn([report]));
      this.#watchPicture(id, report);
    }
    return counts;
  }

  keysWith(id: string): [string, string] | undefined {
    const connection = this.#peers.get(id)?.peer.connection();
    return connection && fingerprintsOf(connection);
  }

  close(): void {
    this.#stopAgeing();
    for (const id of this.#peers.keys()) this.#drop(id);
  }

  #connect(id: string, owner: boolean, epoch: number): void {
    const peer = new Peer(
      { owner, firstEpoch: epoch },
      {
        make: (ice) => this.#parts.make(ice, this.#relayOnly),
        later: this.#parts.later,
        say: (of, signal) => this.#parts.say({ t: 'signal', to: id, epoch: of, signal }),
        ice: () => this.#servers,
        freshIce: (be) => this.#freshIce(be),
        tracks: this.#parts.tracks,
        silent: this.#parts.silent,
        mostOfPicture: () => (this.#people > 2 ? SMALL_PICTURE_BITS : undefined),
        changed: (view) => this.#show(id, view),
      },
    );
    this.#peers.set(id, {
      peer,
      epoch,
      drawn: true,
      drawing: undefined,
      leftAloneUntilMs: 0,
      triedInVain: false,
    });
  }

  #watchPicture(id: string, report: RTCStatsReport): void {
    const known = this.#peers.get(id);
    const now = framesIn(report);
    if (!known || !now) return;
    known.drawing = looked(known.drawing, { ...now, drawn: known.drawn });
    if (known.drawn) known.triedInVain = false;
    known.drawn = false;
    if (!isStill(known.drawing) || now.atMs < known.leftAloneUntilMs || known.triedInVain) return;
    known.drawing = undefined;
    known.triedInVain = true;
    known.leftAloneUntilMs = now.atMs + LEFT_ALONE_MS;
    known.peer.rebuild();
  }

  #ice(servers: IceServer[]): void {
    this.#servers = servers;
    this.#young = true;
    this.#stopAgeing();
    this.#stopAgeing = this.#parts.later(() => (this.#young = false), RELAY_KEYS_YOUNG_MS);
    for (const resolve of this.#waiting) resolve(servers);
    this.#waiting = [];
  }

  #drop(id: string): void {
    this.#peers.get(id)?.peer.close();
    if (this.#peers.delete(id)) this.#show(id, undefined);
  }

  async #freshIce(be: 'young' | 'new'): Promise<IceServer[]> {
    const end = this.#servers.some(({ credential }) => credential);
    if (!end || (be === 'young' && this.#young)) return this.#servers;
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

/**
 * Larger than that of every connection between pages these two had open before, with room for those
 * that are built anew between the same pages.
 */
function epochOf(ownersVisit: number, othersVisit: number): number {
  return (ownersVisit * 1_000 + othersVisit) * 1_000;
}
