/**
 * The connection to one other person. Of each pair one end, the smaller id, makes every offer; the
 * other end asks for one. (When both restart a broken connection, Chromium's picture can stand still
 * for good although everything reports health.) The first offer holds four places: voice, camera,
 * screen, sound of the screen. Whatever is switched later only puts another track into its place, and
 * needs no further offer. Every connection has an epoch; messages of another one are dead.
 */
import type { IceServer, Signal } from '#calls';
import { NO_WAY_MS, SLOTS, TRY_AGAIN_MS, type PeerView, type Slot, type Tracks } from './engine.ts';
import { watchForGaps } from './gaps.ts';
import { loudnessOf } from './level.ts';
import { limit } from './limit.ts';
import { countsIn } from './quality.ts';
import { withSharpStart } from './sharp-start.ts';

/** Even a muted microphone is heard fifty times a second. */
const SILENCE_MS = 400;

export interface PeerParts {
  make(ice: IceServer[]): RTCPeerConnection;
  say(epoch: number, signal: Signal): void;
  ice(): IceServer[];
  /** Relay credentials that still work: those there are where they are young, or new ones. */
  freshIce(be: 'young' | 'new'): Promise<IceServer[]>;
  tracks(): Tracks;
  later(run: () => void, ms: number): () => void;
  changed(view: PeerView): void;
  /** They were heard, and are not any more. Said again and again for two seconds. */
  silent(): void;
  /** Of our picture, in bits a second; undefined where the browser may decide. */
  mostOfPicture(): number | undefined;
}

export class Peer {
  readonly #parts: PeerParts;
  readonly #owner: boolean;
  #epoch: number;
  #pc: RTCPeerConnection | undefined;
  #candidates: RTCIceCandidateInit[] = [];
  #doing: Promise<void> = Promise.resolve();
  #restartWanted = false;
  #view: PeerView = { connection: 'connecting', face: undefined, screen: undefined };
  #stopTrying = () => {};
  #stopWaiting = () => {};

  /** `firstEpoch` must be larger than that of any connection made before a page was loaded anew. */
  constructor({ owner, firstEpoch }: { owner: boolean; firstEpoch: number }, parts: PeerParts) {
    this.#parts = parts;
    this.#owner = owner;
    this.#epoch = firstEpoch;
    if (owner) this.#beginOwn();
  }

  signal(epoch: number, signal: Signal): void {
    if (signal.kind === 'offer') return this.#hearOffer(epoch, signal.sdp);
    if (epoch !== this.#epoch || !this.#pc) return;
    if (signal.kind === 'candidate') {
      this.#candidates.push(signal.candidate as RTCIceCandidateInit);
      this.#then((pc) => this.#addCandidates(pc));
    } else if (signal.kind === 'answer') this.#then((pc) => this.#take(pc, signal.sdp));
    else if (!this.#owner) return;
    else if (signal.kind === 'rebuild') this.rebuild();
    else this.#restart();
  }

  put(slot: Slot): void {
    const place = this.#pc?.getTransceivers()[SLOTS.indexOf(slot)];
    // A place that closes meanwhile needs no track.
    place?.sender.replaceTrack(this.#parts.tracks()[slot]).catch(() => {});
  }

  /** The camera takes no more of the line than it should now. */
  limit(): void {
    const sender = this.#pc?.getTransceivers()[SLOTS.indexOf('camera')]?.sender;
    if (sender) limit(sender, this.#parts.mostOfPicture());
  }

  /**
   * The line to the server is back: if this connection is broken, now is the time. One that is silent
   * is broken too, as after a change of network; the browser says so only seconds later.
   */
  mend(): void {
    const { connection } = this.#view;
    if (connection === 'interrupted' || connection === 'failed') this.#restart();
    if (connection === 'connected') void this.#listen();
  }

  /** Throws this connection away for a new one. */
  rebuild(): void {
    if (!this.#owner) return this.#parts.say(this.#epoch, { kind: 'rebuild' });
    this.#epoch += 1;
    this.#beginOwn();
  }

  level(): number {
    return loudnessOf(this.#pc?.getTransceivers()[SLOTS.indexOf('mic')]?.receiver);
  }

  connection(): RTCPeerConnection | undefined {
    return this.#pc;
  }

  close(): void {
    this.#stopTrying();
    this.#stopWaiting();
    this.#pc?.close();
    this.#pc = undefined;
  }

  #begin(epoch: number): RTCPeerConnection {
    this.close();
    this.#epoch = epoch;
    this.#candidates = [];
    this.#restartWanted = false;
    const pc = this.#parts.make(this.#parts.ice());
    this.#pc = pc;
    this.#show({ connection: 'connecting', face: undefined, screen: undefined });
    this.#stopWaiting = this.#parts.later(() => {
      if (this.#view.connection !== 'connecting') return;
      this.#show({ connection: 'failed' });
      // Where no way was found at all the browser raises nothing by which we would try again.
      this.#restart();
    }, NO_WAY_MS);
    pc.onicecandidate = ({ candidate }) => {
      if (pc !== this.#pc || !candidate) return;
      this.#parts.say(epoch, { kind: 'candidate', candidate: plain(candidate) });
    };
    pc.onconnectionstatechange = () => pc === this.#pc && this.#notice(pc);
    watchForGaps(pc, { ...this.#parts, isOpen: () => pc === this.#pc });
    return pc;
  }

  #beginOwn(): void {
    const pc = this.#begin(this.#epoch);
    for (const slot of SLOTS) {
      pc.addTransceiver(slot === 'mic' || slot === 'screenSound' ? 'audio' : 'video');
    }
    this.#furnish(pc);
    this.#then(async (on) => {
      await this.#renew(on, 'young');
      await this.#offer(on);
    });
  }

  #hearOffer(epoch: number, sdp: string): void {
    if (this.#owner || epoch < this.#epoch) return;
    if (epoch > this.#epoch || !this.#pc) this.#begin(epoch);
    this.#then((pc) => this.#answer(pc, sdp));
  }

  #notice(pc: RTCPeerConnection): void {
    if (pc.connectionState === 'connected') {
      this.#stopTrying();
      return this.#show({ connection: 'connected' });
    }
    if (pc.connectionState !== 'disconnected' && pc.connectionState !== 'failed') return;
    this.#show({ connection: pc.connectionState === 'failed' ? 'failed' : 'interrupted' });
    this.#restart();
  }

  async #listen(): Promise<void> {
    const pc = this.#pc;
    const before = await received(pc);
    this.#parts.later(async () => {
      const now = await received(pc);
      if (pc === this.#pc && now === before && this.#view.connection === 'connected')
        this.#restart();
    }, SILENCE_MS);
  }

  #restart(): void {
    this.#stopTrying();
    this.#stopTrying = this.#parts.later(() => {
      if (this.#view.connection !== 'connected') this.#restart();
    }, TRY_AGAIN_MS);
    if (this.#owner) this.#then((pc) => this.#offerAnew(pc));
    else this.#parts.say(this.#epoch, { kind: 'restart' });
  }

  async #offerAnew(pc: RTCPeerConnection): Promise<void> {
    if (pc.signalingState !== 'stable') {
      this.#restartWanted = true;
      // Their seat may not have been there for it to reach. Heard twice it does no harm.
      return this.#sayOffer(pc);
    }
    this.#restartWanted = false;
    await this.#renew(pc, 'new');
    pc.restartIce();
    await this.#offer(pc);
  }

  /** Credentials of a relay end within minutes, and with one that ended no way leads through it. */
  async #renew(pc: RTCPeerConnection, be: 'young' | 'new'): Promise<void> {
    const iceServers = await this.#parts.freshIce(be);
    // What is left out would fall back to what browsers do by themselves, and that is to tell addresses.
    if (pc === this.#pc) pc.setConfiguration({ ...pc.getConfiguration(), iceServers });
  }

  async #offer(pc: RTCPeerConnection): Promise<void> {
    await pc.setLocalDescription();
    this.#sayOffer(pc);
  }

  #sayOffer(pc: RTCPeerConnection): void {
    this.#parts.say(this.#epoch, { kind: 'offer', sdp: pc.localDescription?.sdp ?? '' });
  }

  async #answer(pc: RTCPeerConnection, sdp: string): Promise<void> {
    const first = pc.remoteDescription === null;
    await this.#renew(pc, first ? 'young' : 'new');
    await pc.setRemoteDescription({ type: 'offer', sdp: this.#forUs(sdp) });
    if (first) this.#furnish(pc);
    await this.#addCandidates(pc);
    await pc.setLocalDescription();
    this.#parts.say(this.#epoch, { kind: 'answer', sdp: pc.localDescription?.sdp ?? '' });
  }

  async #take(pc: RTCPeerConnection, sdp: string): Promise<void> {
    if (pc.signalingState !== 'have-local-offer') return;
    await pc.setRemoteDescription({ type: 'answer', sdp: this.#forUs(sdp) });
    await this.#addCandidates(pc);
    if (this.#restartWanted) await this.#offerAnew(pc);
  }

  /** Among more than two each picture has to begin modestly. */
  #forUs(sdp: string): string {
    return this.#parts.mostOfPicture() === undefined ? withSharpStart(sdp) : sdp;
  }

  async #addCandidates(pc: RTCPeerConnection): Promise<void> {
    if (!pc.remoteDescription) return;
    const waiting = this.#candidates;
    this.#candidates = [];
    // One that does not fit is no harm: the others may.
    for (const candidate of waiting) await pc.addIceCandidate(candidate).catch(() => {});
  }

  /** Puts our tracks in their places and takes the other side's out of theirs. */
  #furnish(pc: RTCPeerConnection): void {
    const places = pc.getTransceivers();
    const [face, screen] = [new MediaStream(), new MediaStream()];
    for (const [index, slot] of SLOTS.entries()) {
      const place = places[index];
      if (!place) return;
      place.direction = 'sendrecv';
      // Named streams keep lips and voice together on the other side.
      place.sender.setStreams(index < 2 ? face : screen);
      this.put(slot);
    }
    this.limit();
    const theirs = places.map(({ receiver }) => receiver.track);
    this.#show({
      face: new MediaStream(theirs.slice(0, 2)),
      screen: new MediaStream(theirs.slice(2, 4)),
    });
  }

  /** One step after the other: descriptions must not overtake each other. A closed connection ends them. */
  #then(step: (pc: RTCPeerConnection) => Promise<void>): void {
    this.#doing = this.#doing.then(async () => {
      const pc = this.#pc;
      if (!pc || pc.signalingState === 'closed') return;
      await step(pc).catch(() => {
        if (pc === this.#pc && pc.signalingState !== 'closed')
          this.#show({ connection: 'interrupted' });
      });
    });
  }

  #show(change: Partial<PeerView>): void {
    this.#view = { ...this.#view, ...change };
    this.#parts.changed(this.#view);
  }
}

async function received(pc: RTCPeerConnection | undefined): Promise<number> {
  const report = await pc?.getStats();
  return report ? countsIn([report]).received : 0;
}

function plain({ candidate, sdpMid, sdpMLineIndex, usernameFragment }: RTCIceCandidate) {
  return { candidate, sdpMid, sdpMLineIndex, usernameFragment };
}
