/**
 * The connection to one other person. Of each pair one end, the smaller id, makes every offer; the
 * other end asks for one. (When both restart a broken connection, Chromium's picture can stand still
 * for good although everything reports health.) The first offer holds four places: voice, camera,
 * screen, sound of the screen. Whatever is switched later only puts another track into its place, and
 * needs no further offer. Every connection has an epoch; messages of another one are dead.
 */
import type { IceServer, Signal } from '#calls';

export const SLOTS = ['mic', 'camera', 'screen', 'screenSound'] as const;
export type Slot = (typeof SLOTS)[number];
export type Tracks = Record<Slot, MediaStreamTrack | null>;

export type Connection = 'connecting' | 'connected' | 'interrupted' | 'failed';

export interface PeerView {
  connection: Connection;
  /** Voice and camera. */
  face: MediaStream | undefined;
  /** The shared screen and its sound. */
  screen: MediaStream | undefined;
}

export interface PeerParts {
  make(ice: IceServer[]): RTCPeerConnection;
  say(epoch: number, signal: Signal): void;
  ice(): IceServer[];
  /** Asks the server for relay credentials that still work. */
  freshIce(): Promise<IceServer[]>;
  tracks(): Tracks;
  later(run: () => void, ms: number): () => void;
  changed(view: PeerView): void;
}

export interface Peer {
  signal(epoch: number, signal: Signal): void;
  put(slot: Slot, track: MediaStreamTrack | null): void;
  /** The line to the server is back: if this connection is broken, now is the time. */
  mend(): void;
  connection(): RTCPeerConnection | undefined;
  close(): void;
}

/** After so long without a way, people are told; the tries go on. */
const NO_WAY_MS = 15_000;
const TRY_AGAIN_MS = 6_000;

/** `firstEpoch` must be larger than that of any connection made before a page was loaded anew. */
export function createPeer(
  { owner, firstEpoch }: { owner: boolean; firstEpoch: number },
  parts: PeerParts,
): Peer {
  let epoch = firstEpoch;
  let pc: RTCPeerConnection | undefined;
  let candidates: RTCIceCandidateInit[] = [];
  let doing: Promise<void> = Promise.resolve();
  let restartWanted = false;
  let view: PeerView = { connection: 'connecting', face: undefined, screen: undefined };
  let stopTrying = () => {};
  let stopWaiting = () => {};

  const show = (change: Partial<PeerView>) => {
    view = { ...view, ...change };
    parts.changed(view);
  };
  /** One step after the other: descriptions must not overtake each other. A closed connection ends them. */
  const then = (step: (on: RTCPeerConnection) => Promise<void>) => {
    doing = doing.then(async () => {
      const on = pc;
      if (!on || on.signalingState === 'closed') return;
      await step(on).catch(() => {
        if (on === pc && on.signalingState !== 'closed') show({ connection: 'interrupted' });
      });
    });
  };
  const begin = (newEpoch: number) => {
    pc?.close();
    epoch = newEpoch;
    candidates = [];
    restartWanted = false;
    const on = parts.make(parts.ice());
    pc = on;
    show({ connection: 'connecting', face: undefined, screen: undefined });
    stopWaiting();
    stopWaiting = parts.later(
      () => view.connection === 'connecting' && show({ connection: 'failed' }),
      NO_WAY_MS,
    );
    on.onicecandidate = ({ candidate }) => {
      if (on === pc && candidate)
        parts.say(epoch, { kind: 'candidate', candidate: plain(candidate) });
    };
    on.onconnectionstatechange = () => on === pc && noticed(on);
    return on;
  };
  const noticed = (on: RTCPeerConnection) => {
    stopTrying();
    if (on.connectionState === 'connected') return show({ connection: 'connected' });
    if (on.connectionState !== 'disconnected' && on.connectionState !== 'failed') return;
    show({ connection: on.connectionState === 'failed' ? 'failed' : 'interrupted' });
    restart();
  };
  const restart = () => {
    stopTrying();
    stopTrying = parts.later(() => view.connection !== 'connected' && restart(), TRY_AGAIN_MS);
    if (owner) then(offerAnew);
    else parts.say(epoch, { kind: 'restart' });
  };
  const offerAnew = async (on: RTCPeerConnection) => {
    // The line to the server loses nothing, so the answer to the last offer is on its way.
    if (on.signalingState !== 'stable') return void (restartWanted = true);
    restartWanted = false;
    on.setConfiguration({ iceServers: await parts.freshIce() });
    on.restartIce();
    await offer(on);
  };
  const offer = async (on: RTCPeerConnection) => {
    await on.setLocalDescription();
    parts.say(epoch, { kind: 'offer', sdp: on.localDescription?.sdp ?? '' });
  };
  const answer = async (on: RTCPeerConnection, sdp: string) => {
    const first = on.remoteDescription === null;
    await on.setRemoteDescription({ type: 'offer', sdp });
    if (first) furnish(on);
    await addCandidates(on);
    await on.setLocalDescription();
    parts.say(epoch, { kind: 'answer', sdp: on.localDescription?.sdp ?? '' });
  };
  const take = async (on: RTCPeerConnection, sdp: string) => {
    if (on.signalingState !== 'have-local-offer') return;
    await on.setRemoteDescription({ type: 'answer', sdp });
    await addCandidates(on);
    if (restartWanted) await offerAnew(on);
  };
  const addCandidates = async (on: RTCPeerConnection) => {
    const waiting = candidates;
    candidates = [];
    // One that does not fit is no harm: the others may.
    for (const candidate of waiting) await on.addIceCandidate(candidate).catch(() => {});
  };
  /** Puts our tracks in their places and takes the other side's out of theirs. */
  const furnish = (on: RTCPeerConnection) => {
    const places = on.getTransceivers();
    const [face, screen] = [new MediaStream(), new MediaStream()];
    const tracks = parts.tracks();
    for (const [index, slot] of SLOTS.entries()) {
      const place = places[index];
      if (!place) return;
      place.direction = 'sendrecv';
      place.sender.setStreams?.(index < 2 ? face : screen);
      void place.sender.replaceTrack(tracks[slot]);
    }
    const theirs = places.map(({ receiver }) => receiver.track);
    show({
      face: new MediaStream(theirs.slice(0, 2)),
      screen: new MediaStream(theirs.slice(2, 4)),
    });
  };

  if (owner) {
    const on = begin(epoch);
    for (const slot of SLOTS)
      on.addTransceiver(slot === 'mic' || slot === 'screenSound' ? 'audio' : 'video');
    furnish(on);
    then(offer);
  }
  return {
    signal(of, signal) {
      if (signal.kind === 'offer') {
        if (owner || of < epoch) return;
        if (of > epoch || !pc) begin(of);
        return then((on) => answer(on, signal.sdp));
      }
      if (of !== epoch || !pc) return;
      if (signal.kind === 'candidate') {
        candidates.push(signal.candidate as RTCIceCandidateInit);
        then(async (on) => void (on.remoteDescription && (await addCandidates(on))));
      } else if (signal.kind === 'answer') then((on) => take(on, signal.sdp));
      else if (owner) restart();
    },
    put(slot, track) {
      const place = pc?.getTransceivers()[SLOTS.indexOf(slot)];
      void place?.sender.replaceTrack(track);
    },
    mend() {
      if (view.connection === 'interrupted' || view.connection === 'failed') restart();
    },
    connection: () => pc,
    close() {
      stopTrying();
      stopWaiting();
      pc?.close();
      pc = undefined;
    },
  };
}

function plain({ candidate, sdpMid, sdpMLineIndex, usernameFragment }: RTCIceCandidate) {
  return { candidate, sdpMid, sdpMLineIndex, usernameFragment };
}
