/** A call through LiveKit: one connection to the media server, which hands everybody's tracks on. */
import type { FromServer, IceServer, Person } from '#calls';
import type * as LiveKitClient from 'livekit-client';
import type { LocalTrackPublication, RemoteTrack, Room, TrackPublication } from 'livekit-client';
import {
  NO_WAY_MS,
  SLOTS,
  TRY_AGAIN_MS,
  type CallEngine,
  type Connection,
  type EngineParts,
  type PeerView,
  type Slot,
} from './engine.ts';
import { countsIn, type Counts } from './quality.ts';

type Client = typeof LiveKitClient;

export interface LiveKitParts extends EngineParts {
  /** Its client is as large as all the rest of the call, and most calls never need it. */
  load(): Promise<Client>;
}

interface Streams {
  face: MediaStream;
  screen: MediaStream;
}

export class LiveKit implements CallEngine {
  readonly #parts: LiveKitParts;
  readonly #streams = new Map<string, Streams>();
  readonly #published = new Map<Slot, LocalTrackPublication>();
  #others: string[] = [];
  #servers: IceServer[] = [];
  #room: Room | undefined;
  #connection: Connection = 'connecting';
  #over = false;
  #doing: Promise<void> = Promise.resolve();
  #stopTrying = () => {};
  readonly #stopWaiting: () => void;

  constructor(parts: LiveKitParts) {
    this.#parts = parts;
    this.#stopWaiting = parts.later(() => {
      if (this.#connection === 'connecting') this.#show('failed');
    }, NO_WAY_MS);
    this.#keepTrying();
  }

  people(people: Person[], me: string): void {
    this.#others = people.map(({ id }) => id).filter((id) => id !== me);
    for (const id of this.#streams.keys()) if (!this.#others.includes(id)) this.#streams.delete(id);
    this.#show();
  }

  hear(message: FromServer): void {
    if (message.t === 'in' || message.t === 'ice') this.#servers = message.ice;
    if (message.t === 'pass') this.#then(() => this.#connect(message.url, message.token));
  }

  put(slot: Slot): void {
    this.#then(() => this.#publish(slot));
  }

  /** The client mends its own connection; one that was given up begins anew with a fresh pass. */
  mend(): void {
    if (!this.#room) this.#parts.say({ t: 'pass' });
  }

  async counts(): Promise<Map<string, Counts>> {
    const counts = new Map<string, Counts>();
    const sent = await reportsOf([...this.#published.values()]);
    for (const [id, { trackPublications }] of this.#room?.remoteParticipants ?? []) {
      const received = await reportsOf([...trackPublications.values()]);
      // What we send is limited alike for everybody.
      counts.set(id, countsIn([...received, ...sent]));
    }
    return counts;
  }

  straightTo(): undefined {
    return undefined;
  }

  close(): void {
    this.#over = true;
    this.#stopWaiting();
    this.#stopTrying();
    // The tracks are not ours to stop.
    void this.#room?.disconnect(false);
    this.#room = undefined;
  }

  async #connect(url: string, token: string): Promise<void> {
    if (this.#room || this.#over) return;
    const client = await this.#parts.load();
    // It would write rooms and seats to the console.
    client.setLogLevel('silent');
    const room = new client.Room({ dynacast: true, stopLocalTrackOnUnpublish: false });
    this.#room = room;
    this.#listen(room, client);
    try {
      // Where to ask for one's own address is ours to say; else LiveKit names a public service.
      await room.connect(url, token, { rtcConfig: { iceServers: this.#servers } });
    } catch {
      return this.#lost(room);
    }
    if (room !== this.#room) return void room.disconnect(false);
    this.#stopTrying();
    this.#show('connected');
    for (const slot of SLOTS) await this.#publish(slot);
  }

  #listen(room: Room, { RoomEvent, Track }: Client): void {
    const streamOf = (id: string, source: string) => {
      const isScreen =
        source === Track.Source.ScreenShare || source === Track.Source.ScreenShareAudio;
      return this.#streamsOf(id)[isScreen ? 'screen' : 'face'];
    };
    room
      .on(RoomEvent.TrackSubscribed, (track: RemoteTrack, { source }, { identity }) => {
        streamOf(identity, source).addTrack(track.mediaStreamTrack);
        this.#show();
      })
      .on(RoomEvent.TrackUnsubscribed, (track: RemoteTrack, { source }, { identity }) => {
        streamOf(identity, source).removeTrack(track.mediaStreamTrack);
      })
      .on(RoomEvent.ParticipantConnected, () => this.#show())
      .on(RoomEvent.ParticipantDisconnected, () => this.#show())
      .on(RoomEvent.Reconnecting, () => this.#show('interrupted'))
      .on(RoomEvent.Reconnected, () => this.#show('connected'))
      .on(RoomEvent.Disconnected, () => this.#lost(room));
  }

  /** Given up by the client: everything of that connection is dead, and another pass is asked for. */
  #lost(room: Room): void {
    if (room !== this.#room) return;
    this.#room = undefined;
    this.#published.clear();
    this.#streams.clear();
    this.#show(this.#connection === 'connected' ? 'interrupted' : this.#connection);
    this.#keepTrying();
  }

  #keepTrying(): void {
    this.#stopTrying();
    this.#stopTrying = this.#parts.later(() => {
      if (!this.#room) this.#parts.say({ t: 'pass' });
      this.#keepTrying();
    }, TRY_AGAIN_MS);
  }

  async #publish(slot: Slot): Promise<void> {
    const room = this.#room;
    if (!room) return;
    const track = this.#parts.tracks()[slot];
    const published = this.#published.get(slot)?.track;
    if (published && track) {
      await published.replaceTrack(track, { userProvidedTrack: true });
    } else if (published) {
      await room.localParticipant.unpublishTrack(published, false);
      this.#published.delete(slot);
    } else if (track) {
      const { Track } = await this.#parts.load();
      const source = sourcesOf(Track)[slot];
      this.#published.set(slot, await room.localParticipant.publishTrack(track, { source }));
    }
  }

  #streamsOf(id: string): Streams {
    const known = this.#streams.get(id);
    if (known) return known;
    const made = { face: new MediaStream(), screen: new MediaStream() };
    this.#streams.set(id, made);
    return made;
  }

  /** One step after the other; one that fails because the connection broke is made again on the next. */
  #then(step: () => Promise<void>): void {
    this.#doing = this.#doing.then(step).catch(() => {});
  }

  #show(connection: Connection = this.#connection): void {
    this.#connection = connection;
    if (this.#over) return;
    this.#parts.changed(Object.fromEntries(this.#others.map((id) => [id, this.#viewOf(id)])));
  }

  #viewOf(id: string): PeerView {
    const there = this.#room?.remoteParticipants.has(id);
    const connection = this.#connection === 'connected' && !there ? 'connecting' : this.#connection;
    return { connection, ...this.#streamsOf(id) };
  }
}

async function reportsOf(publications: TrackPublication[]): Promise<RTCStatsReport[]> {
  const tracks = publications.flatMap(({ track }) => track ?? []);
  const reports = await Promise.all(tracks.map((track) => track.getRTCStatsReport()));
  return reports.flatMap((report) => report ?? []);
}

function sourcesOf({ Source }: Client['Track']) {
  return {
    mic: Source.Microphone,
    camera: Source.Camera,
    screen: Source.ScreenShare,
    screenSound: Source.ScreenShareAudio,
  };
}
