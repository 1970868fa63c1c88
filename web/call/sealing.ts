/** What one page seals so that one other page alone can open it. */
export interface Seals {
  /** By which the others know this page, for as long as it is open. */
  publicKey: string;
  seal(theirKey: string, secret: Secret): Promise<string>;
  /** Undefined where it was not sealed by them for us. */
  open(theirKey: string, sealed: string): Promise<Secret | undefined>;
}

export type Secret = Uint8Array<ArrayBuffer>;

/** The curve every browser knows. */
const CURVE = { name: 'ECDH', namedCurve: 'P-256' };
const IV_BYTES = 12;

export const newSecret = (): Secret => crypto.getRandomValues(new Uint8Array(32));

export async function createSeals(): Promise<Seals> {
  const pair = await crypto.subtle.generateKey(CURVE, false, ['deriveKey']);
  const publicKey = toText(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)));
  const lockFor = (theirKey: string, from: string, to: string) =>
    lockBetween(pair.privateKey, fromText(theirKey), `parley call ${from} ${to}`);
  return {
    publicKey,
    async seal(theirKey, secret) {
      const lock = await lockFor(theirKey, publicKey, theirKey);
      const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
      const closed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, lock, secret);
      return toText(new Uint8Array([...iv, ...new Uint8Array(closed)]));
    },
    async open(theirKey, sealed) {
      const lock = await lockFor(theirKey, theirKey, publicKey);
      const bytes = fromText(sealed);
      const iv = bytes.slice(0, IV_BYTES);
      return await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, lock, bytes.slice(IV_BYTES)).then(
        (secret) => new Uint8Array(secret),
        () => undefined,
      );
    },
  };
}

/** `info` keeps what goes one way apart from what comes back. */
async function lockBetween(privateKey: CryptoKey, theirs: Secret, info: string) {
  const theirKey = await crypto.subtle.importKey('raw', theirs, CURVE, false, []);
  const agreed = await crypto.subtle.deriveKey(
    { name: 'ECDH', public: theirKey },
    privateKey,
    'HKDF',
    false,
    ['deriveKey'],
  );
  const salt = new Uint8Array();
  return await crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt, info: new TextEncoder().encode(info) },
    agreed,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

const toText = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
const fromText = (text: string): Secret =>
  Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
