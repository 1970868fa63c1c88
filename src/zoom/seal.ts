import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Closes texts so that a copy of the database alone gives nothing away. */
export interface Seal {
  /** `about` names what the text belongs to; it opens only under the same name. */
  close(text: string, about: string): string;
  /** Throws when the text was closed with a key that was not given, about something else, or was touched. */
  open(closed: string, about: string): string;
  /** The same text closed with the newest secret; undefined when it is already. Throws as `open` does. */
  renew(closed: string, about: string): string | undefined;
  /** What everything closed with the newest secret begins with. */
  readonly newest: string;
}

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

interface Key {
  id: string;
  bytes: Buffer;
}

/** AES-256-GCM under keys derived from the secrets. The first secret closes, every one of them opens. */
export function createSeal(secrets: readonly [string, ...string[]]): Seal {
  const first = deriveKey(secrets[0]);
  const keys = new Map([...secrets.map(deriveKey), first].map((key) => [key.id, key]));
  const newest = `${first.id}.`;
  const openAny = (closed: string, about: string): string => {
    const [keyId = '', body = ''] = closed.split('.');
    const key = keys.get(keyId);
    if (!key)
      throw new Error(
        'A stored Zoom token was sealed with a SECRET_KEY this program was not given',
      );
    return open(key, Buffer.from(body, 'base64url'), about);
  };
  return {
    close: (text, about) => close(first, text, about),
    open: openAny,
    renew: (closed, about) =>
      closed.startsWith(newest) ? undefined : close(first, openAny(closed, about), about),
    newest,
  };
}

function deriveKey(secret: string): Key {
  const derived = (info: string, length: number) =>
    Buffer.from(hkdfSync('sha256', secret, '', info, length));
  return {
    id: derived('parley zoom key id', 6).toString('base64url'),
    bytes: derived('parley zoom tokens', 32),
  };
}

function close(key: Key, text: string, about: string): string {
  // Not from the ids that tests make predictable: a nonce used twice would give the texts away.
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key.bytes, nonce).setAAD(Buffer.from(about));
  const body = Buffer.concat([
    nonce,
    cipher.update(text, 'utf8'),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
  return `${key.id}.${body.toString('base64url')}`;
}

function open(key: Key, body: Buffer, about: string): string {
  const decipher = createDecipheriv(CIPHER, key.bytes, body.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  })
    .setAAD(Buffer.from(about))
    .setAuthTag(body.subarray(-TAG_BYTES));
  const text = [decipher.update(body.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()];
  return Buffer.concat(text).toString('utf8');
}
