import type { ZoomRow } from '#conferencing';
import type { Service } from '#services';

/** Zoom ends meetings of its Basic plan after this long. */
export const BASIC_PLAN_MINUTES = 40;

/** What a host should know before offering more time than their Zoom plan gives. */
export function planWarning(
  service: Pick<Service, 'place' | 'durationMinutes'>,
  defaultPlace: 'built-in' | 'zoom',
  row: ZoomRow,
): string | undefined {
  const place = service.place === 'default' ? defaultPlace : service.place;
  if (place !== 'zoom' || service.durationMinutes <= BASIC_PLAN_MINUTES) return undefined;
  if (row.state !== 'connected' || !row.basicPlan) return undefined;
  return `Your Zoom plan ends meetings after ${BASIC_PLAN_MINUTES} minutes. Choose a shorter length or built-in calls, or open the same link again to go on.`;
}
