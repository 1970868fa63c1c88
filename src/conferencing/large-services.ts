/** Services open to more guests than a built-in call holds. */
import type { Db } from '#db';
import type { Service } from '#services';

export type LargeService = Pick<Service, 'name' | 'capacity' | 'place'>;

/** Those of an account that may be held in Zoom: always, or where it is the default. */
export async function largeServices(
  { db, largestCall }: { db: Db; largestCall: number },
  accountId: string,
): Promise<LargeService[]> {
  return await db
    .selectFrom('service')
    .select(['name', 'capacity', 'place'])
    .where('account_id', '=', accountId)
    .where('switched_off_at', 'is', null)
    .where('place', 'in', ['default', 'zoom'])
    .where('capacity', '>=', largestCall)
    .orderBy('created_at')
    .execute();
}

/** Why built-in calls cannot become the default while these follow it; undefined when none does. */
export function refusalOfCalls(services: LargeService[], largestCall: number): string | undefined {
  const following = services.filter(({ place }) => place === 'default');
  if (following.length === 0) return undefined;
  const named = following.map(({ name, capacity }) => `“${name}” takes up to ${capacity} guests`);
  return `${named.join(', ')}, but a built-in call holds ${largestCall} people, the host included. Set such a service to Zoom or lower its number of guests, then make built-in calls the default.`;
}
