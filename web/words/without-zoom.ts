import type { Account } from '#accounts';
import type { LargeService } from '#conferencing';

/** What becomes of groups larger than a built-in call while Zoom cannot be used; undefined where there are none. */
export function withoutZoomWords(
  services: LargeService[],
  { defaultPlace, largestCall }: { defaultPlace: Account['defaultPlace']; largestCall: number },
): string | undefined {
  const held = services.filter(({ place }) => place === 'zoom' || defaultPlace === 'zoom');
  if (held.length === 0) return undefined;
  const names = held.map(({ name }) => `“${name}”`).join(', ');
  return `Without Zoom, new sessions of ${names} take at most ${largestCall - 1} guests: a built-in call holds ${largestCall} people, the host included.`;
}
