import { createHash } from 'node:crypto';

/** RFC 7636. Without a challenge no verifier is asked for. */
export function proves(
  verifier: string | undefined,
  code: { challenge: string | null; method: 'S256' | 'plain' },
): boolean {
  if (code.challenge === null) return true;
  if (!verifier) return false;
  const derived =
    code.method === 'S256' ? createHash('sha256').update(verifier).digest('base64url') : verifier;
  return derived === code.challenge;
}
