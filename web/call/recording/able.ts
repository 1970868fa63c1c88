/** Whether this browser can record a call, asked before anybody is asked to agree. */

const KINDS = ['video/webm;codecs=vp8,opus', 'video/webm', 'video/mp4'];

export const CANNOT_RECORD =
  'This browser cannot record. Chrome, Edge, Firefox and Safari in their present versions can.';

/** As what it would record; undefined where it cannot. */
export function recordsAs(): string | undefined {
  const able =
    typeof MediaRecorder !== 'undefined' && 'captureStream' in HTMLCanvasElement.prototype;
  return able ? KINDS.find((kind) => MediaRecorder.isTypeSupported(kind)) : undefined;
}
