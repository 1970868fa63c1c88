import type { Account } from '#accounts';
import type { Parley } from '#http';
import type { Service } from '#services';

/** What the two words of a booking page's address stand for. */
export type Offer =
  | { found: 'service'; account: Account; service: Service }
  | { found: 'account'; account: Account }
  | { found: 'nothing' };

/** A service that is switched off counts as not there: its account still is. */
export async function findOffer(
  parley: Parley,
  params: { account?: string | undefined; service?: string | undefined },
): Promise<Offer> {
  const { account: name = '', service = '' } = params;
  const offer = await parley.services.atAddress(name, service);
  if (offer && !offer.service.switchedOffAt) return { found: 'service', ...offer };
  const account = await parley.accounts.bySlug(name);
  return account ? { found: 'account', account } : { found: 'nothing' };
}
