import type { ZoomRow } from '#conferencing';
import type { Service } from '#services';
import { lengthWords } from './lengths.ts';

/** Zoom ends meetings of its Basic plan after this long. */
export const BASIC_PLAN_MINUTES = 40;

type Offer = Pick<Service, 'place' | 'durationMinutes'>;

/** What a host should know before offering more time than their Zoom plan gives. */
export function planWarning(
  service: Offer,
  defaultPlace: 'built-in' | 'zoom',
  row: ZoomRow,
): string | undefined {
  const place = service.place === 'default' ? defaultPlace : service.place;
  if (place !== 'zoom' || service.durationMinutes <= BASIC_PLAN_MINUTES) return undefined;
  if (row.state !== 'connected' || !row.basicPlan) return undefined;
  return `Your Zoom plan ends meetings after ${BASIC_PLAN_MINUTES} minutes. Choose a shorter length or built-in calls, or open the same link again to go on.`;
}

/** Beside the length of a service that may be held in Zoom. */
export function lengthHint(row: ZoomRow): string | undefined {
  if (row.state !== 'connected' || !row.basicPlan) return undefined;
  return `In Zoom your plan ends meetings after ${BASIC_PLAN_MINUTES} minutes.`;
}

/** The limit of a Basic plan, with the services it cuts short in Zoom, or would if Zoom were the default. */
export function longerThanBasic(
  services: (Offer & Pick<Service, 'name' | 'switchedOffAt'>)[],
  defaultPlace: 'built-in' | 'zoom',
): string {
  const limit = `On the Basic plan Zoom ends meetings after ${BASIC_PLAN_MINUTES} minutes.`;
  const longer = services.filter(
    ({ durationMinutes, switchedOffAt }) =>
      durationMinutes > BASIC_PLAN_MINUTES && switchedOffAt === null,
  );
  const inZoom = longer.filter(
    ({ place }) => place === 'zoom' || (place === 'default' && defaultPlace === 'zoom'),
  );
  const onDefault = longer.filter(
    (service) => service.place === 'default' && !inZoom.includes(service),
  );
  const parts = [
    inZoom.length > 0 && `Longer than that: ${named(inZoom)}.`,
    onDefault.length > 0 && `Longer, if Zoom becomes the default: ${named(onDefault)}.`,
  ];
  return [limit, ...parts].filter(Boolean).join(' ');
}

function named(services: Pick<Service, 'name' | 'durationMinutes'>[]): string {
  return services
    .map(({ name, durationMinutes }) => `${name} (${lengthWords(durationMinutes)})`)
    .join(', ');
}
