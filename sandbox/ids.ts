import { randomBytes } from 'node:crypto';

export type RandomBytes = (count: number) => Uint8Array;

/** Everything in the sandbox that is drawn by lot, in Zoom's formats. */
export interface Ids {
  /** 22 characters, as user and account ids. */
  zoomId(): string;
  /** An 11-digit number: above 2^31, far below 2^53. */
  meetingId(): number;
  /** 10 digits. */
  pmi(): number;
  /** Base64 of 16 bytes; may hold `/`. */
  uuid(): string;
  /** Short and opaque: authorization codes, the `pwd` of a link, zaks. */
  short(): string;
  /** JWT-shaped and longer than 500 characters, as Zoom's tokens are; opaque all the same. */
  token(): string;
  /** Six characters that satisfy every usual passcode rule. */
  passcode(): string;
  /** 64 hex characters. */
  hex(): string;
}

export function createIds(random: RandomBytes = randomBytes): Ids {
  const text = (bytes: number) => Buffer.from(random(bytes)).toString('base64url');
  const digits = (count: number, first: number) => {
    const span = 10 ** (count - 1);
    return first * span + (Number(Buffer.from(random(6)).readUIntBE(0, 6)) % span);
  };
  const header = Buffer.from('{"sv":"000002","alg":"HS512","v":"2.0"}').toString('base64url');
  return {
    zoomId: () => text(17).slice(0, 22),
    meetingId: () => digits(11, 8),
    pmi: () => digits(10, 4),
    uuid: () => Buffer.from(random(16)).toString('base64'),
    short: () => text(24),
    token: () => `${header}.${text(330)}.${text(64)}`,
    passcode: () => `${text(4).replace(/[-_]/g, 'x').slice(0, 4)}a7`,
    hex: () => Buffer.from(random(32)).toString('hex'),
  };
}

/** Repeatable bytes for tests that print their seed (mulberry32). */
export function seededBytes(seed: number): RandomBytes {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) & 255;
  };
  return (count) => Uint8Array.from({ length: count }, next);
}
