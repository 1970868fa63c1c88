/** What every change of a session leaves behind: a line in its story and the notices. */
import type { Accounts } from '#accounts';
import type { Clock } from '#base';
import type { Insertable, Updateable } from 'kysely';
import type { NotAtHand, Overlap } from '#conferencing';
import { later, type Tables, type Tx } from '#db';
import type { NewNotice, Notices, SessionFacts } from '#notices';
import { guestFacts, hostFacts, type Sender } from './facts.ts';
import type { Whole } from './rows.ts';
import type { Happening } from './views.ts';

export interface RecordParts extends Sender {
  clock: Clock;
  accounts: Accounts;
  notices: Notices;
}

/** One line in the story of a session; of one guest's booking where it is named. */
export interface Line {
  sessionId: string;
  bookingId?: string;
  kind: Happening['kind'];
  facts?: Record<string, unknown>;
}

export async function tell(
  { clock }: Pick<RecordParts, 'clock'>,
  tx: Tx,
  line: Line,
): Promise<void> {
  await later(tx, tx.insertInto('happening').values(happening(line, clock.now())));
}

/** The row of one line. */
export function happening(line: Line, at: Temporal.Instant): Insertable<Tables['happening']> {
  const { sessionId, bookingId = null, kind, facts = {} } = line;
  return { session_id: sessionId, booking_id: bookingId, at, kind, facts: JSON.stringify(facts) };
}

/** The calendar files that went out are superseded for everybody in the session by those that follow. */
export async function outdateCalendars(
  tx: Tx,
  sessionId: string,
  also: Updateable<Tables['booking']> = {},
): Promise<void> {
  await tx
    .updateTable('booking')
    .set((set) => ({ ...also, calendar_sequence: set('calendar_sequence', '+', 1) }))
    .where('session_id', '=', sessionId)
    .where('cancelled_at', 'is', null)
    .execute();
}

/** A call stands in for Zoom, and why. */
export interface StandsIn {
  insteadOfZoom?: NotAtHand;
}

export const standIn = (why: NotAtHand | undefined): StandsIn =>
  why ? { insteadOfZoom: why } : {};

/** What only the host is told of a session. */
type ForHost = { overlaps?: Overlap[] } & StandsIn;

/** What a change is called in notices, with the facts only that change has. */
export type Change =
  | ({ kind: 'booked' } & ForHost)
  | ({ kind: 'moved'; previousStart: string; movedBy: 'guest' | 'host'; leftZoom?: true } & ForHost)
  | { kind: 'cancelled'; cancelledBy: 'guest' | 'host'; reason: string }
  | { kind: 'place-changed'; why: string };

/** Writes to the guests of these bookings, and about each to everybody who may hold it. All are of one account. */
export async function notify(
  parts: RecordParts,
  tx: Tx,
  wholes: Whole[],
  change: Change,
): Promise<void> {
  const account = wholes[0]?.account;
  if (!account) return;
  const hosts =
    account.holders ?? (await parts.accounts.addressesFor('hold sessions', account.id, tx));
  const letters = wholes.flatMap((whole) => {
    const toGuest = {
      reader: 'guest',
      recipient: whole.booking.guestEmail,
      facts: guestFacts(whole, parts),
    } as const;
    const toHosts = hosts.map(
      (recipient) => ({ reader: 'host', recipient, facts: hostFacts(whole, parts) }) as const,
    );
    return [toGuest, ...toHosts].map((letter) => noticeOf(change, whole, letter));
  });
  await parts.notices.add(tx, account.id, letters);
}

function noticeOf(
  change: Change,
  { booking }: Whole,
  {
    reader,
    recipient,
    facts,
  }: { reader: 'guest' | 'host'; recipient: string; facts: SessionFacts },
): NewNotice {
  const { kind, ...own } = reader === 'host' ? change : forGuests(change);
  // The kinds of `Change` and of the notices are made alike; the compiler cannot see it through the template.
  return {
    kind: `${kind}-${reader}`,
    recipient,
    bookingId: booking.id,
    facts: { ...facts, ...own },
  } as NewNotice;
}

/** How it stands between the host and Zoom is no guest's business. */
function forGuests(change: Change): Change {
  if (change.kind !== 'booked' && change.kind !== 'moved') return change;
  const { overlaps: _overlaps, insteadOfZoom: _why, ...rest } = change;
  return rest;
}
