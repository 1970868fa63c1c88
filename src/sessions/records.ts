/** What every change of a session leaves behind: a line in its story and the notices. */
import type { Accounts } from '#accounts';
import type { Clock } from '#base';
import type { Insertable } from 'kysely';
import type { Tables, Tx } from '#db';
import type { NewNotice, Notices } from '#notices';
import { guestFacts, hostFacts, type Sender } from './facts.ts';
import type { Whole } from './rows.ts';
import type { Happening } from './views.ts';

export interface RecordParts extends Sender {
  clock: Clock;
  accounts: Accounts;
  notices: Notices;
}

export async function tell(
  { clock }: Pick<RecordParts, 'clock'>,
  tx: Tx,
  about: About,
  kind: Happening['kind'],
  facts: Record<string, unknown> = {},
): Promise<void> {
  await tx.insertInto('happening').values(happening(about, clock.now(), kind, facts)).execute();
}

/** The row of one line in a session's story. */
export function happening(
  { sessionId, bookingId }: About,
  at: Temporal.Instant,
  kind: Happening['kind'],
  facts: Record<string, unknown>,
): Insertable<Tables['happening']> {
  return { session_id: sessionId, booking_id: bookingId ?? null, at, kind, facts: JSON.stringify(facts) };
}

interface About {
  sessionId: string;
  bookingId?: string;
}

/** What a change is called in notices, with the facts only that change has. */
export type Change =
  | { kind: 'booked' }
  | { kind: 'moved'; previousStart: string; movedBy: 'guest' | 'host' }
  | { kind: 'cancelled'; cancelledBy: 'guest' | 'host'; reason: string }
  | { kind: 'place-changed'; why: string };

/** Writes to the guests of these bookings, and to the host about each. All are of one account. */
export async function notify(parts: RecordParts, tx: Tx, wholes: Whole[], change: Change): Promise<void> {
  const account = wholes[0]?.account;
  if (!account) return;
  const [host] = await parts.accounts.hostsOf(account.id, tx);
  const letters = wholes.flatMap((whole) => [
    letter(change, 'guest', whole.booking.guestEmail, whole, parts),
    ...(host ? [letter(change, 'host', host.email, whole, parts)] : []),
  ]);
  await parts.notices.add(tx, account.id, letters);
}

function letter(
  { kind, ...own }: Change,
  reader: 'guest' | 'host',
  recipient: string,
  whole: Whole,
  sender: Sender,
): NewNotice {
  const facts = reader === 'guest' ? guestFacts(whole, sender) : hostFacts(whole, sender);
  // The kinds of `Change` and of the notices are made alike; the compiler cannot see it through the template.
  return { kind: `${kind}-${reader}`, recipient, bookingId: whole.booking.id, facts: { ...facts, ...own } } as NewNotice;
}
