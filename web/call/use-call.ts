import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { IceServer, TicketAnswer } from '#calls';
import { Call, NOTHING_YET, type CallParts, type Shown } from './call.ts';
import { browserDevices } from './devices.ts';
import { LiveKit } from './livekit.ts';
import type { LiveKitProgram } from './locked-room.ts';
import type { Chosen } from './media-state.ts';
import { Mesh } from './mesh.ts';
import type { Socket } from './signalling.ts';

const DEVICES_KEY = 'parley-devices';
/** After a page is shown again the system gives most devices back by itself. */
const SETTLES_MS = 1_500;

interface CallPlace {
  sessionId: string;
  ticketHref: string;
  /** Whether there is a way in, now or soon. */
  enters: boolean;
}

/** The call of this page. A seat that was kept over a page load is taken again at once. */
export function useCall({ sessionId, ticketHref, enters }: CallPlace): {
  call: Call;
  shown: Shown;
} {
  const call = useMemo(
    () => new Call(browserParts(sessionId, ticketHref)),
    [sessionId, ticketHref],
  );
  const shown = useSyncExternalStore(call.watch, call.shown, () => NOTHING_YET);
  useEffect(() => begin(call, sessionId), [call, sessionId]);
  useEffect(() => {
    if (enters) void openWhatIsAllowed(call);
  }, [call, enters]);
  return { call, shown };
}

function begin(call: Call, sessionId: string): () => void {
  const wished = sessionStorage.getItem(wishKey(sessionId));
  if (sessionStorage.getItem(seatKey(sessionId))) {
    const kinds = (['mic', 'camera'] as const).filter((kind) => wished?.includes(kind));
    call.join();
    call.media.mute(wished?.includes('muted') ?? false);
    if (wished?.includes('blur')) void call.media.toggleBlur();
    if (kinds.length > 0) void call.media.open(kinds);
  } else void warmUp();
  const stopWishes = call.watch(() => {
    const { call: at, media } = call.shown();
    if (at.stage !== 'in') return;
    const wishes = [
      media.mic && 'mic',
      media.camera && 'camera',
      media.muted && 'muted',
      media.blur !== 'off' && 'blur',
    ];
    sessionStorage.setItem(wishKey(sessionId), wishes.filter(Boolean).join(' '));
  });
  const stopDevices = browserDevices.watch(() => void call.media.devicesChanged());
  const hurry = () => call.hurry();
  let looking: ReturnType<typeof setTimeout> | undefined;
  const seen = () => {
    hurry();
    clearTimeout(looking);
    if (!document.hidden) looking = setTimeout(() => void call.media.lookAgain(), SETTLES_MS);
  };
  window.addEventListener('online', hurry);
  document.addEventListener('visibilitychange', seen);
  return () => {
    clearTimeout(looking);
    stopWishes();
    stopDevices();
    window.removeEventListener('online', hurry);
    document.removeEventListener('visibilitychange', seen);
    call.close();
  };
}

/** At the door only, where there is a way in: whoever reads that it is over has no use for a camera. */
async function openWhatIsAllowed(call: Call): Promise<void> {
  const allowed = await browserDevices.allowedAlready();
  const { stage } = call.shown().call;
  const { mic, camera } = call.media.state();
  if (allowed && stage === 'door' && !mic && !camera) await call.media.open(['mic', 'camera']);
}

function browserParts(sessionId: string, ticketHref: string): CallParts {
  return {
    devices: browserDevices,
    engines: {
      mesh: (parts) => new Mesh({ ...parts, make: connectionTo }),
      livekit: (parts) => new LiveKit({ ...parts, able: canEncrypt(), load: loadLiveKit }),
    },
    open: () =>
      new WebSocket(new URL('/calls/line', location.href.replace(/^http/, 'ws'))) as Socket,
    async ticket() {
      const answer = await fetch(ticketHref, { method: 'POST' });
      if (answer.status >= 500) throw new Error(`the ticket was answered with ${answer.status}`);
      // Whoever is signed out is sent to a page to sign in on.
      if (answer.redirected) return { ok: false, reason: 'signed-out' };
      return (await answer.json()) as TicketAnswer;
    },
    keep: {
      read: () => sessionStorage.getItem(seatKey(sessionId)) ?? undefined,
      write: (key) =>
        key
          ? sessionStorage.setItem(seatKey(sessionId), key)
          : sessionStorage.removeItem(seatKey(sessionId)),
    },
    memory: {
      read: () => JSON.parse(localStorage.getItem(DEVICES_KEY) ?? '{}') as Chosen,
      write: (chosen) => localStorage.setItem(DEVICES_KEY, JSON.stringify(chosen)),
    },
    blur: async (camera, tooSlow) => (await import('./blur.ts')).blur(camera, tooSlow),
    later(run, ms) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  };
}

async function loadLiveKit(): Promise<LiveKitProgram> {
  const [client, { default: E2eeWorker }] = await Promise.all([
    import('livekit-client'),
    import('livekit-client/e2ee-worker?worker'),
  ]);
  return { client, startWorker: () => new E2eeWorker() };
}

/** Whether a page may change what is sent and received, in one of the two ways there are. */
function canEncrypt(): boolean {
  return 'RTCRtpScriptTransform' in window || 'createEncodedStreams' in RTCRtpSender.prototype;
}

function connectionTo(iceServers: IceServer[], relayOnly: boolean): RTCPeerConnection {
  return new RTCPeerConnection({ iceServers, iceTransportPolicy: relayOnly ? 'relay' : 'all' });
}

/**
 * The first connection of a page costs its browser a third of a second: one is prepared, and thrown
 * away, while whoever came still stands at the door. Nothing of it leaves the browser.
 */
async function warmUp(): Promise<void> {
  const connection = new RTCPeerConnection();
  for (const kind of ['audio', 'video']) connection.addTransceiver(kind);
  await connection.createOffer();
  connection.close();
}

const seatKey = (sessionId: string) => `parley-seat-${sessionId}`;
const wishKey = (sessionId: string) => `parley-wish-${sessionId}`;
