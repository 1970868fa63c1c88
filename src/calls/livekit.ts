import type * as Sdk from 'livekit-server-sdk';
import { Failure } from '#base';
import type { MediaNews, MediaServer } from './media-server.ts';

/** All three or none. */
export interface LiveKitSettings {
  /** As browsers reach it. */
  livekitUrl?: string | undefined;
  livekitApiKey?: string | undefined;
  livekitApiSecret?: string | undefined;
}

/** A token is looked at only when somebody comes; LiveKit itself renews it while they stay. */
const PASS_S = 120;
/** How long LiveKit keeps a room open for the first to come, and for the last to come back. */
const EMPTY_S = 300;
const ANSWER_WITHIN_S = 5;

/**
 * LiveKit as our media server, where it is configured. Its rooms are called by the session, people in
 * them by their seat.
 */
export function createLiveKit(settings: LiveKitSettings): MediaServer | undefined {
  const { livekitUrl: url, livekitApiKey: apiKey, livekitApiSecret: apiSecret } = settings;
  return url && apiKey && apiSecret ? liveKitAt(url, apiKey, apiSecret) : undefined;
}

function liveKitAt(url: string, apiKey: string, apiSecret: string): MediaServer {
  // Loaded when the first large call opens: nobody else needs it in memory.
  let loading: Promise<typeof Sdk> | undefined;
  const sdk = () => (loading ??= import('livekit-server-sdk'));
  const rooms = async () =>
    new (await sdk()).RoomServiceClient(url.replace(/^ws/, 'http'), apiKey, apiSecret, {
      requestTimeout: ANSWER_WITHIN_S,
    });
  return {
    async admit(sessionId, seatId, maxParticipants) {
      const open = { name: sessionId, maxParticipants, emptyTimeout: EMPTY_S };
      await asked(async () => (await rooms()).createRoom({ ...open, departureTimeout: EMPTY_S }));
      const { AccessToken } = await sdk();
      const token = new AccessToken(apiKey, apiSecret, { identity: seatId, ttl: PASS_S });
      token.addGrant({
        roomJoin: true,
        room: sessionId,
        canPublish: true,
        canSubscribe: true,
        // What is written, shown and decided goes through us.
        canPublishData: false,
        canUpdateOwnMetadata: false,
      });
      return { url, token: await token.toJwt() };
    },
    remove: (sessionId, seatId) =>
      goneIsFine(async () => (await rooms()).removeParticipant(sessionId, seatId)),
    close: (sessionId) => goneIsFine(async () => (await rooms()).deleteRoom(sessionId)),
    async news(body, authorization) {
      const { WebhookReceiver } = await sdk();
      const receiver = new WebhookReceiver(apiKey, apiSecret);
      // It throws for every way of not being LiveKit's.
      const event = await receiver.receive(body, authorization).catch(() => undefined);
      return event && newsIn(event);
    },
  };
}

function newsIn({
  event,
  room,
  participant,
}: {
  event: string;
  room?: { name: string };
  participant?: { identity: string };
}): MediaNews {
  if (event !== 'participant_joined' || !room || !participant) return { is: 'other' };
  return { is: 'joined', sessionId: room.name, seatId: participant.identity };
}

async function goneIsFine(ask: () => Promise<unknown>): Promise<void> {
  await asked(ask).catch((error: unknown) => {
    if (!(error instanceof Failure && error.code === 'livekit-not-there')) throw error;
  });
}

async function asked(ask: () => Promise<unknown>): Promise<void> {
  try {
    await ask();
  } catch (cause) {
    const status = cause instanceof Error && 'status' in cause ? cause.status : undefined;
    if (status === 404) throw new Failure('livekit-not-there', { retry: 'never', cause });
    if (status === 401) throw new Failure('livekit-refused', { retry: 'later', cause });
    throw new Failure('livekit-unreachable', { retry: 'soon', cause });
  }
}
