/** A call through LiveKit: one connection to the media server, which hands everybody's tracks on. */
import type { FromServer, IceServer, Person } from '#calls';
import type { RemoteTrack, RemoteTrackPublication, TrackPublication } from 'livekit-client';
import { Ears } from './ears.ts';
import { EndToEnd } from './end-to-end.ts';
import {
  NO_WAY_MS,
  RELAY_KEYS_YOUNG_MS,
  SLOTS,
  TRY_AGAIN_MS,
  type CallEngine,
  type Connection,
  type EngineParts,
  type PeerView,
  type Size,
  type Slot,
} from './engine.ts';
import {
  openLockedRoom,
  type Client,
  type LiveKitProgram,
  type LockedRoom,
} from './locked-room.ts';
import { Published } from './published.ts';
import { countsIn, type Counts } from './quality.ts';
import type { Secret } from './sealing.ts';
import { noStreams, placeOf, type Streams } from './streams.ts';

export interface LiveKitParts extends EngineParts {
  /** Whether this browser can lock what it sends. */
  able: boolean;
  /** As large as all the rest of the call, and most calls never need it. */
  load(): Promise<LiveKitProgram>;
}

export class LiveKit implements CallEngine {
  readonly #parts: LiveKitParts;
  readonly #streams = new Map<string, Streams>();
  readonly #published: Published;
  readonly #endToEnd: EndToEnd;
  readonly #ears = new Ears();
  readonly #sizes = new Map<string, Size | undefined>();
  readonly #secrets = new Map<string, [Secret, number]>();
  #others: string[] = [];
  #isHost = false;
  /** Its client looks in here anew whenever it makes or mends a connection. */
  readonly #ways: Pick<RTCConfiguration, 'iceServers'> = {};
  #locked: LockedRoom | undefined;
  #connection: Connection = 'connecting';
  #over = false;
  #doing: Promise<void> = Promise.resolve();
  #stopTrying = () => {};
  #stopRenewing = () => {};
  readonly #stopWaiting: () => void;

  constructor(parts: LiveKitParts) {
    this.#parts = parts;
    this.#endToEnd = new EndToEnd({
      ...parts,
      use: (id, secret, no) => this.#use(id, secret, no),
      changed: () => this.#show(),
    });
    this.#published = new Published({
      ...parts,
      // A class looks at its host.
      size: () => (this.#others.length > 1 && !this.#isHost ? 'small' : 'large'),
    });
    this.#stopWaiting = parts.later(() => {
      if (this.#connection === 'connecting') this.#show('failed');
    }, NO_WAY_MS);
    if (parts.able) this.#keepTrying();
  }

  people(people: Person[], me: string): void {
    this.#others = people.map(({ id }) => id).filter((id) => id !== me);
    this.#isHost = people.find(({ id }) => id === me)?.role === 'host';
    for (const id of this.#streams.keys()) if (!this.#others.includes(id)) this.#streams.delete(id);
    this.#ears.keep(this.#others);
    this.#endToEnd.people(people, me);
    this.#show();
  }

  hear(message: FromServer): void {
    if ('ice' in message) this.#renewWays(message.ice);
    if (message.t === 'signal') this.#endToEnd.hear(message);
    if (message.t === 'pass') this.#then(() => this.#connect(message.url, message.token));
  }

  put(slot: Slot): void {
    this.#then(async () => {
      if (this.#locked) await this.#published.put(slot, this.#locked);
    });
  }

  sized(id: string, what: 'face' | 'screen', size: Size | undefined): void {
    this.#sizes.set(`${what} of ${id}`, size);
    this.#fit(id, what);
  }

  /** A picture that stands still was only seen between browsers. */
  drawn(): void {}

  /** The client mends its own connection; one that was given up begins anew with a fresh pass. */
  mend(): void {
    if (!this.#locked && this.#parts.able) this.#parts.say({ t: 'pass' });
  }

  level(id: string): number {
    return this.#ears.level(id, this.#streams.get(id)?.face.getAudioTracks()[0]);
  }

  async counts(): Promise<Map<string, Counts>> {
    const counts = new Map<string, Counts>();
    const sent = await reportsOf(this.#published.all());
    for (const [id, { trackPublications }] of this.#locked?.room.remoteParticipants ?? []) {
      const received = await reportsOf([...trackPublications.values()]);
      // What we send is limited alike for everybody.
      counts.set(id, countsIn([...received, ...sent]));
    }
    return counts;
  }

  keysWith(id: string): [string, string] | undefined {
    return this.#endToEnd.keysWith(id);
  }

  close(): void {
    this.#over = true;
    this.#ears.keep([]);
    this.#stopWaiting();
    this.#stopTrying();
    this.#stopRenewing();
    this.#locked?.close();
    this.#locked = undefined;
  }

  #renewWays(iceServers: IceServer[]): void {
    this.#ways.iceServers = iceServers;
    this.#stopRenewing();
    if (!iceServers.some(({ credential }) => credential)) return;
    this.#stopRenewing = this.#parts.later(
      () => this.#parts.say({ t: 'ice' }),
      RELAY_KEYS_YOUNG_MS,
    );
  }

  async #connect(url: string, token: string): Promise<void> {
    // What cannot be locked is not sent at all.
    if (this.#locked || this.#over || !this.#parts.able) return;
    const locked = await openLockedRoom(await this.#parts.load());
    if (this.#over) return locked.close();
    const { room } = locked;
    this.#locked = locked;
    this.#listen(locked);
    for (const [id, secret] of this.#secrets) await locked.use(id, ...secret);
    try {
      // Where to ask for one's own address is ours to say; else LiveKit names a public service.
      await room.connect(url, token, { rtcConfig: this.#ways });
    } catch {
      return this.#lost(locked);
    }
    if (locked !== this.#locked) return locked.close();
    this.#stopTrying();
    this.#show('connected');
    for (const slot of SLOTS) await this.#published.put(slot, locked);
  }

  #use(id: string, ...secret: [Secret, number]): void {
    this.#secrets.set(id, secret);
    void this.#locked?.use(id, ...secret);
  }

  #listen(locked: LockedRoom): void {
    const { room, client } = locked;
    const { RoomEvent } = client;
    const streamOf = (id: string, source: string) => this.#streamsOf(id)[placeOf(source, client)];
    room
      .on(RoomEvent.SignalConnected, () => {
        for (const { trackPublications } of room.remoteParticipants.values())
          for (const picture of trackPublications.values()) beginModestly(picture, client);
      })
      .on(RoomEvent.TrackPublished, (picture) => beginModestly(picture, client))
      .on(
        RoomEvent.TrackSubscribed,
        (track: RemoteTrack, { source, isEncrypted }, { identity }) => {
          // Nobody of ours sends anything unlocked: this would be somebody else's.
          if (!isEncrypted) return;
          streamOf(identity, source).addTrack(track.mediaStreamTrack);
          this.#fit(identity, 'face');
          this.#fit(identity, 'screen');
          this.#show();
        },
      )
      .on(RoomEvent.ParticipantEncryptionStatusChanged, (encrypted, who) => {
        if (encrypted || !who || who === room.localParticipant) return;
        this.#streams.set(who.identity, noStreams());
        this.#show();
      })
      .on(RoomEvent.TrackUnsubscribed, (track: RemoteTrack, { source }, { identity }) => {
        streamOf(identity, source).removeTrack(track.mediaStreamTrack);
      })
      .on(RoomEvent.ParticipantConnected, () => this.#show())
      .on(RoomEvent.ParticipantDisconnected, () => this.#show())
      .on(RoomEvent.Reconnecting, () => this.#show('interrupted'))
      .on(RoomEvent.Reconnected, () => {
        this.#show('connected');
        // What was switched while the line was down may have got lost with it.
        for (const slot of SLOTS) this.put(slot);
      })
      .on(RoomEvent.Disconnected, () => this.#lost(locked));
  }

  /** Asks for a picture as large as it is seen, or for none. */
  #fit(id: string, what: 'face' | 'screen'): void {
    if (!this.#locked || !this.#sizes.has(`${what} of ${id}`)) return;
    const size = this.#sizes.get(`${what} of ${id}`);
    const { Source } = this.#locked.client.Track;
    const source = what === 'face' ? Source.Camera : Source.ScreenShare;
    const picture = this.#locked.room.remoteParticipants.get(id)?.getTrackPublication(source);
    if (!picture) return;
    picture.setEnabled(size !== undefined);
    if (size) picture.setVideoDimensions(size);
  }

  /** Given up by the client: everything of that connection is dead, and another pass is asked for. */
  #lost(locked: LockedRoom): void {
    if (locked !== this.#locked) return;
    locked.close();
    this.#locked = undefined;
    this.#published.forget();
    this.#streams.clear();
    this.#show(this.#connection === 'connected' ? 'interrupted' : this.#connection);
    this.#keepTrying();
  }

  #keepTrying(): void {
    this.#stopTrying();
    this.#stopTrying = this.#parts.later(() => {
      if (!this.#locked) this.#parts.say({ t: 'pass' });
      this.#keepTrying();
    }, TRY_AGAIN_MS);
  }

  /** Whoever was away from our server may have been with LiveKit all the time. */
  #streamsOf(id: string): Streams {
    const known = this.#streams.get(id);
    if (known) return known;
    const made = noStreams();
    this.#streams.set(id, made);
    if (!this.#locked) return made;
    const { room, client } = this.#locked;
    const sent = room.remoteParticipants.get(id)?.trackPublications.values() ?? [];
    for (const { track, source, isEncrypted } of sent)
      if (track && isEncrypted) made[placeOf(source, client)].addTrack(track.mediaStreamTrack);
    return made;
  }

  /** One step after the other; one that fails because the connection broke is made again on the next, or when it is mended. */
  #then(step: () => Promise<void>): void {
    this.#doing = this.#doing.then(step).catch(() => {});
  }

  #show(connection: Connection = this.#connection): void {
    this.#connection = connection;
    if (this.#over) return;
    this.#parts.changed(Object.fromEntries(this.#others.map((id) => [id, this.#viewOf(id)])));
  }

  #viewOf(id: string): PeerView {
    return { connection: this.#connectionTo(id), ...this.#streamsOf(id) };
  }

  #connectionTo(id: string): Connection {
    if (!this.#parts.able) return 'we-cannot';
    if (this.#endToEnd.cannot(id)) return 'they-cannot';
    const there = this.#locked?.room.remoteParticipants.has(id);
    return this.#connection === 'connected' && !there ? 'connecting' : this.#connection;
  }
}

/** Else it comes whole until it is asked for as it is seen, and its sender makes that size for seconds. */
function beginModestly(picture: RemoteTrackPublication, { Track, VideoQuality }: Client): void {
  if (picture.source === Track.Source.Camera) picture.setVideoQuality(VideoQuality.MEDIUM);
}

async function reportsOf(publications: TrackPublication[]): Promise<RTCStatsReport[]> {
  const tracks = publications.flatMap(({ track }) => track ?? []);
  const reports = await Promise.all(tracks.map((track) => track.getRTCStatsReport()));
  return reports.flatMap((report) => report ?? []);
}
