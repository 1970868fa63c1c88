import { randomBytes, randomUUIDv7 } from 'node:crypto';

/** Where identities and secrets come from. */
export interface Ids {
  /** A UUIDv7: unique, and in the order of making, so that indexes grow at one end. */
  id(): string;
  /** 22 characters of base64url, 128 random bits: for links that are their own key. */
  token(): string;
}

export const randomIds: Ids = {
  id: () => randomUUIDv7(),
  token: () => randomBytes(16).toString('base64url'),
};

/** In [0, 1). For spreading retries; never for secrets. */
export const systemRandom = (): number => Math.random();
