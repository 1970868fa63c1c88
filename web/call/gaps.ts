/** Looks again and again whether somebody is heard: sooner than the browser, and of shorter gaps. */
import { SLOTS } from './engine.ts';
import { sendKeyFrame } from './key-frame.ts';
import { lastHeardMs } from './level.ts';

const LOOK_MS = 250;
const GAP_MS = 1_000;
/** A line that was cut is known for one by now; a microphone that was pulled out says nothing of the line. */
const NO_NEWS_MS = 3_000;

export interface GapParts {
  later(run: () => void, ms: number): () => void;
  isOpen(): boolean;
  silent(): void;
}

export function watchForGaps(pc: RTCPeerConnection, parts: GapParts): void {
  let before: number | undefined;
  let silentLooks = 0;
  const look = () => {
    if (!parts.isOpen()) return;
    const now = lastHeardMs(pc.getTransceivers()[SLOTS.indexOf('mic')]?.receiver) ?? before;
    // After a gap our own pictures have probably not arrived either.
    if (now !== undefined && before !== undefined && now - before > GAP_MS) sendWhole(pc);
    silentLooks = now === before ? silentLooks + 1 : 0;
    const silentMs = now === undefined ? 0 : silentLooks * LOOK_MS;
    if (silentMs >= GAP_MS && silentMs < NO_NEWS_MS) parts.silent();
    before = now;
    parts.later(look, LOOK_MS);
  };
  parts.later(look, LOOK_MS);
}

function sendWhole(pc: RTCPeerConnection): void {
  for (const { sender } of pc.getTransceivers())
    if (sender.track?.kind === 'video') sendKeyFrame(sender);
}
