/**
 * Tries the network before the call: the line to our server, and the relay that carries a call where no
 * direct way is found. A host has credentials and holds a short call with themselves through it. A guest
 * who was not let in yet has none, and knocks at it instead: a relay that asks who is there was reached.
 */
import type { IceServer } from '#calls';

export interface NetworkTestParts {
  /** One question to our server and back. */
  ping(): Promise<void>;
  relay(): Promise<IceServer[]>;
  make(config: RTCConfiguration): RTCPeerConnection;
  nowMs(): number;
  later(run: () => void, ms: number): () => void;
}

export interface NetworkFound {
  /** Milliseconds there and back; undefined where the server was not reached. */
  lineMs: number | undefined;
  relay:
    | { is: 'none' }
    | { is: 'reached' }
    | { is: 'carries'; ms: number; lostShare: number }
    | { is: 'blocked' };
}

const PINGS = 5;
const PACKETS = 60;
const BETWEEN_PACKETS_MS = 20;
const PATIENCE_MS = 8_000;

export async function testNetwork(parts: NetworkTestParts): Promise<NetworkFound> {
  const lineMs = await measureLine(parts);
  if (lineMs === undefined) return { lineMs, relay: { is: 'none' } };
  const servers = (await parts.relay()).filter(({ urls }) =>
    urls.some((url) => /^turns?:/.test(url)),
  );
  if (servers.length === 0) return { lineMs, relay: { is: 'none' } };
  const hasKey = servers.some(({ credential }) => credential);
  return {
    lineMs,
    relay: hasKey ? await callThrough(servers, parts) : await knockAt(servers, parts),
  };
}

async function measureLine({ ping, nowMs }: NetworkTestParts): Promise<number | undefined> {
  const took: number[] = [];
  for (let count = 0; count < PINGS; count++) {
    const began = nowMs();
    try {
      await ping();
    } catch {
      return undefined;
    }
    took.push(nowMs() - began);
  }
  return took.toSorted((one, other) => one - other)[Math.floor(PINGS / 2)];
}

/** Without a right key a relay answers 401, which is an answer. */
async function knockAt(
  servers: IceServer[],
  { make, later }: NetworkTestParts,
): Promise<NetworkFound['relay']> {
  const nobody = { username: 'nobody', credential: 'nothing' };
  const connection = make({ iceServers: servers.map(({ urls }) => ({ urls, ...nobody })) });
  const { promise, resolve } = Promise.withResolvers<NetworkFound['relay']>();
  const giveUp = later(() => resolve({ is: 'blocked' }), PATIENCE_MS);
  connection.onicecandidateerror = ({ errorCode }) => {
    if (errorCode === 401) resolve({ is: 'reached' });
  };
  connection.onicegatheringstatechange = () => {
    if (connection.iceGatheringState === 'complete') resolve({ is: 'blocked' });
  };
  connection.createDataChannel('knock');
  await connection.setLocalDescription();
  const found = await promise;
  giveUp();
  connection.close();
  return found;
}

async function callThrough(
  iceServers: IceServer[],
  parts: NetworkTestParts,
): Promise<NetworkFound['relay']> {
  const config: RTCConfiguration = { iceServers, iceTransportPolicy: 'relay' };
  const [near, far] = [parts.make(config), parts.make(config)];
  const { promise: tooLong, resolve: giveUp } = Promise.withResolvers<undefined>();
  const stop = parts.later(() => giveUp(undefined), PATIENCE_MS);
  try {
    const channel = near.createDataChannel('call', { ordered: false, maxRetransmits: 0 });
    far.ondatachannel = ({ channel: other }) => {
      other.onmessage = ({ data }) => other.send(data as string);
    };
    await introduce(near, far);
    const opened = new Promise<true>((resolve) => {
      channel.onopen = () => resolve(true);
    });
    if (!(await Promise.race([opened, tooLong]))) return { is: 'blocked' };
    return await exchange(channel, parts);
  } finally {
    stop();
    near.close();
    far.close();
  }
}

async function introduce(near: RTCPeerConnection, far: RTCPeerConnection): Promise<void> {
  const pass = (to: RTCPeerConnection) => (event: RTCPeerConnectionIceEvent) => {
    // One that does not fit is no harm: the others may.
    if (event.candidate) to.addIceCandidate(event.candidate).catch(() => {});
  };
  near.onicecandidate = pass(far);
  far.onicecandidate = pass(near);
  const offer = await near.createOffer();
  await far.setRemoteDescription(offer);
  await near.setLocalDescription(offer);
  const answer = await far.createAnswer();
  await near.setRemoteDescription(answer);
  await far.setLocalDescription(answer);
}

/** About as many packets as a voice has, each sent back by the other end. */
async function exchange(
  channel: RTCDataChannel,
  { nowMs, later }: NetworkTestParts,
): Promise<NetworkFound['relay']> {
  const took: number[] = [];
  channel.onmessage = ({ data }) => took.push(nowMs() - Number(String(data).trim()));
  const pause = (ms: number) => new Promise<void>((resolve) => void later(resolve, ms));
  for (let sent = 0; sent < PACKETS; sent++) {
    channel.send(String(nowMs()).padEnd(160));
    await pause(BETWEEN_PACKETS_MS);
  }
  await pause(1_000);
  const ms = took.toSorted((one, other) => one - other)[Math.floor(took.length / 2)];
  if (ms === undefined) return { is: 'blocked' };
  return { is: 'carries', ms, lostShare: 1 - took.length / PACKETS };
}
