import type { ZoomRow } from '#conferencing';
import type { Service } from '#services';

/** What a host should know while a call stands in for Zoom and holds fewer than the service is open to. */
export function seatsWarning(
  service: Pick<Service, 'place' | 'capacity'>,
  defaultPlace: 'built-in' | 'zoom',
  { row, largestCall }: { row: ZoomRow; largestCall: number },
): string | undefined {
  const { place, capacity } = service;
  if (place === 'words' || capacity < largestCall) return undefined;
  const inZoom = place === 'zoom' || (place === 'default' && defaultPlace === 'zoom');
  if (inZoom && row.state === 'connected') return undefined;
  return `New sessions take at most ${largestCall - 1} guests: without Zoom they are held in a built-in call, which holds ${largestCall} people, the host included.`;
}
