import { createHash } from 'node:crypto';

/** What is kept of a key. It has 128 random bits at least, so a plain hash cannot be guessed back. */
export function keyHash(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}
