/** Zoom's refusals as a host reads them: what is the matter, and who can mend it. Never a number. */
import { PERMISSIONS } from '#conferencing';
import type { Answer } from './answer.ts';
import { permissionOf } from './scopes.ts';
import { harmless } from './transport.ts';

/** By Zoom's own numbers, as they stand on its error pages. */
const WORDS: Record<number, string> = {
  200: 'the Zoom plan or role of this user does not include it. Whoever manages the Zoom account can change that',
  1001: 'Zoom does not know this user any more; it was deleted, or moved to another Zoom account. Connect the user you have now',
  1010: 'this user does not belong to the Zoom account any more. Connect the user you have now',
  1120: 'the invitation of this user to its Zoom account has lapsed. Ask whoever manages that account for a new one',
  3000: 'this Zoom user may not schedule such a meeting. Whoever manages the Zoom account can change that',
  3003: 'the meeting belongs to another Zoom user',
  3161: 'this Zoom user has no licence to hold and schedule meetings. Whoever manages the Zoom account can give it one',
};

export function refusalWords({ code, message }: Answer): string {
  const known = code === undefined ? undefined : WORDS[code];
  if (known) return known;
  const quoted = harmless(message).replace(/\.$/, '');
  return quoted ? `in Zoom’s own words, “${quoted}”` : 'Zoom did not say why';
}

/** Zoom names the scopes of which one would do. */
export function missingWords(message: string): string {
  const names = /scopes:\s*\[([^\]]*)\]/.exec(message)?.[1]?.split(',') ?? [];
  const known = names.map((name) => permissionOf(name)).find((permission) => permission);
  const right = known ? `the right to ${PERMISSIONS[known]}` : 'a right that Parley needs';
  return `${right} is missing. Reconnect, and leave every box ticked at Zoom`;
}

/** Only for reading. */
export function limitWords(message: string): string {
  if (/\(100\)/.test(message)) return 'the 100 changes it takes for one host in a day are used';
  if (/daily/i.test(message)) return 'the calls it takes from this Zoom account in a day are used';
  return 'it asks everybody in this Zoom account to go more slowly';
}
