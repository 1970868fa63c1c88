/**
 * A few words two people can compare by ear: both browsers make the same ones from the two keys their
 * exchange is locked with. Somebody who listens in between has other keys, and so each side would read
 * other words. Loaded as a part of its own, for the list.
 */
import { wordlist } from '@scure/bip39/wordlists/english.js';

/** 55 bits, each try made slow: nobody finds keys with the same words on both sides while a call begins. */
const WORDS = 5;
const BITS_A_WORD = 11;
const ROUNDS = 200_000;

export async function safetyPhrase(keys: [string, string]): Promise<string> {
  // Each side has the other first; sorted, both have the same.
  const text = new TextEncoder().encode(keys.toSorted().join(' '));
  const material = await crypto.subtle.importKey('raw', text, 'PBKDF2', false, ['deriveBits']);
  const slow = { name: 'PBKDF2', hash: 'SHA-256', iterations: ROUNDS, salt: new Uint8Array() };
  const digest = new Uint8Array(await crypto.subtle.deriveBits(slow, material, 256));
  const bits = [...digest].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return Array.from({ length: WORDS }, (_, place) => {
    const from = place * BITS_A_WORD;
    return wordlist[Number.parseInt(bits.slice(from, from + BITS_A_WORD), 2)];
  }).join(' ');
}
