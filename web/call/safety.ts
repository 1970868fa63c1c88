/**
 * A few words two people can compare by ear: both browsers make the same ones from the fingerprints of
 * the two keys of their connection. Somebody who listens in between has other keys, and so each side
 * would read other words. Loaded as a part of its own, for the list.
 */
import { wordlist } from '@scure/bip39/wordlists/english.js';

/** 55 bits: too many to find another pair of keys with the same words while people talk. */
const WORDS = 5;
const BITS_A_WORD = 11;

export async function safetyPhrase(connection: {
  localDescription: { sdp: string } | null;
  remoteDescription: { sdp: string } | null;
}): Promise<string | undefined> {
  const keys = [connection.localDescription, connection.remoteDescription].map((description) =>
    fingerprintOf(description?.sdp ?? ''),
  );
  if (keys.some((key) => !key)) return undefined;
  // Each side has the other first; sorted, both have the same.
  const text = new TextEncoder().encode(keys.toSorted().join(' '));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', text));
  const bits = [...digest].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return Array.from({ length: WORDS }, (_, place) => {
    const from = place * BITS_A_WORD;
    return wordlist[Number.parseInt(bits.slice(from, from + BITS_A_WORD), 2)];
  }).join(' ');
}

function fingerprintOf(sdp: string): string | undefined {
  return /^a=fingerprint:(\S+ \S+)/m.exec(sdp)?.[1]?.toLowerCase();
}
