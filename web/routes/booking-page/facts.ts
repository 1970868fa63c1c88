import type { Account } from '#accounts';
import type { Service } from '#services';
import { sizeOf } from '../../words/lengths.ts';
import { placeForGuests, type Place } from '../../words/place.ts';
import { changePolicy } from '../../words/policy.ts';

/** What a guest should know before choosing a time, in words. */
export interface Facts {
  account: string;
  tagline: string;
  accountHref: string;
  service: string;
  length: string;
  where: string;
  policy: string;
  description: string;
}

export function factsOf(account: Account, service: Service, place: Place): Facts {
  return {
    account: account.name,
    tagline: account.tagline,
    accountHref: `/${account.slug}`,
    service: service.name,
    length: sizeOf(service),
    where: placeForGuests(place, service.placeWords),
    policy: changePolicy(account),
    description: service.description,
  };
}
