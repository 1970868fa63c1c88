/**
 * The connection to one other person. Of each pair one end, the smaller id, makes every offer; the
 * other end asks for one. (When both restart a broken connection, Chromium's picture can stand still
 * for good although everything reports health.) The first offer holds four places: voice, camera,
 * screen, sound of the screen. Whatever is switched later only puts another track into its place, and
 * needs no further offer. Every connection has an epoch; messages of another one are dead.
 */
import type { IceServer, Signal } from '#calls';
import { NO_WAY_MS, SLOTS, TRY_AGAIN_MS, type PeerView, type Slot, type Tracks } from './engine.ts';
import { sendKeyFrame } from './key-frame.ts';
import { lastHeardMs, loudnessOf } from './level.ts';
import { limit } from './limit.ts';
import { countsIn } from './quality.ts';
import { withSharpStart } from './sharp-start.ts';

/** Even a muted microphone is heard fifty times a second. */
const SILENCE_MS = 400;
const LOOK_MS = 250;
const GAP_MS = 1_000;
/** A line that was cut is known for one by now; a microphone that was pulled out says nothing of the line. */
const NO_NEWS_MS = 3_000;

export interface PeerParts {
  make(ice: IceServer[]): RTCPeerConnection;
  say(epoch: number, signal: Signal): void;
  ice(): IceServer[];
  /** Asks the server for relay credentials that still work. */
  freshIce(): Promise<IceServer[]>;
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
  #silentLooks = 0;
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
      if (this.#view.connection === 'connecting') this.#show({ connection: 'failed' });
    }, NO_WAY_MS);
    pc.onicecandidate = ({ candidate }) => {
      if (pc !== this.#pc || !candidate) return;
      this.#parts.say(epoch, { kind: 'candidate', candidate: plain(candidate) });
    };
    pc.onconnectionstatechange = () => pc === this.#pc && this.#notice(pc);
    this.#watchForGaps(pc);
    return pc;
  }

  #beginOwn(): void {
    const pc = this.#begin(this.#epoch);
    for (const slot of SLOTS) {
      pc.addTransceiver(slot === 'mic' || slot === 'screenSound' ? 'audio' : 'video');
    }
    this.#furnish(pc);
    this.#then((on) => this.#offer(on));
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

  /** After a gap our own pictures have probably not arrived either. The browser notices longer ones only. */
  #watchForGaps(pc: RTCPeerConnection, before?: number): void {
    this.#parts.later(() => {
      if (pc !== this.#pc) return;
      const now = lastHeardMs(pc.getTransceivers()[SLOTS.indexOf('mic')]?.receiver) ?? before;
      if (now !== undefined && before !== undefined && now - before > GAP_MS)
        for (const { sender } of pc.getTransceivers())
          if (sender.track?.kind === 'video') sendKeyFrame(sender);
      this.#silentLooks = now === before ? this.#silentLooks + 1 : 0;
      const silentMs = now === undefined ? 0 : this.#silentLooks * LOOK_MS;
      if (silentMs >= GAP_MS && silentMs < NO_NEWS_MS) this.#parts.silent();
      this.#watchForGaps(pc, now);
    }, LOOK_MS);
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
    // The line to the server loses nothing, so the answer to the last offer is on its way.
    if (pc.signalingState !== 'stable') {
      this.#restartWanted = true;
      return;
    }
    this.#restartWanted = false;
    pc.setConfiguration({ iceServers: await this.#parts.freshIce() });
    pc.restartIce();
    await this.#offer(pc);
  }

  async #offer(pc: RTCPeerConnection): Promise<void> {
    await pc.setLocalDescription();
    this.#parts.say(this.#epoch, { kind: 'offer', sdp: pc.localDescription?.sdp ?? '' });
  }

  async #answer(pc: RTCPeerConnection, sdp: string): Promise<void> {
    const first = pc.remoteDescription === null;
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
