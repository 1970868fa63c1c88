import { createContext } from 'react-router';
import type { Account } from '#accounts';
import type { Parley } from '#http';
import type { Offer } from '#sessions';
import type { Asked } from '../../picker/asked.ts';
import { monthDays } from '../../picker/month-days.ts';

/** What the two words of a booking page's address stand for. */
export type Found =
  | { found: 'service'; offer: Offer }
  | { found: 'account'; account: Account }
  | { found: 'nothing' };

/** What was found for this request: looked for once, before anything else is done. */
export const foundContext = createContext<Found>();

const DAY_MS = 86_400_000;

/** A service that is switched off counts as not there: its account still is. */
export async function findOffer(
  { sessions, accounts, clock }: Parley,
  params: { account?: string | undefined; service?: string | undefined },
  asked: Asked,
): Promise<Found> {
  const { account: name = '', service = '' } = params;
  const looked = lookedAt(asked, clock.now());
  const offer = await sessions.offer({ account: name, service }, looked);
  if (offer && !offer.service.switchedOffAt) return { found: 'service', offer };
  const account = offer?.account ?? (await accounts.bySlug(name));
  return account ? { found: 'account', account } : { found: 'nothing' };
}

/** The month that is asked for, in whatever zone it will be read. */
function lookedAt({ month, startMs }: Asked, now: Temporal.Instant) {
  if (startMs !== undefined) return { fromMs: startMs, toMs: startMs + 1 };
  const days = monthDays(month ?? now.toString().slice(0, 'YYYY-MM'.length), 'UTC');
  return { fromMs: days[0]!.fromMs - DAY_MS, toMs: days.at(-1)!.toMs + DAY_MS };
}
