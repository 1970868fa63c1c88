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
  const account = await parley.accounts.bySlug(params.account ?? '');
  if (!account) return { found: 'nothing' };
  const service = await parley.services.bySlug(account.id, params.service ?? '');
  if (!service || service.switchedOffAt) return { found: 'account', account };
  return { found: 'service', account, service };
}
